import { sql } from 'kysely';
import type { LinkChange } from '#core/identify/keep-ids.ts';
import type { StoredPair } from './shadow.ts';
import type { Db } from './pool.ts';
import { copyLine, type Transaction } from './transaction.ts';

/** A link that changes. A negative `to` is an entity that is not there yet. */
export type ChangedLink = {
  kind: 'account' | 'person';
  rowKey: string;
  role: string;
  from: number;
  to: number;
  change: LinkChange;
};

/** Writes what a re-decision changes, in place of what was written of it before. */
export async function writeReDecision(
  transaction: Transaction,
  id: number,
  links: readonly ChangedLink[],
  pairs: readonly StoredPair[],
): Promise<void> {
  const { db } = transaction;
  await sql`delete from re_decision_row where re_decision_id = ${id}`.execute(db);
  await sql`delete from re_decision_pair where re_decision_id = ${id}`.execute(db);
  await transaction.copy(
    're_decision_row',
    ['re_decision_id', 'kind', 'row_key', 'role', 'from_id', 'to_id', 'change'],
    links.map((link) => copyLine([id, link.kind, link.rowKey, link.role, link.from, link.to, link.change])),
  );
  await transaction.copy(
    're_decision_pair',
    ['re_decision_id', 'kind', 'left_id', 'right_id', 'row_key', 'reason', 'evidence', 'state', 'verdict'],
    pairs.map((pair) =>
      copyLine([
        id,
        pair.kind,
        pair.leftId,
        pair.rightId,
        pair.rowKey,
        pair.reason,
        JSON.stringify(pair.evidence),
        pair.state,
        pair.verdict,
      ]),
    ),
  );
}

/** Those of these ids that were minted once. */
export async function readRegistered({ db }: Transaction, ids: readonly number[]): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    select distinct entity_id as id from entity_registry where entity_id = any(${ids}::bigint[])`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** Mints ids for groups that are new, registered under a row of theirs. */
export async function mintIds(
  { db }: Transaction,
  founders: readonly { readonly rowKey: string; readonly kind: 'account' | 'person' }[],
): Promise<number[]> {
  if (founders.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    with minted as (
      select place, row_key, kind, nextval('entity') as id
        from unnest(${founders.map(({ rowKey }) => rowKey)}::uuid[], ${founders.map(({ kind }) => kind)}::text[]) with ordinality f(row_key, kind, place)),
    kept as (insert into entity_registry (row_key, kind, entity_id) select row_key, kind || '/again/' || id, id from minted)
    select id from minted order by place`.execute(db);
  return rows.map(({ id }) => id);
}

export async function reDecisionAt({ db }: Transaction, arrival: number): Promise<number> {
  const row = await db
    .selectFrom('re_decision')
    .select('re_decision_id')
    .where('arrival', '=', arrival)
    .executeTakeFirstOrThrow();
  return row.re_decision_id;
}

export async function readChangedLinks({ db }: Pick<Transaction, 'db'>, id: number): Promise<ChangedLink[]> {
  const { rows } = await sql<ChangedLink>`
    select kind, row_key as "rowKey", role, from_id as "from", to_id as "to", change from re_decision_row
     where re_decision_id = ${id} order by kind, row_key, role`.execute(db);
  return rows;
}

/** Puts the rows where they belong now. A row that a person put somewhere stays marked so. */
export async function relink({ db }: Transaction, id: number): Promise<void> {
  for (const kind of ['account', 'person'] as const)
    await sql`
      update row_link l set ${sql.ref(`${kind}_id`)} = c.to_id,
             account_method = case when ${kind} = 'account' and l.account_method is distinct from 'decided' then 're_decided' else l.account_method end,
             method = case when l.method <> 'decided' and (${kind} = 'person' or l.person_id is null) then 're_decided' else l.method end
        from re_decision_row c
       where c.re_decision_id = ${id} and c.kind = ${kind} and l.row_key = c.row_key and l.role = c.role and ${sql.ref(`l.${kind}_id`)} = c.from_id`.execute(
      db,
    );
}

/** Questions and what holds entities apart become those of today's model. */
export async function replacePairs({ db }: Transaction, id: number): Promise<void> {
  await sql`delete from review`.execute(db);
  await sql`insert into review (kind, left_id, right_id, row_key, reason, evidence, state, verdict)
    select kind, left_id, right_id, row_key, reason, evidence, state, verdict from re_decision_pair where re_decision_id = ${id}`.execute(
    db,
  );
}

