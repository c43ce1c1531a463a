import { setImmediate as nextTurn } from 'node:timers/promises';
import { block, forEachPair } from '#core/match/block.ts';
import { WeightLearner } from '#core/match/learn-weights.ts';
import type { Model, Settings } from '#core/match/model.ts';
import { EffectCounter } from '#core/match/sample-effect.ts';
import { basePriorBits, Scorer } from '#core/match/score.ts';
import {
  changeSettings,
  differencesOf,
  problemsOf,
  type SettingsChange,
  type SettingsProblem,
} from '#core/match/settings-change.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import {
  addModelProposal,
  endProposal,
  findLatestProposal,
  findModelProposal,
  keepResult,
  tellProgress,
  type ModelProposal,
  type ProposalOrigin,
  type ProposalStep,
} from '#db/match-model-proposals.ts';
import { findModelVersion, type ModelKind } from '#db/match-models.ts';
import type { Database, Db } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { shippedSettings, recordShippedModels, settingsInForce } from './match-models.ts';
import { readSample, type ModelSample } from './model-sample.ts';

/** What somebody wants to try: weights learned from the own rows, numbers of their own, or those of an earlier version. */
export type ModelRequest =
  | { readonly origin: 'trained' }
  | { readonly origin: 'edited'; readonly change: SettingsChange }
  | { readonly origin: 'returned'; readonly to: number | 'shipped' };

/** The same rows and the same random pairs every time, so that the same base gives the same weights (identity.md §2.6). */
const sampleSeed = 7;
const chancePairs = 300_000;
const chancePairsPerTurn = 5_000;
const pairsPerTurn = 2_000;

/**
 * Notes other numbers for a model, to be worked out in the background; nothing changes before they are adopted. Refuses
 * `model_proposal_running` while another one is worked out, `model_out_of_range`, `model_level_unknown`, `model_version_missing`
 * and `nothing_changed`.
 */
export async function proposeModel(
  database: Database,
  kind: ModelKind,
  request: ModelRequest,
  memberId: number | null,
  now: Date,
): Promise<number> {
  await recordShippedModels(database, now);
  return inTransaction(database, async (transaction) => {
    const { db } = transaction;
    await transaction.run('lock table match_model_proposal in share row exclusive mode');
    const latest = await findLatestProposal(db, kind);
    if (latest && isWorkedOn(latest))
      throw new Refusal(
        'model_proposal_running',
        '前の試算がまだ終わっていません。終わるのを待つか、取りやめてください。',
        {
          status: 409,
        },
      );
    const { number, settings } = await settingsInForce(db, kind);
    const wanted = await settingsWanted(db, kind, settings, request);
    if (latest?.state === 'ready') await endProposal(db, latest.id, { state: 'discarded' });
    const { origin } = request;
    const id = await addModelProposal(db, {
      kind,
      origin,
      basedOn: number,
      settings: wanted,
      createdAt: now,
      memberId,
    });
    await writeAudit(db, {
      memberId,
      action: 'match_model.propose',
      subjectKind: 'match_model',
      subjectId: kind,
      after: { origin, ...(wanted ? differencesOf(settings, wanted) : {}) },
    });
    return id;
  });
}

/** Works a proposal out, in the background. What cannot be done ends it with a sentence; a cancelled one ends at its next step. */
export async function runModelProposal(database: Database, id: number): Promise<void> {
  const { db } = database;
  const proposal = await findModelProposal(db, id);
  if (!proposal || !isWorkedOn(proposal)) return;
  try {
    await workOut(db, proposal);
  } catch (error) {
    if (error instanceof Cancelled) return;
    if (!(error instanceof Refusal)) throw error;
    await endProposal(db, id, { state: 'failed', problem: error.message });
  }
}

/** Gives a proposal up, whether it is worked out yet or not. Refuses `model_proposal_not_found` and `model_proposal_over`. */
export async function dropProposal(database: Database, id: number, memberId: number | null): Promise<void> {
  await inTransaction(database, async ({ db }) => {
    const proposal = await requireProposal(db, id);
    if (!isWorkedOn(proposal) && proposal.state !== 'ready') throw isOver();
    await endProposal(db, id, { state: proposal.state === 'ready' ? 'discarded' : 'cancelled' });
    await writeAudit(db, {
      memberId,
      action: 'match_model.drop',
      subjectKind: 'match_model',
      subjectId: proposal.kind,
      after: { proposal: id, origin: proposal.origin },
    });
  });
}

/** The proposal of this id. Refuses `model_proposal_not_found`. */
export async function requireProposal(db: Db, id: number): Promise<ModelProposal> {
  const proposal = await findModelProposal(db, id);
  if (!proposal) throw new Refusal('model_proposal_not_found', 'この試算はありません。', { status: 404 });
  return proposal;
}

/** The refusal of a step on a proposal that is not worked out yet, or was adopted or given up. */
export function isOver(): Refusal {
  return new Refusal('model_proposal_over', 'この試算はまだ終わっていないか、もう終わりにしています。', {
    status: 409,
  });
}

