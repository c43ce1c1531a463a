import { sql } from 'kysely';
import type { Db } from './pool.ts';

/** A name as sales wrote it, the company it stands for today, and where that stands on the target list. */
export type WishItem = {
  position: number;
  text: string;
  nominatedBy: string | null;
  outcome: string;
  accountId: number | null;
  candidates: {
    accountId: number;
    name: string;
    prefecture: string | null;
    corporateNumber: string | null;
    people: number;
    similarity: number;
  }[];
  accountName: string | null;
  targetLineId: number | null;
  targetStatus: string | null;
};

/** The names of a wish list in their order. */
export async function listWishItems(db: Db, wishListId: number): Promise<WishItem[]> {
  const { rows } = await sql<WishItem>`
    select i.position, i.text, i.nominated_by as "nominatedBy", i.outcome, coalesce(e.to_id, i.account_id) as "accountId", i.candidates,
           a.name as "accountName", t.target_line_id as "targetLineId", t.status as "targetStatus"
      from wish_item i left join entity_redirect e on e.kind = 'account' and e.from_id = i.account_id
      left join account a on a.account_id = coalesce(e.to_id, i.account_id) left join target_now t on t.account_id = a.account_id
     where i.wish_list_id = ${wishListId} order by i.position`.execute(db);
  return rows;
}
