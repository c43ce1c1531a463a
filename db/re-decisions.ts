import { sql } from 'kysely';
import type { LinkChange } from '#core/identify/keep-ids.ts';
import type { LinkTold, StoredPair } from './shadow.ts';
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
  /** What today's model says for it. */
  told: LinkTold | undefined;
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
    ['re_decision_id', 'kind', 'row_key', 'role', 'from_id', 'to_id', 'change', 'score', 'evidence'],
    links.map(({ kind, rowKey, role, from, to, change, told }) =>
      copyLine([
        id,
        kind,
        rowKey,
        role,
        from,
        to,
        change,
        told?.score ?? null,
        told ? JSON.stringify(told.evidence) : null,
      ]),
    ),
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

/** Keeps where every row stands with these changes made, and which ids lead where; of earlier re-decisions nothing is needed then. */
export async function keepStanding({ db }: Transaction, id: number): Promise<void> {
  await sql`delete from re_decision_link`.execute(db);
  await sql`delete from re_decision_redirect`.execute(db);
  const changed = sql`(a.row_key is not null or p.row_key is not null)`;
  await sql`
    insert into re_decision_link (row_key, role, account_id, person_id, account_method, method, score, evidence, re_decision_id)
    select l.row_key, l.role, coalesce(a.to_id, l.account_id), coalesce(p.to_id, l.person_id),
           case when a.row_key is not null and l.account_method is distinct from 'decided' then ${byReDecision} else l.account_method end,
           case when ${changed} and l.method <> 'decided' and (p.row_key is not null or l.person_id is null) then ${byReDecision} else l.method end,
           coalesce(a.score, p.score, l.score), coalesce(a.evidence, p.evidence, l.evidence), ${id}::bigint
      from row_link l
      left join re_decision_row a on a.re_decision_id = ${id} and a.kind = 'account' and a.row_key = l.row_key and a.role = l.role
      left join re_decision_row p on p.re_decision_id = ${id} and p.kind = 'person' and p.row_key = l.row_key and p.role = l.role`.execute(
    db,
  );
  // An id without rows leads to the one that took most of them; one that has rows leads nowhere else.
  await sql`
    with heirs as (
      select distinct on (kind, from_id) kind, from_id, to_id
        from (select kind, from_id, to_id, count(*) as rows from re_decision_row where re_decision_id = ${id} and change = 'merged' group by 1, 2, 3) c
       order by kind, from_id, rows desc, to_id),
    taken as (select distinct kind, to_id from re_decision_row where re_decision_id = ${id}),
    earlier as (
      select r.kind, r.from_id, coalesce(h.to_id, r.to_id) as to_id
        from entity_redirect r left join heirs h on h.kind = r.kind and h.from_id = r.to_id
       where r.kind in ('account', 'person') and not exists (select 1 from taken t where t.kind = r.kind and t.to_id = r.from_id))
    insert into re_decision_redirect (kind, from_id, to_id, re_decision_id)
    select kind, from_id, to_id, ${id}::bigint from (select * from earlier union all select * from heirs) known
    on conflict (from_id, kind) do update set to_id = excluded.to_id`.execute(db);
}

/** How a link is called that today's model made of an earlier one. */
const byReDecision = 're_decided';

/** Whether this re-decision is the last one that was carried out: a rebuild passes earlier ones over. */
export async function isLastReDecision({ db }: Transaction, id: number): Promise<boolean> {
  const { rows } = await sql<{ last: number | null }>`
    select max(re_decision_id) as last from re_decision where state = 'applied'`.execute(db);
  return rows[0]!.last === id;
}

/** Rows that stand elsewhere than they shall. */
export async function rowsToMove({ db }: Transaction): Promise<string[]> {
  const { rows } = await sql<{ row_key: string }>`
    select distinct l.row_key from row_link l join re_decision_link k using (row_key, role)
     where (l.account_id, l.person_id) is distinct from (k.account_id, k.person_id) order by 1`.execute(db);
  return rows.map((row) => row.row_key);
}

/** Puts all rows where they shall stand; ids lead where they shall lead. */
export async function standAsKept({ db }: Transaction): Promise<void> {
  await sql`
    update row_link l set account_id = k.account_id, person_id = k.person_id, account_method = k.account_method, method = k.method, score = k.score, evidence = k.evidence
      from re_decision_link k where k.row_key = l.row_key and k.role = l.role`.execute(db);
  await sql`delete from entity_redirect where kind in ('account', 'person')`.execute(db);
  await sql`insert into entity_redirect (kind, from_id, to_id) select kind, from_id, to_id from re_decision_redirect`.execute(
    db,
  );
  await sql`delete from identity_key`.execute(db);
}

/** Every company and person there is or shall be, oldest first. */
export async function listEntities({ db }: Transaction, kind: 'account' | 'person'): Promise<number[]> {
  const column = sql.ref(`${kind}_id`);
  const { rows } = await sql<{ id: number }>`
    select ${column} as id from ${sql.table(kind)} union select ${column} from row_link where ${column} is not null order by 1`.execute(
    db,
  );
  return rows.map(({ id }) => id);
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
  /** Where the person works; null for companies. */
  fromCompany: string | null;
  toId: number;
  toName: string | null;
  toCompany: string | null;
  rows: number;
};

/** Both sides of a change `c` by name, people with the company they work at. */
const bothSides = sql`
  c.from_id as "fromId", coalesce(a.name, p.name) as "fromName", pc.name as "fromCompany",
  c.to_id as "toId", coalesce(b.name, q.name) as "toName", qc.name as "toCompany"`;
const sides = sql`
  left join account a on c.kind = 'account' and a.account_id = c.from_id
  left join person p on c.kind = 'person' and p.person_id = c.from_id left join account pc on pc.account_id = p.account_id
  left join account b on c.kind = 'account' and b.account_id = c.to_id
  left join person q on c.kind = 'person' and q.person_id = c.to_id left join account qc on qc.account_id = q.account_id`;

/** Changes with most rows first; of an entity that is new the name is that of what it leaves. */
export async function listChanges(db: Db, id: number, limit: number): Promise<ChangeLine[]> {
  const { rows } = await sql<ChangeLine>`
    select c.kind, c.change, ${bothSides}, c.rows
      from (select kind, change, from_id, to_id, count(*)::int as rows from re_decision_row where re_decision_id = ${id} group by 1, 2, 3, 4) c ${sides}
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
    select c.kind, c.change, ${bothSides}, 1 as rows,
           r.source, f.file_name as "fileName", r.row_number as "rowNumber", r.external_key as "externalKey"
      from re_decision_row c join row_link l on l.row_key = c.row_key and l.role = c.role
      join raw_row r on r.row_key = l.row_key and r.version = l.version join import_batch f using (import_batch_id) ${sides}
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