const isWorkedOn = ({ state }: ModelProposal) => state === 'queued' || state === 'running';

/** The numbers of a request, in force or out of bounds; null where they are still to be learned. */
async function settingsWanted(
  db: Db,
  kind: ModelKind,
  settings: Settings,
  request: ModelRequest,
): Promise<Settings | null> {
  if (request.origin === 'trained') return null;
  const wanted =
    request.origin === 'edited'
      ? edited(settings, request.change, shippedSettings[kind])
      : await settingsOf(db, kind, request.to);
  const { thresholds, levels } = differencesOf(settings, wanted);
  if (thresholds.length + levels.length === 0)
    throw new Refusal('nothing_changed', 'いまのモデルと同じです。変わるところがありません。', { status: 409 });
  return wanted;
}

function edited(settings: Settings, change: SettingsChange, shipped: Settings): Settings {
  const [problem] = problemsOf(settings, change, shipped);
  if (problem) throw refusalOf(problem);
  return changeSettings(settings, change);
}

function refusalOf({ code, name, value, min, max }: SettingsProblem): Refusal {
  const details = { name, value, min: shown(min), max: shown(max) };
  return code === 'model_level_unknown'
    ? new Refusal(code, `モデルに「${name}」という項目はありません。`, { status: 422, details })
    : new Refusal(code, `${name} は ${shown(min)} から ${shown(max)} のあいだにしてください(入力: ${shown(value)})。`, {
        status: 422,
        details,
      });
}

const shown = (value: number) => Math.round(value * 100) / 100;

async function settingsOf(db: Db, kind: ModelKind, to: number | 'shipped'): Promise<Settings> {
  if (to === 'shipped') return shippedSettings[kind];
  const version = await findModelVersion(db, kind, to);
  if (!version)
    throw new Refusal('model_version_missing', `版 v${to} はありません。`, { status: 404, details: { number: to } });
  return version.settings;
}

class Cancelled extends Error {}

async function workOut(db: Db, proposal: ModelProposal): Promise<void> {
  const { id, kind } = proposal;
  const tell = async (step: ProposalStep, done: number, total: number) => {
    await nextTurn();
    if (!(await tellProgress(db, id, { step, done, total }))) throw new Cancelled();
  };
  await tell('read', 0, 0);
  const sample = await readSample(db, kind, sampleSeed, (done, total) => tell('read', done, total));
  const { rows, items } = sample;
  if (items.length < 2)
    throw new Refusal('model_sample_empty', '取り込んだ行がまだ少なく、試せません。先にファイルを取り込んでください。');
  const found =
    sample.kind === 'account'
      ? await weighSample(sample, sample.base.accounts, proposal, tell)
      : await weighSample(sample, sample.base.people, proposal, tell);
  const entities = new Set(items.map((item) => item.id)).size;
  await keepResult(
    db,
    id,
    { ...found.settings, version: sample.model.settings.version },
    { rows, records: items.length, entities, seed: sampleSeed, effect: found.effect },
  );
}

/** The numbers of a proposal, learned where they are still to be, and what they would answer for pairs of the sample. */
async function weighSample<Item>(
  { items, scorers, model }: ModelSample<Item>,
  entities: number,
  { settings: wanted, origin }: { settings: Settings | null; origin: ProposalOrigin },
  tell: (step: ProposalStep, done: number, total: number) => Promise<void>,
) {
  const records = items.map(({ record }) => record);
  const pairs = pairsOf(model, records);
  const total = pairs.length / 2;
  const settings = wanted && origin !== 'trained' ? wanted : await learn();
  const scorer = (of: Settings) =>
    new Scorer({ ...model, settings: of }, scorers.frequencies, entities, basePriorBits(model, entities));
  const counter = new EffectCounter(scorer(model.settings), scorer(settings));
  for (let pair = 0; pair < total; pair++) {
    counter.take(items[pairs[2 * pair]!]!, items[pairs[2 * pair + 1]!]!);
    if (pair % pairsPerTurn === pairsPerTurn - 1) await tell('compare', pair + 1, total);
  }
  return { settings, effect: counter.result() };

  async function learn(): Promise<Settings> {
    const learner = new WeightLearner(model, records, (place) => items[place]!.id, sampleSeed);
    for (let drawn = 0; drawn < chancePairs; drawn += chancePairsPerTurn) {
      learner.drawChance(chancePairsPerTurn);
      await tell('chance', drawn + chancePairsPerTurn, chancePairs);
    }
    for (let pair = 0; pair < total; pair++) {
      learner.take(pairs[2 * pair]!, pairs[2 * pair + 1]!);
      if (pair % pairsPerTurn === pairsPerTurn - 1) await tell('pairs', pair + 1, total);
    }
    return learner.learn();
  }
}

/** Pairs that share a key, one after the other. */
function pairsOf<Item>(model: Model<Item>, records: readonly Item[]): number[] {
  const pairs: number[] = [];
  forEachPair(block(model, records), model.settings.blocking.candidatesMax, (one, other) => pairs.push(one, other));
  return pairs;
}
