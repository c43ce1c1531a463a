import { sql } from 'kysely';
import type { DealStepByHand } from '#core/demand/deal-life.ts';
import type { LostReason } from '#core/demand/cycle-event.ts';
import type { DealState } from '#core/demand/deal-state.ts';
import type { Db } from './pool.ts';
import { nextArrival } from './raw-rows.ts';

/** One version in force of the row of a deal, as it stands in its file. */
export type DealVersion = {
  dealId: string;
  version: number;
  rowNumber: number;
  cells: string[];
  batchId: number;
  fileName: string;
  memberName: string | null;
  arrival: number;
  at: Date;
};

/** Every version in force of these deals' rows, oldest first. */
export async function listDealVersions(db: Db, dealIds: readonly string[]): Promise<DealVersion[]> {
  const { rows } = await sql<DealVersion>`
    select r.row_key as "dealId", r.version, r.row_number as "rowNumber", r.cells, b.import_batch_id as "batchId", b.file_name as "fileName",
           m.name as "memberName", r.arrival, coalesce(b.started_at, b.created_at) as at
      from raw_row r
      join row_link l on l.row_key = r.row_key and l.role = 'main' and r.version <= l.version
      join import_batch b using (import_batch_id)
      left join member m on m.member_id = b.created_by
     where r.row_key = any(${dealIds}::uuid[]) and r.withdrawn_by is null
     order by r.row_key, r.version`.execute(db);
  return rows;
}

/** What a person here said of a deal. */
export type DealSaid = {
  eventId: number;
  dealId: string;
  arrival: number;
  at: Date;
  memberId: number | null;
  memberName: string | null;
  kind: DealStepByHand['kind'];
  until: string | null;
  why: string;
};

/** What people said of these deals, oldest first; what was taken back is left out. */
export async function listDealsSaid(db: Db, dealIds: readonly string[]): Promise<DealSaid[]> {
  const { rows } = await sql<DealSaid>`
    select e.deal_event_id as "eventId", e.deal_id as "dealId", e.arrival, e.at, e.member_id as "memberId", m.name as "memberName", e.kind, e.until, e.why
      from deal_event e left join member m using (member_id)
     where e.deal_id = any(${dealIds}::uuid[]) and e.undone_at is null order by e.arrival`.execute(db);
  return rows;
}

/** Of these deals those that were told more than once, or of which somebody said something. */
export async function dealsWithStory(db: Db, dealIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ deal_id: string }>`
    select row_key as deal_id from row_link where row_key = any(${dealIds}::uuid[]) and role = 'main' and version > 1
    union select deal_id from deal_event where deal_id = any(${dealIds}::uuid[]) and undone_at is null`.execute(db);
  return rows.map((row) => row.deal_id);
}

export async function addDealEvent(
  db: Db,
  dealId: string,
  { kind, why, ...step }: DealStepByHand,
  by: { readonly memberId: number | null; readonly now: Date },
): Promise<void> {
  await db
    .insertInto('deal_event')
    .values({
      deal_id: dealId,
      arrival: await nextArrival(db),
      at: by.now,
      member_id: by.memberId,
      kind,
      until: 'until' in step ? step.until : null,
      why,
    })
    .execute();
}

export async function undoDealEvent(
  db: Db,
  eventId: number,
  by: { readonly memberId: number | null; readonly now: Date },
): Promise<void> {
  await db
    .updateTable('deal_event')
    .set({ undone_at: by.now, undone_by: by.memberId })
    .where('deal_event_id', '=', eventId)
    .execute();
}

/** How a deal stands by what people said of it. */
export type HeldDeal = {
  readonly dealId: string;
  readonly state: DealState;
  readonly closedOn: string | null;
  readonly postponedUntil: string | null;
  readonly lostReason: LostReason | null;
  readonly lostNote: string | null;
};

/** Writes how these deals stand; returns the companies they are of. */
export async function holdDeals(db: Db, held: readonly HeldDeal[]): Promise<number[]> {
  const { rows } = await sql<{ account_id: number }>`
    update deal d set state = h.state, closed_on = h."closedOn", postponed_until = h."postponedUntil", lost_reason = h."lostReason", lost_note = h."lostNote"
      from jsonb_to_recordset(${JSON.stringify(held)}::jsonb)
        as h ("dealId" uuid, state text, "closedOn" text, "postponedUntil" text, "lostReason" text, "lostNote" text)
     where d.deal_id = h."dealId" returning d.account_id`.execute(db);
  return [...new Set(rows.flatMap(({ account_id }) => account_id ?? []))];
}
