import { type RawBuilder, sql } from 'kysely';
import { movedActivity } from './activities.ts';
import type { EntityKind } from './move-rows.ts';
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
}

/** Where each of these companies or people is today: itself, or the one it went into. */
export async function entitiesNow(
  { db }: Pick<Transaction, 'db'>,
  kind: EntityKind,
  ids: readonly number[],
): Promise<Map<number, number>> {
  const { rows } = await sql<{ given: number; now: number }>`
    select given, coalesce(r.to_id, given) as now from unnest(${ids}::bigint[]) given
      left join entity_redirect r on r.kind = ${kind} and r.from_id = given`.execute(db);
  return new Map(rows.map(({ given, now }) => [given, now]));
}

/** An id that nobody has any more leads to the one its rows went to. */
export async function leaveRedirect({ db }: Transaction, kind: EntityKind, from: number, to: number): Promise<void> {
  await sql`insert into entity_redirect (kind, from_id, to_id) values (${kind}, ${from}, ${to})
    on conflict (from_id, kind) do update set to_id = excluded.to_id, at = now()`.execute(db);
  await sql`update entity_redirect set to_id = ${to} where kind = ${kind} and to_id = ${from}`.execute(db);
}

/** Ids that these rows founded follow them: what led to the entity they were taken out of leads to the one they are in. */
export async function turnRedirects(
  { db }: Transaction,
  kind: EntityKind,
  rows: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  await sql`update entity_redirect set to_id = ${to} where kind = ${kind} and to_id = ${from}
     and from_id in (select entity_id from entity_registry where row_key = any(${rows}::uuid[]) and kind like ${`${kind}%`})`.execute(
    db,
  );
}

/** An id that has rows of its own again leads nowhere else. */
export async function forgetRedirect({ db }: Transaction, kind: EntityKind, id: number): Promise<void> {
  await sql`delete from entity_redirect where kind = ${kind} and from_id = ${id}`.execute(db);
}

async function pinRows({ db }: Transaction, kind: EntityKind, moves: RawBuilder<unknown>): Promise<void> {
  await sql`update row_link l set method = 'decided', account_method = case when ${kind} = 'account' then 'decided' else account_method end
      from ${moves} where ${sql.ref(`l.${kind}_id`)} = m.gone`.execute(db);
}

/** What a person said of two stands, whoever either of them goes into. */
const apartVerdicts = ['different', 'group'];
/** Reason of a pair that is held apart because one that went into it is. */
const handedOn = 'handed_on';

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

/** Stands in a review for the row that proposed the pair, where it was decided without a proposal. */
export const proposedByNoRow = '00000000-0000-0000-0000-000000000000';

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

/**
 * People of one company who share a name in any of its forms and of whom no pair is kept: one of them came by the name or the company
 * through a mail address or a mobile number, so that no row of the other met them.
 */
export async function readNamesakes(
  { db }: Pick<Transaction, 'db'>,
  accountIds: readonly number[],
): Promise<OpenPair[]> {
  const { rows } = await sql<OpenPair>`
    with named as (
      select a.account_id, (n->>0) || (n->>1) as name, array_agg(distinct p.person_id) as people
        from affiliation a join person p using (person_id) cross join json_array_elements(p.profile->'n') n
       where a.account_id = any(${accountIds}::bigint[])
       group by 1, 2 having count(distinct p.person_id) > 1)
    select distinct p as "leftId", q as "rightId", 'weak' as state, 'namesake' as reason
      from named cross join unnest(people) p cross join unnest(people) q
     where q < p and not exists (select from review where kind = 'person' and left_id = p and right_id = q)
     order by 1, 2`.execute(db);
  return rows;
}

/** Rows with a key of their own source that these accounts hold, one for each source and kind of file. */
export async function readKeyedRows(
  { db }: Pick<Transaction, 'db'>,
  accountIds: readonly number[],
): Promise<{ accountId: number; source: string; preset: string }[]> {
  const { rows } = await sql<{ accountId: number; source: string; preset: string }>`
    select distinct l.account_id as "accountId", r.source, b.preset
      from row_link l join raw_row r on r.row_key = l.row_key and r.version = l.version join import_batch b using (import_batch_id)
     where l.role = 'main' and l.account_id = any(${accountIds}::bigint[]) and r.external_key is not null`.execute(db);
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

/** Somebody of the company of a pair that knows fewer people. `isOne`: the very person is known at the other; `isNamed`: the name is. */
export type PersonBeside = {
  readonly leftId: number;
  readonly rightId: number;
  readonly family: string;
  readonly given: string;
  readonly isOne: boolean;
  readonly isNamed: boolean;
};

/** Everybody of the smaller company of each pair, and whether the other knows them; nobody where both know more than `peopleMax`. */
export async function readPeopleBeside(
  { db }: Pick<Transaction, 'db'>,
  pairs: readonly OpenPair[],
  peopleMax: number,
): Promise<PersonBeside[]> {
  const known = sql`select distinct a.account_id, p.person_id, p.family, p.given, p.name_key
      from affiliation a join person p using (person_id)
     where p.name_key <> '' and a.account_id in (select left_id from q union select right_id from q)`;
  const { rows } = await sql<PersonBeside>`
    with q as (select * from unnest(${pairs.map(({ leftId }) => leftId)}::bigint[], ${pairs.map(({ rightId }) => rightId)}::bigint[]) q(left_id, right_id)),
         known as materialized (${known}),
         size as (select account_id, count(*) as people from known group by 1),
         sided as (
           select q.left_id, q.right_id, least(l.people, r.people) as people,
                  case when l.people <= r.people then q.left_id else q.right_id end as small,
                  case when l.people <= r.people then q.right_id else q.left_id end as large
             from q join size l on l.account_id = q.left_id join size r on r.account_id = q.right_id)
    select s.left_id as "leftId", s.right_id as "rightId", p.family, p.given,
           exists (select from known o where o.account_id = s.large and o.person_id = p.person_id) as "isOne",
           exists (select from known o where o.account_id = s.large and o.name_key = p.name_key) as "isNamed"
      from sided s join known p on p.account_id = s.small
     where s.people <= ${peopleMax}`.execute(db);
  return rows;
}
