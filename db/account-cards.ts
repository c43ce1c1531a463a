import { sql } from 'kysely';
import type { Db } from './pool.ts';

/** What whoever asks about a lead needs of a company: who it is, whether it is on the target list, and whose it is. */
export type AccountCard = {
  readonly accountId: number;
  readonly name: string;
  readonly prefecture: string | null;
  readonly corporateNumber: string | null;
  /** Null where it is not on the list. */
  readonly target: {
    readonly targetLineId: number;
    readonly status: string;
    readonly class: string | null;
    readonly tier: string | null;
  } | null;
  /** A member, or the name that the files give; null where nobody has it. */
  readonly owner: { readonly memberId: number | null; readonly name: string } | null;
};

type Row = Omit<AccountCard, 'target' | 'owner'> & {
  readonly targetLineId: number | null;
  readonly status: string | null;
  readonly class: string | null;
  readonly tier: string | null;
  readonly memberId: number | null;
  readonly ownerName: string | null;
};

/** The owner on the target list comes before that of the company itself. */
export async function readAccountCards(db: Db, ids: readonly number[]): Promise<Map<number, AccountCard>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Row>`
    select a.account_id as "accountId", a.name, a.prefecture, a.corporate_number as "corporateNumber",
           t.target_line_id as "targetLineId", t.status, t.class, t.tier,
           coalesce(t.owner_id, a.owner_id) as "memberId", coalesce(m.name, t.owner_name, a.owner_name) as "ownerName"
      from account a
      left join target_now t on t.account_id = a.account_id
      left join member m on m.member_id = coalesce(t.owner_id, a.owner_id)
     where a.account_id = any(${ids}::bigint[])`.execute(db);
  return new Map(rows.map((row) => [row.accountId, cardOf(row)]));
}

function cardOf(row: Row): AccountCard {
  const { accountId, name, prefecture, corporateNumber, targetLineId, status, memberId, ownerName } = row;
  return {
    accountId,
    name,
    prefecture,
    corporateNumber,
    target: targetLineId === null ? null : { targetLineId, status: status!, class: row.class, tier: row.tier },
    owner: ownerName === null ? null : { memberId, name: ownerName },
  };
}
