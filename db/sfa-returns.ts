import { sql } from 'kysely';
import type { ReturnedLead, ReturnValues } from '#core/demand/sfa-return.ts';
import type { Db } from './pool.ts';

export type ReturnedRecord = ReturnedLead & { source: string; recordKey: string };

/** Records of the SFAs whose leads were handed over or answered here, even where that was taken back; each as its latest cycle stands. */
export async function listReturnedRecords(db: Db, source: string | undefined): Promise<ReturnedRecord[]> {
  const { rows } = await sql<ReturnedRecord>`
    select c.source, l.external_key as "recordKey", c.state, l.status as "toldStatus", l.owner_name as "toldOwner",
           coalesce(m.name, g.name) as receiver, c.reason, c.mql_at as "handedOn", c.sal_at as "acceptedOn", c.rejected_at as "rejectedOn",
           c.recycle_on as "recycleOn", c.next_action as "nextAction", c.next_on as "nextOn", d.external_key as "dealKey",
           coalesce(t.status = 'active', false) as "isTarget", coalesce(t.tier, a.tier) as tier
      from (select distinct cycle_id from cycle_event) e
      join lead_cycle c using (cycle_id) join lead l on l.lead_id = c.lead_id
      left join account a on a.account_id = c.account_id left join target_now t on t.account_id = c.account_id
      left join member m on c.receiver_kind = 'member' and m.member_id::text = c.receiver_id
      left join account g on c.receiver_kind = 'agency' and g.account_id::text = c.receiver_id
      left join deal d on d.deal_id = c.deal_id and d.source = c.source
     where l.external_key is not null and not exists (select 1 from lead_pass p where p.lead_id = c.lead_id and p.number > c.number)
       and (${source ?? null}::text is null or c.source = ${source ?? null})
     order by c.source, l.external_key`.execute(db);
  return rows;
}

/** What each record carried when it last went back, as `source/key`. */
export async function readLastReturned(db: Db): Promise<Map<string, ReturnValues>> {
  const rows = await db.selectFrom('sfa_return_record').select(['source', 'record_key', 'values']).execute();
  return new Map(rows.map((row) => [`${row.source}/${row.record_key}`, row.values as ReturnValues]));
}

/** Writes one return: its lines, and what each record carries from now on. */
export async function saveReturn(
  db: Db,
  given: { source: string; madeAt: Date; madeBy: number | null },
  lines: readonly { recordKey: string; values: ReturnValues }[],
): Promise<number> {
  const { sfa_return_id: id } = await db
    .insertInto('sfa_return')
    .values({ source: given.source, made_at: given.madeAt, made_by: given.madeBy, records: lines.length })
    .returning('sfa_return_id')
    .executeTakeFirstOrThrow();
  const keys = lines.map((line) => line.recordKey);
  const values = lines.map((line) => JSON.stringify(line.values));
  const told = sql`select * from unnest(${keys}::text[], ${values}::jsonb[]) told(record_key, line)`;
  await sql`insert into sfa_return_line (sfa_return_id, record_key, values) select ${id}::bigint, record_key, line from (${told}) t`.execute(
    db,
  );
  await sql`
    insert into sfa_return_record (source, record_key, values, sfa_return_id)
    select ${given.source}::text, record_key, line, ${id}::bigint from (${told}) t
    on conflict (source, record_key) do update set values = excluded.values, sfa_return_id = excluded.sfa_return_id`.execute(
    db,
  );
  return id;
}

export type ReturnRun = { id: number; source: string; madeAt: Date; madeBy: string | null; records: number };

/** Returns made so far, latest first. */
export async function listReturns(db: Db, limit: number): Promise<ReturnRun[]> {
  const { rows } = await sql<ReturnRun>`
    select r.sfa_return_id as id, r.source, r.made_at as "madeAt", m.name as "madeBy", r.records
      from sfa_return r left join member m on m.member_id = r.made_by order by 1 desc limit ${limit}`.execute(db);
  return rows;
}

/** The lines of one return by record; undefined where there is no such return. */
export async function readReturn(
  db: Db,
  id: number,
): Promise<{ source: string; lines: { recordKey: string; values: ReturnValues }[] } | undefined> {
  const run = await db.selectFrom('sfa_return').select('source').where('sfa_return_id', '=', id).executeTakeFirst();
  if (!run) return undefined;
  const rows = await db
    .selectFrom('sfa_return_line')
    .select(['record_key', 'values'])
    .where('sfa_return_id', '=', id)
    .orderBy('record_key')
    .execute();
  return {
    source: run.source,
    lines: rows.map((row) => ({ recordKey: row.record_key, values: row.values as ReturnValues })),
  };
}

/** Sources of leads that carry record ids, each with its statuses, most frequent first. */
export async function listLeadSources(db: Db): Promise<{ source: string; leads: number; statuses: string[] }[]> {
  const { rows } = await sql<{ source: string; leads: number; statuses: string[] }>`
    with seen as (
      select source, status, count(*)::int as leads from lead where external_key is not null group by 1, 2)
    select source, sum(leads)::int as leads,
           coalesce(array_agg(status order by leads desc, status) filter (where status is not null), '{}') as statuses
      from seen group by 1 order by 1`.execute(db);
  return rows;
}

/** The mapping with which leads of a source were last taken in. */
export async function readLatestLeadMapping(db: Db, source: string): Promise<unknown> {
  const { rows } = await sql<{ mapping: unknown }>`
    select mapping from import_batch where source = ${source} and state = 'done' and mapping->'columns' ? 'leadKey'
     order by import_batch_id desc limit 1`.execute(db);
  return rows[0]?.mapping;
}

/** A mark that moves with everything a return may tell: decisions, what was taken back, and imports. */
export async function readReturnMark(db: Db): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select concat_ws('/', (select max(cycle_event_id) from cycle_event), (select max(undone_at) from cycle_event where undone_at is not null),
                     (select max(finished_at) from import_batch)) as mark`.execute(db);
  return rows[0]!.mark;
}

/** Records whose last return is later than one that was fetched, with the latest of them. */
export async function readReturnedSince(
  db: Db,
  source: string,
  after: number,
): Promise<{ latest: number; lines: { recordKey: string; values: ReturnValues }[] }> {
  const rows = await db
    .selectFrom('sfa_return_record')
    .select(['record_key', 'values', 'sfa_return_id'])
    .where('source', '=', source)
    .where('sfa_return_id', '>', after)
    .orderBy('record_key')
    .execute();
  return {
    latest: rows.reduce((latest, row) => Math.max(latest, row.sfa_return_id), after),
    lines: rows.map((row) => ({ recordKey: row.record_key, values: row.values as ReturnValues })),
  };
}
