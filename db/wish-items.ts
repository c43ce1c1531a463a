import { sql } from 'kysely';
import type { NameCandidate } from './name-lookup.ts';
import type { Db } from './pool.ts';

/** A line of a wish list as it stands today: its company and agency through whatever they went into. */
export type WishItem = {
  readonly position: number;
  readonly text: string;
  readonly nominatedBy: string | null;
  /** As it is written; `agencyId` is null where no one company that sells for us has this name. */
  readonly agency: string | null;
  readonly agencyId: number | null;
  readonly agencyName: string | null;
  readonly reason: string | null;
  readonly outcome: string;
  readonly accountId: number | null;
  readonly accountName: string | null;
  readonly candidates: NameCandidate[];
  readonly targetLineId: number | null;
  readonly targetStatus: string | null;
};

export async function readWishItems(db: Db, wishListId: number): Promise<WishItem[]> {
  const { rows } = await sql<WishItem>`
    select i.position, i.text, i.nominated_by as "nominatedBy", i.agency, g.account_id as "agencyId", g.name as "agencyName", i.reason, i.outcome,
           coalesce(e.to_id, i.account_id) as "accountId", a.name as "accountName", i.candidates, t.target_line_id as "targetLineId", t.status as "targetStatus"
      from wish_item i
      left join entity_redirect e on e.kind = 'account' and e.from_id = i.account_id
      left join account a on a.account_id = coalesce(e.to_id, i.account_id)
      left join entity_redirect ge on ge.kind = 'account' and ge.from_id = i.agency_id
      left join account g on g.account_id = coalesce(ge.to_id, i.agency_id)
      left join target_now t on t.account_id = a.account_id
     where i.wish_list_id = ${wishListId} order by i.position`.execute(db);
  return rows;
}

/** Settles which company a line asks for: this one, none, or (`isOpenAgain`) its candidates are asked about again. False where there is no such line. */
export async function chooseForWish(
  db: Db,
  wishListId: number,
  position: number,
  { accountId, isOpenAgain }: { readonly accountId: number | null; readonly isOpenAgain: boolean },
): Promise<boolean> {
  const outcome =
    accountId !== null
      ? sql<string>`'match'`
      : isOpenAgain
        ? sql<string>`case when jsonb_array_length(candidates) > 0 then 'candidates' else 'none' end`
        : sql<string>`'none'`;
  const { numUpdatedRows } = await db
    .updateTable('wish_item')
    .set({ account_id: accountId, outcome })
    .where('wish_list_id', '=', wishListId)
    .where('position', '=', position)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
