import { sql } from 'kysely';
import type { Db } from './pool.ts';

export type SfaChange = {
  leadId: string;
  /** The latest cycle of the lead: what the SFA says now is said of it. */
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
  dealState: 'open' | 'won' | 'lost' | null;
  fileName: string | null;
  rowNumber: number | null;
};

/** What the SFA says of a lead today: one row per lead, in the columns of `sfa_seen`. */
const said = sql`
  select l.lead_id, l.status, l.owner_name, l.reject_reason, l.deal_key, d.state as deal_state
    from lead l left join deal d on l.deal_key is not null and d.external_key = l.deal_key and d.source = l.source`;

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
           coalesce((select p.cycle_id from lead_pass p where p.lead_id = s.lead_id order by p.number desc limit 1), s.lead_id) as "cycleId", l.source, l.status, s.status as "statusBefore", l.reject_reason as "rejectReason", l.sal_on as "acceptedOn",
           s.owner_name as "ownerBefore", l.owner_name as owner, m.member_id as "ownerId", d.deal_id as "dealId", d.state as "dealState",
           b.file_name as "fileName", r.row_number as "rowNumber"
      from sfa_seen s join lead l using (lead_id)
      left join deal d on l.deal_key is not null and d.external_key = l.deal_key and d.source = l.source
      left join member m on m.name = l.owner_name and m.is_active
      left join row_link k on k.row_key = l.lead_id and k.role = 'main'
      left join raw_row r on r.row_key = k.row_key and r.version = k.version
      left join import_batch b using (import_batch_id)
     where (s.status, s.owner_name, s.reject_reason, s.deal_key, s.deal_state)
           is distinct from (l.status, l.owner_name, l.reject_reason, l.deal_key, d.state)
     order by s.lead_id`.execute(db);
  return rows;
}
