import { sql, type RawBuilder } from 'kysely';
import type { CycleState } from '#core/demand/cycle.ts';
import type { Offer, OfferKind } from '#core/demand/offer.ts';
import type { KnownCycle, TakeDecision } from '#core/demand/act-now.ts';
import type { Db } from './pool.ts';

export type TakeOutcome = TakeDecision['outcome'] | 'held_back';

export type StoredOffer = Offer & {
  readonly createdBy: string | null;
  readonly createdAt: Date;
  /** Rows that took it so far, by what they led to. */
  readonly taken: Readonly<Partial<Record<TakeOutcome, number>>>;
};

/** All offers, those that run first. */
export async function listOffers(db: Db): Promise<StoredOffer[]> {
  const { rows } = await sql<StoredOffer & { kind: OfferKind }>`
    select o.offer_id as "offerId", o.name, o.kind, o.words, o.except_words as "exceptWords", o.product, o.starts_on::text as "startsOn",
           o.ends_on::text as "endsOn", o.is_act_now as "isActNow", m.name as "createdBy", o.created_at as "createdAt",
           coalesce((select json_object_agg(t.outcome, t.n) from (select outcome, count(*)::int as n from offer_take where offer_id = o.offer_id group by 1) t), '{}') as taken
      from offer o left join member m on m.member_id = o.created_by
     order by o.ends_on is not null, o.is_act_now desc, o.name`.execute(db);
  return rows;
}

/** Offers that hand leads over by themselves, whether they run today or not. */
export async function listActNowOffers(db: Db): Promise<Offer[]> {
  const rows = await db.selectFrom('offer').selectAll().where('is_act_now', '=', true).orderBy('offer_id').execute();
  return rows.map((row) => ({
    offerId: row.offer_id,
    name: row.name,
    kind: row.kind as OfferKind,
    words: row.words,
    exceptWords: row.except_words,
    product: row.product,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    isActNow: row.is_act_now,
  }));
}

/** The rows that an offer led to this with, the latest first, and how many there are. */
export async function listTaken(
  db: Db,
  offerId: number,
  outcome: TakeOutcome,
  limit: number,
): Promise<{ total: number; rows: NamedRow[] }> {
  const { rows } = await sql<{ row_key: string; total: number }>`
    select row_key, count(*) over ()::int as total from offer_take where offer_id = ${offerId} and outcome = ${outcome}
     order by on_day desc, row_key limit ${limit}`.execute(db);
  const found = await listNamedRows(db, { rowKeys: rows.map((row) => row.row_key) }, 'any');
  return { total: rows[0]?.total ?? 0, rows: found.reverse() };
}

/** What somebody did of their own accord; visits and calls are what sales did. */
const ownActs = ['form', 'seminar', 'exhibition', 'card', 'mail', 'other'] as const;

/** A stored row as offers look at it: its names, its day and whom it is about. */
export type NamedRow = {
  rowKey: string;
  isLead: boolean;
  on: string;
  accountId: number | null;
  accountName: string | null;
  personId: number | null;
  personName: string | null;
  campaign: string | null;
  leadSource: string | null;
  subject: string | null;
  fileName: string | null;
  rowNumber: number;
  /** What it led to, if it took an offer already. */
  outcome: TakeOutcome | null;
  cycleId: string | null;
};

/** Which rows are looked at: those of one import, of a part of it (`from < row ≤ to`), of all imports since a moment, or these. */
export type RowScope =
  | { readonly batchId: number; readonly from?: number; readonly to?: number }
  | { readonly since: Date }
  | { readonly rowKeys: readonly string[] };

function inScope(scope: RowScope): RawBuilder<boolean> {
  if ('batchId' in scope)
    return sql`b.import_batch_id = ${scope.batchId} and r.row_number > ${scope.from ?? 0} and r.row_number <= ${scope.to ?? 2_147_483_647}`;
  if ('rowKeys' in scope) return sql`r.row_key = any(${scope.rowKeys}::uuid[])`;
  return sql`coalesce(b.finished_at, b.created_at) >= ${scope.since}`;
}

const rowsOf = (scope: RowScope, columns: RawBuilder<unknown>) => sql`
  select ${columns}
    from import_batch b join raw_row r using (import_batch_id)
    join row_link k on k.row_key = r.row_key and k.role = 'main' and k.version = r.version
    left join lead l on l.lead_id = r.row_key
    left join activity v on v.event_id = r.row_key
    left join offer_take t on t.row_key = r.row_key
   where ${inScope(scope)} and (l.lead_id is not null or v.type = any(${[...ownActs]}::text[]))`;

