import { sql } from 'kysely';
import type { TakeDecision } from '#core/demand/act-now.ts';
import type { Db } from './pool.ts';

/** What a row that took an offer led to. */
export type TakeOutcome = TakeDecision['outcome'] | 'held_back';

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
