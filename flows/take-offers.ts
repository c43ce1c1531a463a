import { decideTake, type KnownCycle, type TakeDecision } from '#core/demand/act-now.ts';
import { offerOf, speaksOf, type Offer } from '#core/demand/offer.ts';
import { heldBack } from '#core/demand/qualification.ts';
import { noticeTime } from '#core/period/due.ts';
import { todayJst } from '#core/period/day.ts';
import { advance } from '#core/demand/advance.ts';
import { addCycleEvents } from '#db/cycle-events.ts';
import { readLeadTraits } from '#db/handed-leads.ts';
import { saveCycles } from '#db/lead-cycles.ts';
import { listCyclesOfRows, listNamedRows, listRowNames, type NamedRow, type RowScope } from '#db/offered-rows.ts';
import {
  listHolders,
  listLostTakes,
  listOrphanedTakes,
  saveTakes,
  takeBackTakes,
  writeOfferLeads,
  type Take,
} from '#db/offer-takes.ts';
import { listActNowOffers } from '#db/offers.ts';
import type { Db } from '#db/pool.ts';
import { listExcluded } from '#db/exclusions.ts';
import { addNotices } from '#db/notices.ts';
import { readCurrentRule } from '#db/qualification-rules.ts';
import type { Transaction } from '#db/transaction.ts';
import { addresseesOf } from './addressees.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { handOver, type Actor, type Cause } from './hand-over.ts';
import { readCycles } from './lead-cycles.ts';
import { openNextCycles } from './next-cycle.ts';

export type OfferedRow = NamedRow & { readonly offer: Offer };

/** Rows that speak of one of these offers on one of its days. */
export async function findOfferRows(db: Db, scope: RowScope, offers: readonly Offer[]): Promise<OfferedRow[]> {
  if (offers.length === 0) return [];
  const names = (await listRowNames(db, scope)).filter((name) => offers.some((offer) => speaksOf(name, offer)));
  return (await listNamedRows(db, scope, names)).flatMap((row) => {
    const told = [row.campaign, row.leadSource, row.subject].filter((name) => name !== null);
    const offer = offerOf(told, row.on, offers);
    return offer ? [{ ...row, offer }] : [];
  });
}

/**
 * Hands over who took an act-now offer in an import (domain.md §9.2): each row opens a cycle or the next one of its lead, or joins the one
 * that sales holds, and is decided once, however often its file comes. What the qualification rule keeps back becomes a candidate.
 */
export async function takeOffersOfImport(
  transaction: Transaction,
  part: Extract<RowScope, { readonly batchId: number }>,
  now: Date,
): Promise<{ handedOver: number }> {
  const offers = await listActNowOffers(transaction.db);
  const rows = await findOfferRows(transaction.db, part, offers);
  return takeOffers(
    transaction,
    rows.filter((row) => row.outcome === null),
    { memberId: null, now },
  );
}

type Decided = { readonly row: OfferedRow; readonly decision: TakeDecision };

/** The same for rows chosen by hand, whatever their day; `isChosen` says so. */
export async function takeOffers(
  transaction: Transaction,
  rows: readonly OfferedRow[],
  actor: Actor,
  isChosen = false,
): Promise<{ handedOver: number }> {
  if (rows.length === 0) return { handedOver: 0 };
  const { db } = transaction;
  const decided = await decideRows(db, rows, todayJst(actor.now), isChosen);
  await saveTakes(db, decided.map(takeOf), actor.now);
  await writeOfferLeads(db);
  await deriveLeadEvents(transaction);
  const causes = new Map<string, Cause>();
  const opening = new Map<string, Cause>();
  for (const { row, decision } of decided) {
    if (decision.outcome !== 'handed_over') continue;
    if (decision.way === 'next') opening.set(decision.cycleId, causeOf(row));
    else causes.set(decision.way === 'lead' ? row.rowKey : decision.cycleId, causeOf(row));
  }
  const opened = await openNextCycles(transaction, opening, actor);
  for (const [before, cycleId] of opened) causes.set(cycleId, opening.get(before)!);
  const takes = decided
    .map(takeOf)
    .map((take) => ({ ...take, cycleId: opened.get(take.cycleId ?? '') ?? take.cycleId }));
  const rule = await readCurrentRule(db);
  const held = new Set(await heldBackOf(db, [...causes.keys()]));
  await saveTakes(
    db,
    takes.map((take) =>
      held.has(take.cycleId ?? '') && take.outcome === 'handed_over' ? { ...take, outcome: 'held_back' } : take,
    ),
    actor.now,
  );
  await holdBack(transaction, held, causes, actor);
  const free = [...causes.keys()].filter((cycleId) => !held.has(cycleId));
  if (free.length > 0) await handOver(transaction, free, actor, rule?.version ?? 'act_now', causes);
  await tellHolders(
    transaction,
    takes
      .filter(({ outcome, cycleId }) => outcome === 'joined' && !causes.has(cycleId!))
      .map(({ cycleId }) => cycleId!),
    actor.now,
  );
  return { handedOver: free.length };
}