/** The different names in these rows: few, however many rows there are. */
export async function listRowNames(db: Db, scope: RowScope): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct n.name from (${rowsOf(scope, sql`l.campaign, l.lead_source, v.subject`)}) r
     cross join lateral (values (r.campaign), (r.lead_source), (r.subject)) n (name) where n.name is not null`.execute(
    db,
  );
  return rows.map((row) => row.name);
}

/** Rows with one of these names, or whatever they say, in the order of their days. */
export async function listNamedRows(db: Db, scope: RowScope, names: readonly string[] | 'any'): Promise<NamedRow[]> {
  if (names.length === 0) return [];
  const columns = sql`r.row_key, r.row_number, b.file_name, l.lead_id is not null as is_lead, l.campaign, l.lead_source, l.name as lead_name, v.subject,
    coalesce(v.day::text, l.created_on, to_char(coalesce(b.finished_at, now()) at time zone 'Asia/Tokyo', 'YYYY-MM-DD')) as on_day,
    coalesce(l.account_id, nullif(v.account_id, 0)) as account_id, coalesce(l.person_id, v.person_id) as person_id, t.outcome, t.cycle_id`;
  const { rows } = await sql<NamedRow>`
    select r.row_key as "rowKey", r.is_lead as "isLead", r.on_day as "on", r.account_id as "accountId", a.name as "accountName", r.person_id as "personId",
           coalesce(p.name, r.lead_name) as "personName", r.campaign, r.lead_source as "leadSource", r.subject, r.file_name as "fileName",
           r.row_number as "rowNumber", r.outcome, r.cycle_id as "cycleId"
      from (${rowsOf(scope, columns)}) r left join account a on a.account_id = r.account_id left join person p on p.person_id = r.person_id
     where ${names === 'any' ? sql`true` : sql`array[r.campaign, r.lead_source, r.subject] && ${names}::text[]`}
     order by r.on_day, r.row_key`.execute(db);
  return rows;
}

/** Every cycle of the people of these rows and of the rows themselves, the latest first, by row. */
export async function listCyclesOfRows(
  db: Db,
  rowKeys: readonly string[],
  personIds: readonly number[],
): Promise<(KnownCycle & { readonly personId: number | null })[]> {
  const { rows } = await sql<KnownCycle & { personId: number | null; state: CycleState }>`
    select c.cycle_id as "cycleId", l.lead_id as "leadId", c.state, c.person_id as "personId"
      from lead_cycle c left join lead l on l.lead_id = c.lead_id
     where c.person_id = any(${personIds}::bigint[]) or c.cycle_id = any(${rowKeys}::uuid[])
     order by coalesce(c.mql_at, l.created_on, c.deal_at) desc nulls last, c.number desc, c.cycle_id`.execute(db);
  return rows;
}

export type Take = {
  readonly rowKey: string;
  readonly offerId: number;
  readonly on: string;
  readonly outcome: TakeOutcome;
  readonly cycleId: string | null;
  readonly makesLead: boolean;
};

/** Writes down what rows led to; a row that was too old may be chosen by hand later. */
export async function saveTakes(db: Db, takes: readonly Take[], now: Date): Promise<void> {
  for (let start = 0; start < takes.length; start += takesPerInsert)
    await db
      .insertInto('offer_take')
      .values(
        takes.slice(start, start + takesPerInsert).map((take) => ({
          row_key: take.rowKey,
          offer_id: take.offerId,
          on_day: take.on,
          outcome: take.outcome,
          cycle_id: take.cycleId,
          makes_lead: take.makesLead,
          taken_at: now,
        })),
      )
      .onConflict((conflict) =>
        conflict.column('row_key').doUpdateSet(({ ref }) => ({
          offer_id: ref('excluded.offer_id'),
          outcome: ref('excluded.outcome'),
          cycle_id: ref('excluded.cycle_id'),
          makes_lead: ref('excluded.makes_lead'),
          taken_at: ref('excluded.taken_at'),
        })),
      )
      .execute();
}

const takesPerInsert = 5_000;

/**
 * Rows that took an offer while no file told of a lead become one: written again whenever the rows themselves were, so that an undo takes
 * the lead away and a rebuild brings it back.
 */
export async function writeOfferLeads(db: Db): Promise<void> {
  await sql`
    with made as (
      insert into lead (lead_id, source, account_id, person_id, campaign, created_on)
      select t.row_key, v.source, nullif(v.account_id, 0), v.person_id, v.subject, least(v.day, (t.taken_at at time zone 'Asia/Tokyo')::date)::text
        from offer_take t join activity v on v.event_id = t.row_key
       where t.makes_lead and not exists (select 1 from lead l where l.lead_id = t.row_key)
      returning lead_id)
    insert into cycle_stale (kind, id) select 'lead', lead_id::text from made`.execute(db);
}

/** Takes whose row went with an import that was undone, and nothing but the clock has spoken about since. */
export async function listLostTakes(
  db: Db,
  batchId: number,
): Promise<{ rowKey: string; cycleId: string | null; isAnswered: boolean }[]> {
  const { rows } = await sql<{ rowKey: string; cycleId: string | null; isAnswered: boolean }>`
    select t.row_key as "rowKey", t.cycle_id as "cycleId",
           exists (select 1 from cycle_event e where e.cycle_id = t.cycle_id and e.undone_at is null and e.member_id is not null
                      and e.cycle_event_id > (select min(h.cycle_event_id) from cycle_event h
                                               where h.cycle_id = t.cycle_id and h.explanation -> 'offer' ->> 'rowKey' = t.row_key::text)) as "isAnswered"
      from offer_take t
     where t.row_key in (select r.row_key from raw_row r where r.import_batch_id = ${batchId} and r.withdrawn_by is not null)
       and not exists (select 1 from row_link k where k.row_key = t.row_key and k.role = 'main')`.execute(db);
  return rows;
}

/** Who holds these cycles; what they were told of an earlier offer does not keep them from being told again. */
export async function listHolders(
  db: Db,
  cycleIds: readonly string[],
): Promise<{ cycleId: string; receiverKind: string; receiverId: string }[]> {
  await sql`delete from notice where kind = 'asked_again' and sent_at is not null and cycle_id = any(${cycleIds}::uuid[])`.execute(
    db,
  );
  const { rows } = await sql<{ cycleId: string; receiverKind: string; receiverId: string }>`
    select cycle_id as "cycleId", receiver_kind as "receiverKind", receiver_id as "receiverId" from lead_cycle
     where cycle_id = any(${cycleIds}::uuid[]) and receiver_kind is not null order by cycle_id`.execute(db);
  return rows;
}

/** Rows that are still there although the lead they were handed over with is not. */
export async function listOrphanedTakes(db: Db): Promise<string[]> {
  const { rows } = await sql<{ row_key: string }>`
    select t.row_key from offer_take t left join lead_pass p on p.cycle_id = t.cycle_id
     where t.outcome in ('handed_over', 'held_back', 'joined') and exists (select 1 from row_link k where k.row_key = t.row_key and k.role = 'main')
       and not exists (select 1 from lead l where l.lead_id = coalesce(p.lead_id, t.cycle_id))
       and not exists (select 1 from deal d where d.deal_id = t.cycle_id)`.execute(db);
  return rows.map((row) => row.row_key);
}

/**
 * Takes the facts back that these rows led to, with what the clock added since, the passes opened for them and the takes themselves.
 * Returns the cycles that are to be folded again.
 */
export async function takeBackTakes(db: Db, rowKeys: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await sql<{ cycle_id: string }>`
    with fact as (
      select e.cycle_id, min(e.cycle_event_id) as first from cycle_event e
       where e.explanation -> 'offer' ->> 'rowKey' = any(${rowKeys}::text[]) and e.undone_at is null
         and e.cycle_id in (select cycle_id from offer_take where row_key = any(${rowKeys}::uuid[])
                            union select l.cycle_id from offer_take t join lead_cycle c on c.cycle_id = t.cycle_id join lead_cycle l on l.lead_id = c.lead_id
                             where t.row_key = any(${rowKeys}::uuid[]))
       group by e.cycle_id),
    undone as (
      update cycle_event e set undone_at = ${now} from fact f
       where e.cycle_id = f.cycle_id and e.cycle_event_id >= f.first and e.undone_at is null returning e.cycle_id),
    gone as (delete from offer_take where row_key = any(${rowKeys}::uuid[]))
    select distinct cycle_id from undone`.execute(db);
  const ids = rows.map((row) => row.cycle_id);
  const empty = await sql<{ cycle_id: string }>`
    delete from lead_pass p where p.cycle_id = any(${ids}::uuid[])
       and not exists (select 1 from cycle_event e where e.cycle_id = p.cycle_id and e.undone_at is null) returning p.cycle_id`.execute(
    db,
  );
  const gone = empty.rows.map((row) => row.cycle_id);
  await sql`
    with gone as (delete from lead_cycle where cycle_id = any(${gone}::uuid[]) returning mql_at)
    insert into handover_day_stale select distinct mql_at from gone where mql_at is not null`.execute(db);
  return ids.filter((id) => !gone.includes(id));
}

/** Offers that the rows of a cycle took, the latest first: why it is here, with the row that says so. */
export async function listTakesOfCycle(
  db: Db,
  cycleId: string,
): Promise<
  {
    offerId: number;
    offerName: string;
    kind: string;
    product: string | null;
    on: string;
    outcome: string;
    words: string[];
    fileName: string | null;
    rowNumber: number | null;
    batchId: number | null;
  }[]
> {
  const { rows } = await sql<Awaited<ReturnType<typeof listTakesOfCycle>>[number]>`
    select o.offer_id as "offerId", o.name as "offerName", o.kind, o.product, t.on_day::text as "on", t.outcome,
           array_remove(array[v.subject, l.campaign, l.lead_source], null) as words, b.file_name as "fileName", r.row_number as "rowNumber", b.import_batch_id as "batchId"
      from offer_take t join offer o using (offer_id)
      left join lead l on l.lead_id = t.row_key left join activity v on v.event_id = t.row_key
      left join row_link k on k.row_key = t.row_key and k.role = 'main'
      left join raw_row r on r.row_key = k.row_key and r.version = k.version
      left join import_batch b using (import_batch_id)
     where t.cycle_id = ${cycleId} order by t.on_day desc, t.taken_at desc, t.row_key limit 20`.execute(db);
  return rows.map((row) => ({ ...row, words: [...new Set(row.words)] }));
}