/** A change as people read it: so many rows of one company or person that go to another. */
export type ChangeLine = {
  kind: 'account' | 'person';
  change: LinkChange;
  fromId: number;
  fromName: string | null;
  toId: number;
  toName: string | null;
  rows: number;
};

/** Changes with most rows first; of an entity that is new the name is that of what it leaves. */
export async function listChanges(db: Db, id: number, limit: number): Promise<ChangeLine[]> {
  const { rows } = await sql<ChangeLine>`
    select c.kind, c.change, c.from_id as "fromId", coalesce(a.name, p.name) as "fromName", c.to_id as "toId", coalesce(b.name, q.name) as "toName", c.rows
      from (select kind, change, from_id, to_id, count(*)::int as rows from re_decision_row where re_decision_id = ${id} group by 1, 2, 3, 4) c
      left join account a on c.kind = 'account' and a.account_id = c.from_id left join person p on c.kind = 'person' and p.person_id = c.from_id
      left join account b on c.kind = 'account' and b.account_id = c.to_id left join person q on c.kind = 'person' and q.person_id = c.to_id
     order by c.rows desc, c.kind, c.from_id, c.to_id limit ${limit}`.execute(db);
  return rows;
}

/** Every row that changes, with where it comes from. */
export type ChangedRow = ChangeLine & {
  source: string;
  fileName: string;
  rowNumber: number;
  externalKey: string | null;
};

export async function listChangedRows(db: Db, id: number): Promise<ChangedRow[]> {
  const { rows } = await sql<ChangedRow>`
    select c.kind, c.change, c.from_id as "fromId", coalesce(a.name, p.name) as "fromName", c.to_id as "toId", coalesce(b.name, q.name) as "toName", 1 as rows,
           r.source, f.file_name as "fileName", r.row_number as "rowNumber", r.external_key as "externalKey"
      from re_decision_row c join row_link l on l.row_key = c.row_key and l.role = c.role
      join raw_row r on r.row_key = l.row_key and r.version = l.version join import_batch f using (import_batch_id)
      left join account a on c.kind = 'account' and a.account_id = c.from_id left join person p on c.kind = 'person' and p.person_id = c.from_id
      left join account b on c.kind = 'account' and b.account_id = c.to_id left join person q on c.kind = 'person' and q.person_id = c.to_id
     where c.re_decision_id = ${id} order by c.kind, c.from_id, c.to_id, r.arrival, r.row_number`.execute(db);
  return rows;
}

/** A proposal, or what was carried out. `summary` as flows/re-decide.ts counts it; null until it is worked out. */
export type ReDecisionLine = {
  id: number;
  state: 'queued' | 'ready' | 'applying' | 'applied' | 'failed';
  fingerprint: string | null;
  summary: Record<'account' | 'person', Record<LinkChange | 'rows', number>> | null;
  problem: string | null;
  createdAt: Date;
  appliedAt: Date | null;
  memberId: number | null;
  memberName: string | null;
};

const reDecisions = sql`
  select d.re_decision_id as id, d.state, d.fingerprint, d.summary, d.problem, d.created_at as "createdAt", d.applied_at as "appliedAt", d.member_id as "memberId", m.name as "memberName"
    from re_decision d left join member m using (member_id)`;

/** The latest first. */
export async function listReDecisions(db: Db): Promise<ReDecisionLine[]> {
  return (await sql<ReDecisionLine>`${reDecisions} order by d.re_decision_id desc limit 20`.execute(db)).rows;
}

export async function findReDecision(db: Db, id: number): Promise<ReDecisionLine | undefined> {
  return (await sql<ReDecisionLine>`${reDecisions} where d.re_decision_id = ${id}`.execute(db)).rows[0];
}

export async function setReDecisionState(
  db: Db,
  id: number,
  state: ReDecisionLine['state'],
  problem: string | null,
): Promise<void> {
  await db.updateTable('re_decision').set({ state, problem }).where('re_decision_id', '=', id).execute();
}

/** Those that somebody asked for and nobody worked out yet. */
export async function listUnfinishedReDecisions(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('re_decision')
    .select('re_decision_id')
    .where('state', 'in', ['queued', 'applying'])
    .orderBy('re_decision_id')
    .execute();
  return rows.map((row) => row.re_decision_id);
}
