import { z } from 'zod';
import { probabilityOf } from '#core/match/decide.ts';
import { keyWords } from '#core/match/key-words.ts';
import type { Level } from '#core/match/model.ts';
import { sampleAnswers } from '#core/match/sample-effect.ts';
import { weightOf } from '#core/match/score.ts';
import {
  differencesOf,
  levelBounds,
  numberOf,
  thresholdBounds,
  thresholdNames,
  unitOf,
  type SettingsDifference,
} from '#core/match/settings-change.ts';
import { sayComparison, sayLevel, sayLine } from '#core/match/words.ts';
import type { ModelVersion } from '#db/match-models.ts';
import { modelParts, type ModelRead, type ProposalRead } from '#flows/read-match-models.ts';

const words = z.object({ ja: z.string(), en: z.string() });
const answer = z.enum(['same', 'review', 'related', 'different']);
const sampleAnswer = z.enum(sampleAnswers);
const unit = z.enum(['bits', 'share']);
const origin = z.enum(['shipped', 'trained', 'edited', 'returned']);
const thresholdName = z.enum(thresholdNames);

export const difference = z.object({
  thresholds: z.array(z.object({ name: thresholdName, before: z.number(), after: z.number() })).readonly(),
  levels: z
    .array(
      z.object({
        comparison: z.string(),
        level: z.string(),
        words,
        unit,
        before: z.number(),
        after: z.number(),
      }),
    )
    .readonly(),
});

const version = z.object({
  number: z.number(),
  origin,
  reason: z.string().nullable(),
  adoptedAt: z.date(),
  adoptedBy: z.string().nullable(),
  isInForce: z.boolean(),
  /** How many numbers differ from what Mori comes with. */
  unlikeShipped: z.number(),
});

const entity = z.object({ id: z.number(), name: z.string().nullable() });
const counts = z.object({ same: z.number(), review: z.number(), apart: z.number() });
export const proposal = z.object({
  id: z.number(),
  origin,
  basedOn: z.number(),
  state: z.enum(['queued', 'running', 'ready', 'failed', 'cancelled', 'adopted', 'discarded']),
  step: z.enum(['read', 'chance', 'pairs', 'compare']).nullable(),
  done: z.number(),
  total: z.number(),
  problem: z.string().nullable(),
  adoptedNumber: z.number().nullable(),
  createdAt: z.date(),
  memberName: z.string().nullable(),
  /** Null until it is worked out. */
  result: z
    .object({
      rows: z.number(),
      records: z.number(),
      entities: z.number(),
      seed: z.number(),
      pairs: z.number(),
      /** Pairs of the sample by today's answer, then by the other. */
      counts: z.object({ same: counts, review: counts, apart: counts }),
      examples: z.array(
        z.object({
          before: sampleAnswer,
          after: sampleAnswer,
          one: entity,
          other: entity,
          beforeBits: z.number(),
          afterBits: z.number(),
        }),
      ),
    })
    .nullable(),
  difference: difference.nullable(),
});

const level = z.object({
  code: z.string(),
  words,
  unit,
  value: z.number(),
  min: z.number(),
  max: z.number(),
  /** Share of true links that look like this; null where only the ratio is known. */
  m: z.number().nullable(),
  /** Share of random pairs that look like this; null where only the ratio is known or the value itself tells it. */
  u: z.number().nullable(),
  isByFrequency: z.boolean(),
  bits: z.number(),
  says: answer,
  cap: answer.nullable(),
  shipped: z.number(),
});
const threshold = z.object({ bits: z.number(), probability: z.number(), min: z.number(), max: z.number() });

export const matchModel = z.object({
  kind: z.enum(['account', 'person']),
  version,
  keys: z.array(words),
  prior: z.object({ bits: z.number(), entities: z.number(), knownOdds: z.number() }),
  thresholds: z.object({ auto: threshold, review: threshold, margin: threshold }),
  comparisons: z.array(z.object({ name: z.string(), words, group: z.string(), levels: z.array(level) })),
  versions: z.array(version),
  proposal: proposal.nullable(),
});

export function viewModel({
  kind,
  inForce,
  versions,
  shipped,
  settings,
  entities,
  priorBits,
  proposal: last,
}: ModelRead) {
  const bound = (name: (typeof thresholdNames)[number]) => {
    const bits = settings.thresholds[name];
    return { bits, probability: probabilityOf(bits), ...thresholdBounds(name, settings.thresholds.auto) };
  };
  return {
    kind,
    version: viewVersion(inForce, shipped),
    keys: Object.values(keyWords[kind]),
    prior: { bits: priorBits, entities, knownOdds: settings.knownOdds ?? settings.linksPerRecord },
    thresholds: { auto: bound('auto'), review: bound('review'), margin: bound('margin') },
    comparisons: modelParts(kind).map(({ name, group }) => ({
      name,
      words: sayComparison(name),
      group,
      levels: settings.levels[name]!.map((one, place) => viewLevel(name, one, shipped.levels[name]![place]!)),
    })),
    versions: versions.map((one) => viewVersion(one, shipped)),
    proposal: last && viewProposal(last),
  };
}

function viewLevel(comparison: string, one: Level, shipped: Level): z.output<typeof level> {
  return {
    code: one.code,
    words: sayLevel(comparison, one.code),
    unit: unitOf(one),
    value: numberOf(one),
    ...levelBounds(shipped),
    m: one.m ?? null,
    u: typeof one.u === 'number' ? one.u : null,
    isByFrequency: one.u === 'term',
    bits: weightOf(one),
    says: one.says,
    cap: one.cap ?? null,
    shipped: numberOf(shipped),
  };
}

function viewVersion(one: ModelVersion, shipped: ModelRead['shipped']): z.output<typeof version> {
  const { number, origin: from, reason, adoptedAt, adoptedBy, isInForce, settings } = one;
  const { thresholds, levels } = differencesOf(shipped, settings);
  const unlikeShipped = thresholds.length + levels.length;
  return { number, origin: from, reason, adoptedAt, adoptedBy, isInForce, unlikeShipped };
}

export function viewProposal({ difference: differs, names, ...given }: ProposalRead): z.output<typeof proposal> {
  const { settings: _, kind: __, result, ...told } = given;
  const named = (id: number) => ({ id, name: names.get(id) ?? null });
  return {
    ...told,
    difference: differs && viewDifference(differs),
    result: result && {
      rows: result.rows,
      records: result.records,
      entities: result.entities,
      seed: result.seed,
      pairs: result.effect.pairs,
      counts: result.effect.counts,
      examples: result.effect.examples.map(({ oneId, otherId, ...example }) => ({
        ...example,
        one: named(oneId),
        other: named(otherId),
      })),
    },
  };
}

function viewDifference({ thresholds, levels }: SettingsDifference): z.output<typeof difference> {
  return {
    thresholds,
    levels: levels.map((one) => ({ ...one, words: sayLine(one.comparison, one.level) })),
  };
}
