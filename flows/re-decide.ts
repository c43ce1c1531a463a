import { createHash } from 'node:crypto';
import { changesOf, keepIds, type LinkChange, type Placed } from '#core/identify/keep-ids.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { emptyBase } from '#db/base-size.ts';
import type { Database } from '#db/pool.ts';
import { lockIdentity, nextArrival } from '#db/raw-rows.ts';
import {
  type ChangedLink,
  findReDecision,
  keepStanding,
  mintIds,
  readRegistered,
  setReDecisionState,
  writeReDecision,
} from '#db/re-decisions.ts';
import {
  type LinkOfRow,
  onShadowTables,
  readAllLinks,
  readAllPairs,
  readLinksTold,
  type StoredPair,
} from '#db/shadow.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { carryOutReDecision } from './carry-out-re-decision.ts';
import { derivedTables } from './rebuild.ts';
import { replayToday } from './replay-today.ts';

/** How many entities change how, and how many rows with them. */
export type ChangeCounts = Readonly<Record<LinkChange | 'rows', number>>;
export type ReDecisionSummary = Readonly<Record<'account' | 'person', ChangeCounts>>;

/** An entity that is not there yet, by the row that founds it; listed in the order of their making. */
type Founder = { readonly kind: 'account' | 'person'; readonly rowKey: string };
type Proposal = {
  readonly links: readonly ChangedLink[];
  readonly pairs: readonly StoredPair[];
  readonly founders: readonly Founder[];
  readonly summary: ReDecisionSummary;
  readonly fingerprint: string;
};

const kinds = ['account', 'person'] as const;

/** Notes that somebody wants to see what today's model would change; working it out is for `proposeReDecision`. */
export async function beginReDecision(database: Database, memberId: number | null, now: Date): Promise<number> {
  return inTransaction(database, async ({ db }) => {
    const { re_decision_id: id } = await db
      .insertInto('re_decision')
      .values({ state: 'queued', member_id: memberId, created_at: now })
      .returning('re_decision_id')
      .executeTakeFirstOrThrow();
    await writeAudit(db, { memberId, action: 're_decision.begin', subjectKind: 're_decision', subjectId: id });
    return id;
  });
}

/** Notes that a proposal is to be carried out. Refuses `re_decision_not_found` and `re_decision_not_ready`. */
export async function confirmReDecision(transaction: Transaction, id: number, memberId: number | null): Promise<void> {
  const row = await findReDecision(transaction.db, id);
  if (row?.state !== 'ready') throw row ? notReady() : reDecisionMissing(id);
  await setReDecisionState(transaction.db, id, 'applying', null);
  await writeAudit(transaction.db, {
    memberId,
    action: 're_decision.confirm',
    subjectKind: 're_decision',
    subjectId: id,
  });
}

/** Does what a re-decision waits for, in the background. What cannot be done ends it with a sentence. */
export async function runReDecision(database: Database, id: number, now: Date): Promise<void> {
  const row = await findReDecision(database.db, id);
  try {
    if (row?.state === 'queued') await proposeReDecision(database, id);
    if (row?.state === 'applying') await applyReDecision(database, id, row.memberId, now);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await setReDecisionState(database.db, id, 'failed', error.message);
  }
}

/** Works out what today's model would change (architecture.md §4), and changes nothing. Imports wait meanwhile, readers do not. */
export async function proposeReDecision(database: Database, id: number): Promise<ReDecisionSummary> {
  return inTransaction(database, async (transaction) => {
    await lockIdentity(transaction);
    const { links, fingerprint, summary } = await weighEverything(transaction);
    await writeReDecision(transaction, id, links, []);
    await transaction.db
      .updateTable('re_decision')
      .set({ state: 'ready', fingerprint, summary: JSON.stringify(summary) })
      .where('re_decision_id', '=', id)
      .execute();
    return summary;
  });
}

/**
 * Carries a proposal out, as one decision at one place in the order, which a rebuild replays. Refuses `re_decision_not_found`,
 * `re_decision_not_ready`, and `re_decision_stale` where rows or verdicts came since it was looked at.
 */
export async function applyReDecision(
  database: Database,
  id: number,
  memberId: number | null,
  now: Date,
): Promise<ReDecisionSummary> {
  return inTransaction(database, async (transaction) => {
    await lockIdentity(transaction);
    const { db } = transaction;
    const seen = await findReDecision(db, id);
    if (!seen) throw reDecisionMissing(id);
    if (seen.state !== 'ready' && seen.state !== 'applying') throw notReady();
    const { links, pairs, founders, summary, fingerprint } = await weighEverything(transaction);
    if (fingerprint !== seen.fingerprint)
      throw new Refusal(
        're_decision_stale',
        '見たあとに行か判断が増えたため、結果が変わりました。もう一度試してください。',
        {
          status: 409,
        },
      );
    const minted = await mintIds(transaction, founders);
    const real = (id: number) => (id < 0 ? minted[-id - 1]! : id);
    const arrival = await nextArrival(db);
    await writeReDecision(
      transaction,
      id,
      links.map((link) => ({ ...link, to: real(link.to) })),
      pairs.map((pair) => {
        const [one, other] = [real(pair.leftId), real(pair.rightId)];
        return { ...pair, leftId: Math.max(one, other), rightId: Math.min(one, other) };
      }),
    );
    await keepStanding(transaction, id);
    await db
      .updateTable('re_decision')
      .set({ state: 'applied', arrival, applied_at: now, problem: null, summary: JSON.stringify(summary) })
      .where('re_decision_id', '=', id)
      .execute();
    await db
      .insertInto('match_decision')
      .values({ arrival, kind: 'account', verdict: 'moved', left_rows: [], right_rows: [], member_id: memberId })
      .execute();
    await carryOutReDecision(transaction, arrival);
    await writeAudit(db, {
      memberId,
      action: 're_decision.apply',
      subjectKind: 're_decision',
      subjectId: id,
      after: summary,
    });
    return summary;
  });
}