/** Whoever holds the lead of somebody who asks again is told, each time. */
async function tellHolders(transaction: Transaction, cycleIds: readonly string[], now: Date): Promise<void> {
  const settings = await readHandoverSettings(transaction.db);
  const sendAt = noticeTime(now, settings.quiet, settings.calendar);
  const { db } = transaction;
  for (const { cycleId, ...held } of await listHolders(db, [...new Set(cycleIds)])) {
    const told = await addresseesOf(db, 'asked_again', held, now);
    await addNotices(db, told, { cycleId, kind: 'asked_again', sendAt });
  }
}

/** Row by row: of two rows of one person the second finds the cycle that the first one opened. */
async function decideRows(db: Db, rows: readonly OfferedRow[], today: string, isChosen: boolean): Promise<Decided[]> {
  const people = [...new Set(rows.flatMap((row) => row.personId ?? []))];
  const cycles = await listCyclesOfRows(
    db,
    rows.map((row) => row.rowKey),
    people,
  );
  const ofPerson = Map.groupBy(
    cycles.filter((cycle) => cycle.personId !== null),
    (cycle) => cycle.personId!,
  );
  const ofRow = new Map(cycles.map((cycle) => [cycle.cycleId, cycle]));
  return rows.map((row): Decided => {
    const own = ofRow.get(row.rowKey);
    const known: KnownCycle[] = row.personId === null ? (own ? [own] : []) : (ofPerson.get(row.personId) ?? []);
    const isKnown = row.personId !== null || row.accountId !== null || row.isLead;
    const decision = decideTake({ ...row, isKnown }, known, today, isChosen);
    if (decision.outcome === 'handed_over' && row.personId !== null)
      ofPerson.set(row.personId, [
        {
          cycleId: decision.way === 'lead' ? row.rowKey : decision.cycleId,
          leadId: row.rowKey,
          state: 'handed_over',
          personId: row.personId,
        },
        ...cycles.filter((cycle) => cycle.personId === row.personId),
      ]);
    return { row, decision };
  });
}

function takeOf({ row, decision }: Decided): Take {
  const makesLead = decision.outcome === 'handed_over' && decision.way === 'lead';
  return {
    rowKey: row.rowKey,
    offerId: row.offer.offerId,
    on: row.on,
    outcome: decision.outcome,
    cycleId: makesLead ? row.rowKey : 'cycleId' in decision ? decision.cycleId : null,
    makesLead,
  };
}

const causeOf = ({ offer, rowKey }: OfferedRow): Cause => ({
  why: `今すぐ対応の申し込み: ${offer.name}`,
  explanation: { offer: { offerId: offer.offerId, name: offer.name, rowKey } },
});

/** Held back by the rule, or of a company or person that sales excluded. */
async function heldBackOf(db: Db, cycleIds: readonly string[]): Promise<string[]> {
  if (cycleIds.length === 0) return [];
  const excluded = new Set((await listExcluded(db, cycleIds)).map(({ cycleId }) => cycleId));
  const rule = await readCurrentRule(db);
  if (!rule?.holds?.length) return cycleIds.filter((cycleId) => excluded.has(cycleId));
  const traits = await readLeadTraits(db, cycleIds);
  return cycleIds.filter((cycleId) => excluded.has(cycleId) || heldBack(traits.get(cycleId) ?? {}, rule));
}

/** What the rule keeps from sales waits as MQL候補 until somebody hands it over knowingly. */
async function holdBack(
  transaction: Transaction,
  cycleIds: ReadonlySet<string>,
  causes: ReadonlyMap<string, Cause>,
  { memberId, now }: Actor,
): Promise<void> {
  const found = await readCycles(transaction.db, [...cycleIds], now);
  const steps = [...found.values()].flatMap((held) => {
    const { why, explanation } = causes.get(held.cycle.cycleId)!;
    if (held.cycle.state === 'mql_candidate') return [];
    const event = {
      kind: 'qualify',
      ruleVersion: 'act_now',
      at: now.toISOString(),
      by: memberId === null ? null : String(memberId),
      why,
    } as const;
    return [{ held, event, explanation }];
  });
  await addCycleEvents(
    transaction.db,
    steps.map(({ held, event, explanation }) => ({ cycleId: held.cycle.cycleId, event, explanation })),
  );
  await saveCycles(
    transaction.db,
    steps.map(({ held, event }) => ({ ...held, cycle: advance(held.cycle, event) })),
  );
}

/**
 * Takes back what the rows of an undone import led to, unless somebody has answered since: what people said stays. Taken in again, the file
 * is decided anew. Rows of other files that were handed over with a lead that is gone stand for themselves from now on.
 */
export async function withdrawTakes(transaction: Transaction, batchId: number, now: Date): Promise<void> {
  const { db } = transaction;
  const lost = (await listLostTakes(db, batchId)).filter((take) => !take.isAnswered).map((take) => take.rowKey);
  const orphaned = await listOrphanedTakes(db);
  if (lost.length + orphaned.length === 0) return;
  const touched = await takeBackTakes(db, [...lost, ...orphaned], now);
  await saveCycles(db, [...(await readCycles(db, touched, now)).values()]);
  const rows = await findOfferRows(db, { rowKeys: orphaned }, await listActNowOffers(db));
  await takeOffers(transaction, rows, { memberId: null, now });
}
