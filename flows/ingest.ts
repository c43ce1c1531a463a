import { todayJst } from '#core/period/day.ts';
import { deleteFacts, writeFacts } from '#db/facts.ts';
import { writeFormerPosts } from '#db/former-posts.ts';
import { writeAccounts } from '#db/golden-accounts.ts';
import { writePeople } from '#db/golden-people.ts';
import { writeDomains, writeKeys, writeLinks, writeOwners, writeProposals } from '#db/links.ts';
import { applyOverrides } from '#db/overrides.ts';
import { writeRegistry } from '#db/registry.ts';
import { refreshOwners, refreshRollups } from '#db/rollups.ts';
import type { Transaction } from '#db/transaction.ts';
import { InFlight } from './in-flight.ts';
import type { IncomingRow } from './ingest-step.ts';
import { planIngest, type IngestPlan } from './plan-ingest.ts';
import { recompute } from './recompute.ts';

/**
 * Takes a batch of Observations in, in one transaction of the caller, who holds the identity lock: decides, then writes.
 * `rebuild` replays what is stored through here.
 */
export async function ingest(transaction: Transaction, rows: readonly IncomingRow[]): Promise<void> {
  const keys = rows.map(({ observation }) => observation.row.key);
  await writePlan(transaction, await planIngest(transaction.db, new InFlight(), rows, keys));
}

/**
 * Writes what was decided. The same for a first import, a changed row, the check run (rolled back) and `rebuild`. `keepRaw`
 * stores the raw rows; it runs before changed entities are worked out anew from them.
 */
export async function writePlan(
  transaction: Transaction,
  plan: IngestPlan,
  keepRaw?: () => Promise<void>,
): Promise<void> {
  const changedKeys = [...new Set([...plan.earlierLinks.values()].map((link) => link.rowKey))];
  await deleteFacts(transaction, changedKeys);
  await writeRegistry(transaction, plan.minted);
  await writeKeys(transaction, plan.keys);
  await writeLinks(transaction, plan.links, changedKeys);
  await writeDomains(transaction, plan.domains);
  await writeOwners(transaction, plan.owners);
  await writeProposals(transaction, plan.proposals);
  await writeAccounts(transaction, plan.accounts);
  await applyOverrides(transaction, plan.changedAccounts);
  await writePeople(transaction, plan.people);
  await writeFacts(transaction, plan.facts, plan.newPeople);
  await keepRaw?.();
  await writeFormerPosts(transaction, plan.formerPosts);
  await refreshChanged(transaction, changedKeys, plan);
}

/** Entities that a changed row belonged to or belongs to now are worked out anew from all of their rows. */
async function refreshChanged(
  transaction: Transaction,
  changedKeys: readonly string[],
  plan: IngestPlan,
): Promise<void> {
  if (changedKeys.length === 0) return;
  const changed = new Set(changedKeys);
  const accounts = new Set<number>();
  const people = new Set<number>();
  for (const link of [...plan.earlierLinks.values(), ...plan.links]) {
    if (!changed.has(link.rowKey)) continue;
    if (link.accountId !== undefined) accounts.add(link.accountId);
    if (link.personId !== undefined) people.add(link.personId);
  }
  await recompute(transaction, [...accounts], [...people]);
  const now = new Set(plan.links.map(({ accountId }) => accountId));
  const left = [...accounts].filter((id) => !now.has(id));
  if (left.length === 0) return;
  // The end of an import counts anew what its rows belong to; what they left is known only here.
  await refreshOwners(transaction, left);
  await refreshRollups(transaction, todayJst(new Date()), left);
}
