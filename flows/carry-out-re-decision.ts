import { todayJst } from '#core/period/day.ts';
import { deleteFacts, writeFacts } from '#db/facts.ts';
import { forgetRedirect, leaveRedirect } from '#db/merge-entities.ts';
import type { EntityKind } from '#db/move-rows.ts';
import { type ChangedLink, reDecisionAt, readChangedLinks, relink, replacePairs } from '#db/re-decisions.ts';
import { refreshOwners, refreshRollups } from '#db/rollups.ts';
import type { Transaction } from '#db/transaction.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import { readRowsOf } from './linked-rows.ts';
import { linkedIds } from './merge-entities.ts';
import { recompute } from './recompute.ts';

/** Rows, and entities, that are worked on at a time. */
const partMax = 500;

/**
 * Carries out what today's model said at this arrival: rows go to their entities, what they tell is written again, ids that
 * nobody has any more redirect, questions become today's. The same when it is decided and when a rebuild replays it.
 */
export async function carryOutReDecision(transaction: Transaction, arrival: number): Promise<void> {
  const id = await reDecisionAt(transaction, arrival);
  const changes = await readChangedLinks(transaction, id);
  const keys = [...new Set(changes.map(({ rowKey }) => rowKey))];
  for (const part of inParts(keys)) await deleteFacts(transaction, part);
  const before = await touchedBy(transaction, changes);
  await relink(transaction, id);
  for (const part of inParts(keys)) await writeFacts(transaction, await readRowsOf(transaction, part));
  const after = await touchedBy(transaction, changes);
  const accounts = [...new Set([...before.accounts, ...after.accounts])];
  const people = [...new Set([...before.people, ...after.people])];
  for (const part of inParts(accounts)) await recompute(transaction, part, []);
  for (const part of inParts(people)) await recompute(transaction, [], part);
  await redirect(transaction, changes);
  await replacePairs(transaction, id);
  await refreshOwners(transaction, accounts);
  await refreshRollups(transaction, todayJst(new Date()), accounts);
  await deriveLeadEvents(transaction);
}

/** Companies and people that gain or lose rows, and who hangs on them. */
async function touchedBy(transaction: Transaction, changes: readonly ChangedLink[]) {
  const ids = (kind: EntityKind) => [
    ...new Set(changes.filter((change) => change.kind === kind).flatMap(({ from, to }) => [from, to])),
  ];
  const [changedAccounts, changedPeople] = [ids('account'), ids('person')];
  return {
    accounts: [...changedAccounts, ...(await linkedIds(transaction, 'person', 'account', changedPeople))],
    people: [...changedPeople, ...(await linkedIds(transaction, 'account', 'person', changedAccounts))],
  };
}

/** An id without rows leads to the one that took most of them; an id that has rows again leads nowhere else. */
async function redirect(transaction: Transaction, changes: readonly ChangedLink[]): Promise<void> {
  for (const kind of ['account', 'person'] as const) {
    const heirs = new Map<number, Map<number, number>>();
    for (const change of changes) {
      if (change.kind !== kind) continue;
      if (change.change !== 'merged') continue;
      const taken = heirs.get(change.from) ?? new Map<number, number>();
      heirs.set(change.from, taken.set(change.to, (taken.get(change.to) ?? 0) + 1));
    }
    const targets = new Set(changes.filter((change) => change.kind === kind).map(({ to }) => to));
    for (const id of targets) await forgetRedirect(transaction, kind, id);
    for (const [from, taken] of heirs) {
      const [heir] = [...taken].sort(([one, rows], [other, others]) => others - rows || one - other);
      await leaveRedirect(transaction, kind, from, heir![0]);
    }
  }
}

function* inParts<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += partMax) yield items.slice(start, start + partMax);
}
