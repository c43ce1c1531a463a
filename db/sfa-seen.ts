import { sql, type RawBuilder } from 'kysely';
import type { DealState } from '#core/demand/deal-state.ts';
import { isDecided } from './deal-states.ts';
import type { Db } from './pool.ts';

/** What the SFA said of a lead, as `sfa_seen` keeps it. */
export type SeenWord = {
  status: string | null;
  owner_name: string | null;
  reject_reason: string | null;
  deal_key: string | null;
  deal_state: string | null;
};

export type SfaChange = {
  leadId: string;
  /** Its latest cycle. */
  cycleId: string;
  source: string;
  status: string | null;
  statusBefore: string | null;
  rejectReason: string | null;
  acceptedOn: string | null;
  ownerBefore: string | null;
  owner: string | null;
  ownerId: number | null;
  dealId: string | null;
  dealState: DealState | null;
  fileName: string | null;
  rowNumber: number | null;
  /** What it said before. */
  before: SeenWord;
  /** Imports whose rows made the difference: that of the lead, that of its deal. */
  batches: number[];
};

/** The latest cycle of a lead: what the SFA says now is said of it. */
const latestCycle = (lead: RawBuilder<unknown>) =>
  sql`coalesce((select p.cycle_id from lead_pass p where p.lead_id = ${lead} order by p.number desc limit 1), ${lead})`;

/**
 * The deal `d` of a lead `l`: the one its file names, else the one that somebody added it to (既存商談に追加). That one was there
 * before and says nothing of the lead until it ends; its end is the lead's end (domain.md §9.2), and so is its being open again.
 */
const dealOfLead = sql`
  left join deal named on l.deal_key is not null and named.external_key = l.deal_key and named.source = l.source
  left join lead_cycle joined on named.deal_id is null and joined.cycle_id = ${latestCycle(sql`l.lead_id`)}
  left join deal d on d.deal_id = coalesce(named.deal_id, joined.deal_id) and (named.deal_id is not null or ${isDecided('d.state')} or joined.state in ('won', 'lost'))`;

/** What the SFA says of a lead today: one row per lead, in the columns of `sfa_seen`. */
const said = sql`
  select l.lead_id, l.status, l.owner_name, l.reject_reason, l.deal_key, d.state as deal_state
    from lead l ${dealOfLead}`;

/** Remembers what the SFA says of these leads, so that only what changes from here on is followed. */
export async function rememberSfaWord(db: Db, leadIds: readonly string[]): Promise<void> {
  await sql`
    insert into sfa_seen (lead_id, status, owner_name, reject_reason, deal_key, deal_state)
    select * from (${said}) said where lead_id = any(${leadIds}::uuid[])
    on conflict (lead_id) do update set status = excluded.status, owner_name = excluded.owner_name, reject_reason = excluded.reject_reason,
      deal_key = excluded.deal_key, deal_state = excluded.deal_state`.execute(db);
}

/** Leads handed over here of which the SFA says something else than when it was last followed, with the row that says it. */
export async function listSfaChanges(db: Db): Promise<SfaChange[]> {
  const { rows } = await sql<SfaChange>`
    select s.lead_id as "leadId",
           ${latestCycle(sql`s.lead_id`)} as "cycleId", l.source, l.status, s.status as "statusBefore", l.reject_reason as "rejectReason", l.sal_on as "acceptedOn",
           s.owner_name as "ownerBefore", l.owner_name as owner, m.member_id as "ownerId", d.deal_id as "dealId", d.state as "dealState",
           b.file_name as "fileName", r.row_number as "rowNumber", to_jsonb(s) - 'lead_id' as before,
           to_jsonb(array_remove(array[
             case when (s.status, s.owner_name, s.reject_reason, s.deal_key) is distinct from (l.status, l.owner_name, l.reject_reason, l.deal_key) then r.import_batch_id end,
             case when s.deal_state is distinct from d.state then dr.import_batch_id end], null)) as batches
      from sfa_seen s join lead l using (lead_id) ${dealOfLead}
      left join member m on m.name = l.owner_name and m.is_active
      left join row_link k on k.row_key = l.lead_id and k.role = 'main'
      left join raw_row r on r.row_key = k.row_key and r.version = k.version
      left join import_batch b using (import_batch_id)
      left join row_link dk on dk.row_key = d.deal_id and dk.role = 'main'
      left join raw_row dr on dr.row_key = dk.row_key and dr.version = dk.version
     where (s.status, s.owner_name, s.reject_reason, s.deal_key, s.deal_state)
           is distinct from (l.status, l.owner_name, l.reject_reason, l.deal_key, d.state)
     order by s.lead_id`.execute(db);
  return rows;
}

/** Facts that an import told of leads through their SFA, from the first on, and all that was told of the same leads since. */
export async function listFactsTold(
  db: Db,
  batchId: number,
): Promise<{ leadId: string; cycleIds: string[]; eventIds: number[]; before: SeenWord }[]> {
  const { rows } = await sql<{ leadId: string; cycleIds: string[]; eventIds: number[]; before: SeenWord }>`
    with told as (
      select distinct on (1) explanation -> 'sfa' ->> 'leadId' as lead_id, cycle_event_id, explanation -> 'sfa' -> 'before' as before
        from cycle_event where undone_at is null and explanation -> 'sfa' -> 'batches' @> ${JSON.stringify(batchId)}::jsonb
       order by 1, cycle_event_id)
    select t.lead_id as "leadId", t.before, json_agg(e.cycle_event_id order by e.cycle_event_id) as "eventIds", json_agg(distinct e.cycle_id) as "cycleIds"
      from told t join cycle_event e on e.explanation -> 'sfa' ->> 'leadId' = t.lead_id and e.cycle_event_id >= t.cycle_event_id and e.undone_at is null
     group by t.lead_id, t.before order by t.lead_id`.execute(db);
  return rows;
}

/** Goes back to what the SFA said of a lead before: only what it says otherwise now is followed. */
export async function restoreSfaWord(db: Db, leadId: string, before: SeenWord): Promise<void> {
  await db.updateTable('sfa_seen').set(before).where('lead_id', '=', leadId).execute();
}

/** Leads handed over here that these rows tell of, by themselves or through their deal. */
export async function listLeadsOfRows(db: Db, rowKeys: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ lead_id: string }>`
    select s.lead_id from sfa_seen s where s.lead_id = any(${rowKeys}::uuid[])
    union
    select s.lead_id from sfa_seen s join lead l using (lead_id) join raw_row r on r.source = l.source and r.external_key = l.deal_key
     where r.row_key = any(${rowKeys}::uuid[])
    union
    select s.lead_id from sfa_seen s join lead_cycle c using (lead_id) where c.deal_id = any(${rowKeys}::uuid[])`.execute(
    db,
  );
  return rows.map(({ lead_id }) => lead_id);
}
