import { sql } from 'kysely';
import type { EntityKind } from './move-rows.ts';
import type { Transaction } from './transaction.ts';

/** Stands in a review for the row that proposed the pair, where it was decided without a proposal. */
export const proposedByNoRow = '00000000-0000-0000-0000-000000000000';
/** What a person said of two stands, whoever either of them goes into. */
export const apartVerdicts = ['different', 'group'];
/** Reason of a pair that is held apart because one that went into it is. */
export const handedOn = 'handed_on';

/** A pair of entities that may be one, with what is asked about it and why. */
export type OpenPair = {
  readonly leftId: number;
  readonly rightId: number;
  readonly state: 'open' | 'weak';
  readonly reason: string;
};

/** Pairs that nobody decided, where either is one of these entities. A merge that a person took back stays theirs to decide. */
export async function readOpenPairs(
  { db }: Pick<Transaction, 'db'>,
  kind: EntityKind,
  ids: readonly number[],
): Promise<OpenPair[]> {
  const { rows } = await sql<OpenPair>`
    select left_id as "leftId", right_id as "rightId", state, reason from review
     where kind = ${kind} and state <> 'decided' and reason <> 'taken_back'
       and (left_id = any(${ids}::bigint[]) or right_id = any(${ids}::bigint[]))
     order by left_id, right_id`.execute(db);
  return rows;
}

/** Entities that nobody decided about yet. */
export async function readUndecided({ db }: Pick<Transaction, 'db'>, kind: EntityKind): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct left_id as id from review where kind = ${kind} and state <> 'decided' and reason <> 'taken_back'`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** A question that has become worth asking, or not worth it any more, or is asked for another reason; one that no row proposed is kept. */
export async function setPairStates(
  { db }: Transaction,
  kind: EntityKind,
  pairs: readonly (Omit<OpenPair, 'reason'> & { readonly reason: string | null })[],
): Promise<void> {
  if (pairs.length === 0) return;
  const spelt = pairs.filter(({ reason }) => reason === 'mail_name');
  if (spelt.length > 0)
    await sql`insert into review (kind, left_id, right_id, row_key, reason, evidence, state)
      select ${kind}, left_id, right_id, ${proposedByNoRow}, 'mail_name', '{"matched":["mail_pattern","company"],"differs":[],"bits":0}', 'weak'
        from unnest(${spelt.map(({ leftId }) => leftId)}::bigint[], ${spelt.map(({ rightId }) => rightId)}::bigint[]) q(left_id, right_id)
      on conflict do nothing`.execute(db);
  await sql`update review v set state = q.state, reason = coalesce(q.reason, v.reason)
      from unnest(${pairs.map(({ leftId }) => leftId)}::bigint[], ${pairs.map(({ rightId }) => rightId)}::bigint[], ${pairs.map(({ state }) => state)}::text[], ${pairs.map(({ reason }) => reason)}::text[])
             q(left_id, right_id, state, reason)
     where v.kind = ${kind} and v.left_id = q.left_id and v.right_id = q.right_id and v.state <> 'decided'`.execute(db);
}

/** Pairs around these entities that a person holds apart, or took apart again. */
export async function readApart(
  { db }: Pick<Transaction, 'db'>,
  kind: EntityKind,
  ids: readonly number[],
): Promise<{ leftId: number; rightId: number }[]> {
  const { rows } = await sql<{ leftId: number; rightId: number }>`
    select left_id as "leftId", right_id as "rightId" from review
     where kind = ${kind} and ((state = 'decided' and verdict = any(${apartVerdicts})) or (state <> 'decided' and reason = 'taken_back'))
       and (left_id = any(${ids}::bigint[]) or right_id = any(${ids}::bigint[]))`.execute(db);
  return rows;
}

/** Keeps what was decided of these pairs. A pair nobody had proposed is kept under the row key of zeros. */
export async function markDecided(
  { db }: Transaction,
  kind: EntityKind,
  pairs: readonly { readonly one: number; readonly other: number }[],
  verdict: string,
): Promise<void> {
  await sql`insert into review (kind, left_id, right_id, row_key, reason, evidence, state, verdict)
    select ${kind}, greatest(one, other), least(one, other), ${proposedByNoRow}, 'name_only', '{"matched":[],"differs":[]}', 'decided', ${verdict}
      from unnest(${pairs.map(({ one }) => one)}::bigint[], ${pairs.map(({ other }) => other)}::bigint[]) p(one, other)
    on conflict (left_id, right_id, kind) do update set state = 'decided', verdict = excluded.verdict`.execute(db);
}

/** What was said or asked of two that are one again. */
export async function forgetPair({ db }: Transaction, kind: EntityKind, one: number, other: number): Promise<void> {
  await sql`delete from review where kind = ${kind} and left_id = ${Math.max(one, other)} and right_id = ${Math.min(one, other)}`.execute(
    db,
  );
}

/** Keeps a pair as a question that only a person answers. */
export async function holdOpen(
  { db }: Transaction,
  kind: EntityKind,
  { one, other }: { readonly one: number; readonly other: number },
): Promise<void> {
  await sql`insert into review (kind, left_id, right_id, row_key, reason, evidence, state)
    values (${kind}, ${Math.max(one, other)}, ${Math.min(one, other)}, ${proposedByNoRow}, 'taken_back', '{"matched":[],"differs":[]}', 'open')
    on conflict (left_id, right_id, kind) do update set state = 'open', verdict = null, reason = 'taken_back'`.execute(
    db,
  );
}

/** After two companies became one, people of the same name in it may be one as well. */
export async function proposeNamesakes({ db }: Transaction, accountIds: readonly number[]): Promise<void> {
  await sql`
    insert into review (kind, left_id, right_id, row_key, reason, evidence, state)
    select 'person', greatest(p.person_id, q.person_id), least(p.person_id, q.person_id), l.row_key, 'namesake', '{"matched":["name"],"differs":[]}', 'weak'
      from person p join person q on q.account_id = p.account_id and q.name_key = p.name_key and q.person_id < p.person_id
      join lateral (select (array_agg(row_key order by row_key))[1] as row_key from row_link where person_id = p.person_id) l on true
     where p.account_id = any(${accountIds}::bigint[]) and p.name_key <> ''
    on conflict do nothing`.execute(db);
}

/** What held an entity apart only because of one that has left it again is looked at anew. */
export async function releaseHanded(
  { db }: Transaction,
  kind: EntityKind,
  keptId: number,
  goneId: number,
): Promise<void> {
  await sql`update review v set state = 'weak', verdict = null, reason = 'unsure'
     where v.kind = ${kind} and v.reason = ${handedOn} and v.state = 'decided' and ${keptId} in (v.left_id, v.right_id)
       and exists (select 1 from review o where o.kind = v.kind and o.state = 'decided'
                    and o.left_id = greatest(${goneId}, v.left_id + v.right_id - ${keptId}) and o.right_id = least(${goneId}, v.left_id + v.right_id - ${keptId}))`.execute(
    db,
  );
}