function notReady(): Refusal {
  return new Refusal('re_decision_not_ready', 'このまとめ直しは、まだ結果が出ていないか、すでに終わっています。', {
    status: 409,
  });
}

/** The refusal of an id that no re-decision has. */
export function reDecisionMissing(id: number): Refusal {
  return new Refusal('re_decision_not_found', `まとめ直し ${id} は見つかりません。`, { status: 404 });
}

/** Today's model over everything, beside how things stand. New entities have negative ids. */
async function weighEverything(transaction: Transaction): Promise<Proposal> {
  const standing = await readAllLinks(transaction);
  const today = await onShadowTables(transaction, [...derivedTables, 'department'], async () => {
    await emptyBase(transaction);
    await replayToday(transaction);
    const links = await readAllLinks(transaction);
    const groups = kinds.map((kind) => {
      const placed = placedLinks(kind, standing, links);
      return { kind, placed, ids: keepIds(placed) };
    });
    const moved = groups.flatMap(({ placed, ids }) => placed.filter(changesOf(ids)).map(({ rowKey }) => rowKey));
    return {
      groups,
      told: await readLinksTold(transaction, [...new Set(moved)]),
      pairs: await readAllPairs(transaction),
    };
  });
  const founders: Founder[] = [];
  const links: ChangedLink[] = [];
  const idOf = new Map<string, number>();
  for (const { kind, placed, ids } of today.groups) {
    const change = changesOf(ids);
    const kept = new Set(ids.values());
    const news = [...ids].filter(([, id]) => id === undefined).map(([label]) => label);
    // An id that its row founded long ago, and that nobody has now, comes back.
    const known = await readRegistered(transaction, news);
    const firstRow = new Map<number, PlacedLink>();
    for (const link of placed) if (!firstRow.has(link.to)) firstRow.set(link.to, link);
    const idOfNew = (label: number) => {
      if (known.has(label) && !kept.has(label)) return label;
      const { rowKey } = firstRow.get(label)!;
      return -founders.push({ kind, rowKey });
    };
    for (const label of news.sort((one, other) => one - other)) idOf.set(`${kind}/${label}`, idOfNew(label));
    for (const [label, id] of ids) if (id !== undefined) idOf.set(`${kind}/${label}`, id);
    for (const link of placed) {
      const found = change(link);
      if (!found) continue;
      const to = idOf.get(`${kind}/${link.to}`)!;
      const { rowKey, role, from } = link;
      links.push({ kind, rowKey, role, from, to, change: found, told: today.told.get(`${rowKey}/${role}`) });
    }
  }
  const pairs = today.pairs.flatMap((pair) => {
    const [one, other] = [pair.leftId, pair.rightId].map((id) => idOf.get(`${pair.kind}/${id}`));
    if (one === undefined || other === undefined) return [];
    return [{ ...pair, leftId: Math.max(one, other), rightId: Math.min(one, other) }];
  });
  return { links, pairs, founders, summary: countChanges(links), fingerprint: fingerprintOf(links, founders) };
}

type PlacedLink = Placed & { readonly rowKey: string; readonly role: string };

/** Links that stand and have their like today, with where they stand and today's label. */
function placedLinks(
  kind: 'account' | 'person',
  standing: readonly LinkOfRow[],
  today: readonly LinkOfRow[],
): PlacedLink[] {
  const labels = new Map<string, number>();
  for (const link of today) if (link.kind === kind) labels.set(`${link.rowKey}/${link.role}`, link.id);
  return standing.flatMap((link) => {
    const to = link.kind === kind ? labels.get(`${link.rowKey}/${link.role}`) : undefined;
    return to === undefined ? [] : [{ rowKey: link.rowKey, role: link.role, from: link.id, to }];
  });
}

function countChanges(links: readonly ChangedLink[]): ReDecisionSummary {
  const of = (kind: 'account' | 'person'): ChangeCounts => {
    const own = links.filter((link) => link.kind === kind);
    const distinct = (change: LinkChange, name: (link: ChangedLink) => string) =>
      new Set(own.filter((link) => link.change === change).map(name)).size;
    return {
      merged: distinct('merged', ({ from }) => String(from)),
      split: distinct('split', ({ to }) => String(to)),
      moved: distinct('moved', ({ from, to }) => `${from}/${to}`),
      rows: own.length,
    };
  };
  return { account: of('account'), person: of('person') };
}

/** The same for the same changes, whatever numbers new entities get. */
function fingerprintOf(links: readonly ChangedLink[], founders: readonly Founder[]): string {
  const hash = createHash('sha256');
  const target = (id: number) => (id < 0 ? founders[-id - 1]!.rowKey : String(id));
  for (const { kind, rowKey, role, from, to } of links)
    hash.update(`${kind}|${rowKey}|${role}|${from}|${target(to)}\n`);
  return hash.digest('hex');
}
