import { z } from 'zod';
import { wordsOfLines } from '#core/identify/evidence.ts';
import type { Explanation } from '#core/match/explain.ts';

const answer = z.enum(['same', 'review', 'related', 'different']);

/** Why two are one or not: words first, bits behind; the parts add up to `bits`. */
export const explanation = z.object({
  answer,
  /** log₂ odds that the two are one; null where two valid 法人番号 forbid it. */
  bits: z.number().nullable(),
  probability: z.number(),
  relation: z.string().nullable(),
  model: z.string(),
  priorBits: z.number(),
  autoBits: z.number(),
  isVetoed: z.boolean(),
  /** What agrees and what does not, in words. */
  evidence: z.object({ matched: z.array(z.string()).readonly(), differs: z.array(z.string()).readonly() }),
  lines: z.array(
    z.object({
      comparison: z.string(),
      level: z.string(),
      words: z.object({ ja: z.string(), en: z.string() }),
      bits: z.number(),
      share: z.number(),
      says: answer,
      /** Of a shared name: one company or person in so many bears it; null where the weight does not tell. */
      oneIn: z.number().nullable(),
    }),
  ),
});

export function viewExplanation({ bits, lines, relation, ...found }: Explanation): z.output<typeof explanation> {
  return {
    ...found,
    bits: Number.isFinite(bits) ? bits : null,
    lines: lines.map((line) => ({ ...line, oneIn: line.oneIn ?? null })),
    relation: relation ?? null,
    evidence: wordsOfLines(lines),
  };
}
