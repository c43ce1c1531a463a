import type { Words } from '#core/words.ts';

/** A model of the matching as the API tells it. */
export type Unit = 'bits' | 'share';
export type Origin = 'shipped' | 'trained' | 'edited' | 'returned';
export type Answer = 'same' | 'review' | 'apart';
export type Kind = 'account' | 'person';
export type ThresholdName = 'auto' | 'review' | 'margin';
type Bounds = { min: number; max: number };
export type Level = Bounds & {
  code: string;
  words: Words;
  unit: Unit;
  value: number;
  m: number | null;
  u: number | null;
  isByFrequency: boolean;
  bits: number;
  shipped: number;
};
export type Comparison = { name: string; words: Words; group: string; levels: Level[] };
export type Version = {
  number: number;
  origin: Origin;
  reason: string | null;
  adoptedAt: string;
  adoptedBy: string | null;
  isInForce: boolean;
  unlikeShipped: number;
};
export type Proposal = {
  id: number;
  origin: Origin;
  basedOn: number;
  state: 'queued' | 'running' | 'ready' | 'failed' | 'cancelled' | 'adopted' | 'discarded';
  step: 'read' | 'chance' | 'pairs' | 'compare' | null;
  done: number;
  total: number;
  problem: string | null;
  adoptedNumber: number | null;
  createdAt: string;
  memberName: string | null;
  result: Result | null;
  difference: Difference | null;
};
export type Difference = {
  thresholds: { name: ThresholdName; before: number; after: number }[];
  levels: { comparison: string; level: string; words: Words; unit: Unit; before: number; after: number }[];
};
type Named = { id: number; name: string | null };
export type Result = {
  rows: number;
  records: number;
  entities: number;
  pairs: number;
  counts: Record<Answer, Record<Answer, number>>;
  examples: { before: Answer; after: Answer; one: Named; other: Named; beforeBits: number; afterBits: number }[];
};
export type Model = {
  kind: Kind;
  version: Version;
  keys: Words[];
  prior: { bits: number; entities: number; knownOdds: number };
  thresholds: Record<ThresholdName, Bounds & { bits: number; probability: number }>;
  comparisons: Comparison[];
  versions: Version[];
  proposal: Proposal | null;
};
export type Request =
  | { origin: 'trained' }
  | {
      origin: 'edited';
      change: {
        thresholds: Partial<Record<ThresholdName, number>>;
        levels: { comparison: string; level: string; value: number }[];
      };
    }
  | { origin: 'returned'; to: number | 'shipped' };

/** How much a clue says, in words: five steps for, two against. */
export function strengthOf(bits: number): 'decisive' | 'strong' | 'medium' | 'weak' | 'none' | 'doubt' | 'against' {
  if (bits >= 15) return 'decisive';
  if (bits >= 8) return 'strong';
  if (bits >= 3) return 'medium';
  if (bits > 0) return 'weak';
  if (bits === 0) return 'none';
  return bits > -3 ? 'doubt' : 'against';
}

export function bitsText(bits: number): string {
  return `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)}`;
}

/** A share as a business paper writes it: 52%, 0.001%. */
export function shareText(share: number): string {
  const percent = share * 100;
  return `${percent >= 1 ? percent.toFixed(0) : percent.toPrecision(1)}%`;
}

export function valueText(unit: Unit, value: number): string {
  return unit === 'bits' ? bitsText(value) : shareText(value);
}
