import { dealStory, type DealEvent, type DealStory, type DealTold } from '#core/demand/deal-life.ts';
import { isDecided } from '#core/demand/deal-state.ts';
import { todayJst } from '#core/period/day.ts';
import { settleStages } from '#db/deal-stages.ts';
import {
  dealsWithStory,
  holdDeals,
  listDealsSaid,
  listDealVersions,
  type DealSaid,
  type DealVersion,
  type HeldDeal,
} from '#db/deal-events.ts';
import type { Db } from '#db/pool.ts';
import { refreshRollups } from '#db/rollups.ts';
import { listTouchedDeals } from '#db/stale-cycles.ts';
import type { Transaction } from '#db/transaction.ts';
import { readersOf } from './linked-rows.ts';

/** A deal's story with where each step is known from: a version of its row in a file, or what somebody said here. */
export type SourcedStory = DealStory & {
  /** What its file says of it last. */
  readonly told: DealTold | undefined;
  readonly sourceOf: (step: DealEvent) => DealVersion | DealSaid | undefined;
};

/**
 * The stories of these deals, read from the versions of their rows in force and what people said. Nothing of it is stored: the
 * same rows tell the same story after a rebuild, and a file that comes twice tells it once. Deals told only once, of which
 * nobody said anything, have none unless `all` are asked for.
 */
export async function readDealStories(
  db: Db,
  dealIds: readonly string[],
  which: 'all' | 'changed' = 'changed',
): Promise<Map<string, SourcedStory>> {
  const ids = which === 'all' ? dealIds : await dealsWithStory(db, dealIds);
  if (ids.length === 0) return new Map();
  const versions = Map.groupBy(await listDealVersions(db, ids), ({ dealId }) => dealId);
  const said = Map.groupBy(await listDealsSaid(db, ids), ({ dealId }) => dealId);
  const batches = new Set([...versions.values()].flat().map(({ batchId }) => batchId));
  const readers = await readersOf({ db }, [...batches]);
  return new Map(
    ids.map((dealId) => {
      const told = (versions.get(dealId) ?? []).flatMap((version) => {
        const read = readers.get(version.batchId)!.read(version.cells, version.rowNumber, () => 0);
        if ('rejected' in read || read.fact?.kind !== 'deal') return [];
        const { state, closedOn = null, postponedUntil = null, lostReason } = read.fact;
        const on = read.observedOn ?? todayJst(version.at);
        const by = `v${version.version}`;
        return [
          { at: version.at, source: version, fact: { state, closedOn, postponedUntil, reason: lostReason, on, by } },
        ];
      });
      const steps = (said.get(dealId) ?? []).map((event) => ({ source: event, fact: stepOf(event) }));
      const facts = [...told, ...steps].sort((one, other) => one.source.arrival - other.source.arrival);
      const sources = new Map(facts.map(({ fact, source }) => [fact.by, source]));
      return [
        dealId,
        {
          ...dealStory(
            dealId,
            facts.map(({ fact }) => fact),
          ),
          told: told.at(-1)?.fact,
          sourceOf: ({ by }: DealEvent) => (by === null ? undefined : sources.get(by)),
        },
      ];
    }),
  );
}

function stepOf({ eventId, at, kind, until }: DealSaid): DealEvent {
  const step = { on: todayJst(at), by: `e${eventId}` };
  return kind === 'postpone' ? { ...step, kind, until } : { ...step, kind };
}

/** Writes how deals stand by what people said of them over what their files have just told, and counts anew what hangs on them. */
export async function foldDealEvents(transaction: Transaction): Promise<void> {
  const { db } = transaction;
  const stories = await readDealStories(db, await listTouchedDeals(transaction));
  const held = [...stories].flatMap(([dealId, story]) => (story.isByHand ? [heldOf(dealId, story)] : []));
  if (held.length === 0) return;
  const accounts = await holdDeals(db, held);
  await settleStages(
    transaction,
    held.map(({ dealId }) => dealId),
  );
  await refreshRollups(transaction, todayJst(new Date()), accounts);
}

/** A deal that is open again has no closing day until its file tells one. */
function heldOf(dealId: string, { life, told, sourceOf }: SourcedStory): HeldDeal {
  const { state, postponedUntil } = life;
  const last = life.log.at(-1);
  const source = last && sourceOf(last);
  const expectedOn = told && !isDecided(told.state) ? told.closedOn : null;
  return {
    dealId,
    state,
    postponedUntil,
    closedOn: isDecided(state) ? life.closedOn : expectedOn,
    lostReason: state === 'no_decision' ? state : null,
    lostNote: state === 'no_decision' && source && 'why' in source ? source.why : null,
  };
}
