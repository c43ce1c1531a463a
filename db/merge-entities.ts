import { type RawBuilder, sql } from 'kysely';
import { movedActivity } from './activities.ts';
import { followAgencies } from './agencies.ts';
import type { EntityKind } from './move-rows.ts';
import { apartVerdicts, handedOn } from './pairs.ts';
import { markPeople } from './stale-cycles.ts';
import type { Transaction } from './transaction.ts';

/** One entity that goes into another. */
export type Merge = { readonly keptId: number; readonly goneId: number };

const accountColumns = [
  ['row_link', 'account_id'],
  ['deal', 'account_id'],
  ['lead', 'account_id'],
  ['lead_event', 'account_id'],
  ['lead_cycle', 'account_id'],
  ['order_line', 'account_id'],
  ['order_line', 'bill_to_id'],
  ['order_line', 'ship_to_id'],
  ['order_line', 'end_user_id'],
  ['order_line', 'agency_id'],
] as const;
const personColumns = [
  ['row_link', 'person_id'],
  ['deal', 'person_id'],
  ['lead', 'person_id'],
  ['lead_event', 'person_id'],
  ['lead_cycle', 'person_id'],
  ['activity', 'person_id'],
] as const;

/**
 * Moves everything that was told of entities to those they go into, leaves redirects and hands their open questions on.
 * `isDecided` pins the rows where a person put them. No entity may be both kept and gone.
 */
export async function moveMerged(
  transaction: Transaction,
  kind: EntityKind,
  merges: readonly Merge[],
  isDecided: boolean,
): Promise<void> {
  const { db } = transaction;
  const moves = sql`unnest(${merges.map(({ goneId }) => goneId)}::bigint[], ${merges.map(({ keptId }) => keptId)}::bigint[]) m(gone, kept)`;
  if (isDecided) await pinRows(transaction, kind, moves);
  for (const [table, column] of kind === 'account' ? accountColumns : personColumns)
    await sql`update ${sql.table(table)} t set ${sql.ref(column)} = m.kept from ${moves} where ${sql.ref(`t.${column}`)} = m.gone`.execute(
      db,
    );
  if (kind === 'account')
    await sql`with gone as (delete from activity a using ${moves} where a.account_id = m.gone returning a.*, m.kept)
      insert into activity (account_id, ${movedActivity}) select kept, ${movedActivity} from gone`.execute(db);
  if (kind === 'person')
    await markPeople(
      transaction,
      merges.flatMap(({ keptId, goneId }) => [keptId, goneId]),
    );
  await sql`insert into entity_redirect (kind, from_id, to_id) select ${kind}, gone, kept from ${moves}
    on conflict (from_id, kind) do update set to_id = excluded.to_id, at = now()`.execute(db);
  await sql`update entity_redirect r set to_id = m.kept from ${moves} where r.kind = ${kind} and r.to_id = m.gone`.execute(
    db,
  );
  await handQuestionsOn(transaction, kind, moves);
  if (kind === 'account')
    await followAgencies(
      transaction,
      merges.map(({ goneId }) => goneId),
    );
}

async function pinRows({ db }: Transaction, kind: EntityKind, moves: RawBuilder<unknown>): Promise<void> {
  await sql`update row_link l set method = 'decided', account_method = case when ${kind} = 'account' then 'decided' else account_method end
      from ${moves} where ${sql.ref(`l.${kind}_id`)} = m.gone`.execute(db);
}

/** A question about an entity that is gone is one about the entity it went into; so is what holds it apart from others. */
async function handQuestionsOn({ db }: Transaction, kind: EntityKind, moves: RawBuilder<unknown>): Promise<void> {
  await sql`insert into review (kind, left_id, right_id, row_key, reason, evidence, state, verdict)
    select ${kind}, greatest(one, other), least(one, other), min(row_key::text)::uuid, ${handedOn}, '{"matched":[],"differs":[]}', 'decided', min(verdict)
      from (select coalesce(l.kept, v.left_id) as one, coalesce(r.kept, v.right_id) as other, v.row_key, v.verdict
              from review v left join ${sql`(select * from ${moves}) l`} on l.gone = v.left_id left join ${sql`(select * from ${moves}) r`} on r.gone = v.right_id
             where v.kind = ${kind} and v.state = 'decided' and v.verdict = any(${apartVerdicts}) and (l.gone is not null or r.gone is not null)) handed
     where one <> other group by 2, 3
    on conflict (left_id, right_id, kind) do update set state = 'decided', verdict = excluded.verdict, reason = excluded.reason where review.state <> 'decided'`.execute(
    db,
  );
  await sql`insert into review (kind, left_id, right_id, row_key, reason, evidence, state)
    select ${kind}, greatest(one, other), least(one, other), row_key, reason, evidence, state
      from (select coalesce(l.kept, v.left_id) as one, coalesce(r.kept, v.right_id) as other, v.row_key, v.reason, v.evidence, v.state
              from review v left join ${sql`(select * from ${moves}) l`} on l.gone = v.left_id left join ${sql`(select * from ${moves}) r`} on r.gone = v.right_id
             where v.kind = ${kind} and v.state <> 'decided' and (l.gone is not null or r.gone is not null)
             order by v.left_id, v.right_id) handed
     where one <> other
    on conflict do nothing`.execute(db);
}
