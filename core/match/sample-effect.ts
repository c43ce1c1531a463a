import { bitsBesideName, besideBitsMin } from './account-judgement.ts';
import { decidePair } from './decide.ts';
import { mustStayApart } from './recluster.ts';
import type { Scorer } from './score.ts';

/** What a pair of rows would be: put together without asking, asked about, or apart. */
export type SampleAnswer = 'same' | 'review' | 'apart';
export const sampleAnswers = ['same', 'review', 'apart'] as const satisfies readonly SampleAnswer[];

export type SampleExample = {
  readonly before: SampleAnswer;
  readonly after: SampleAnswer;
  /** The entities that the two rows belong to today; no names, so that nobody who asks to be erased stays here. */
  readonly oneId: number;
  readonly otherId: number;
  readonly beforeBits: number;
  readonly afterBits: number;
};

/** How other settings would answer pairs of rows that share a key. */
export type SampleEffect = {
  readonly pairs: number;
  /** Pairs by today's answer, then by the other. */
  readonly counts: Readonly<Record<SampleAnswer, Readonly<Record<SampleAnswer, number>>>>;
  /** Pairs that change, those that change most first. */
  readonly examples: readonly SampleExample[];
};

/** One record and the entity it belongs to today. */
export type SampleItem<Item> = { readonly record: Item; readonly id: number };

const examplesPerChange = 5;

/** Counts what other settings would say of pairs of rows, beside what today's say; both with the same frequencies and prior. */
export class EffectCounter<Item> {
  #pairs = 0;
  readonly #before: Scorer<Item>;
  readonly #after: Scorer<Item>;
  readonly #counts = {
    same: { same: 0, review: 0, apart: 0 },
    review: { same: 0, review: 0, apart: 0 },
    apart: { same: 0, review: 0, apart: 0 },
  };
  readonly #examples = new Map<string, SampleExample[]>();

  constructor(before: Scorer<Item>, after: Scorer<Item>) {
    this.#before = before;
    this.#after = after;
  }

  take(one: SampleItem<Item>, other: SampleItem<Item>): void {
    const [was, is] = [
      answerOf(this.#before, one.record, other.record),
      answerOf(this.#after, one.record, other.record),
    ];
    this.#pairs++;
    this.#counts[was.answer][is.answer]++;
    if (was.answer === is.answer) return;
    const change = `${was.answer}/${is.answer}`;
    const kept = this.#examples.get(change) ?? [];
    this.#examples.set(change, kept);
    const isKnown = kept.some((known) => known.oneId === one.id && known.otherId === other.id);
    if (kept.length >= examplesPerChange || isKnown) return;
    kept.push({
      before: was.answer,
      after: is.answer,
      oneId: one.id,
      otherId: other.id,
      beforeBits: was.bits,
      afterBits: is.bits,
    });
  }

  result(): SampleEffect {
    return { pairs: this.#pairs, counts: this.#counts, examples: [...this.#examples.values()].flat() };
  }
}

/** As a row that comes is answered (identity.md §2.7): across sources a name alone never merges. */
function answerOf<Item>(scorer: Scorer<Item>, one: Item, other: Item): { answer: SampleAnswer; bits: number } {
  const { answer, bits } = decidePair(scorer, one, other);
  const told = Number.isFinite(bits) ? Math.round(bits * 10) / 10 : -100;
  if (answer !== 'same') return { answer: answer === 'review' ? 'review' : 'apart', bits: told };
  const isEnough = scorer.model.name !== 'account' || bitsBesideName(scorer) >= besideBitsMin;
  if (mustStayApart(scorer.model, one, other)) return { answer: 'review', bits: told };
  return { answer: isEnough ? 'same' : 'review', bits: told };
}
