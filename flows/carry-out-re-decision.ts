import { todayJst } from '#core/period/day.ts';
import { deleteFacts, writeFacts } from '#db/facts.ts';
import { recountOwners } from '#db/links.ts';
import {
  isLastReDecision,
  listEntities,
  reDecisionAt,
  replacePairs,
  rowsToMove,
  standAsKept,
} from '#db/re-decisions.ts';
import { refreshOwners, refreshRollups } from '#db/rollups.ts';
import type { Transaction } from '#db/transaction.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import { readRowsOf } from './linked-rows.ts';
import { recompute } from './recompute.ts';

/** Rows that are worked on at a time. */
const partMax = 500;

/**
 * Carries out what today's model said at this arrival: every row goes where it was decided to stand, what it tells is written
 * again, companies and people are worked out anew, questions become today's. A rebuild does the same, whatever the model of its
 * day made of the rows before; what came later goes on from here.
 */
export async function carryOutReDecision(transaction: Transaction, arrival: number): Promise<void> {
  const id = await reDecisionAt(transaction, arrival);
  if (!(await isLastReDecision(transaction, id))) return;
  const keys = await rowsToMove(transaction);
  for (const part of inParts(keys)) await deleteFacts(transaction, part);
  await standAsKept(transaction);
  for (const part of inParts(keys)) await writeFacts(transaction, await readRowsOf(transaction, part));
  await recompute(transaction, await listEntities(transaction, 'account'), await listEntities(transaction, 'person'));
  await recountOwners(transaction);
  await replacePairs(transaction, id);
  await refreshOwners(transaction);
  await refreshRollups(transaction, todayJst(new Date()));
  await deriveLeadEvents(transaction);
}

function* inParts<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += partMax) yield items.slice(start, start + partMax);
}
