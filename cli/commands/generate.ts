import { readFileSync } from 'node:fs';
import { Refusal } from '#core/refusal.ts';
import { ratesWith, defaultRates, type Rates } from '#fixtures/corrupt/rates.ts';
import { writeExports } from '#fixtures/exports.ts';
import type { Output } from '../output.ts';

type GenerateOptions = {
  readonly companies: number;
  readonly seed: number;
  readonly out: string;
  readonly isAdversarial: boolean;
  /** A JSON file with some rates of fixtures/corrupt/rates.json set to others. */
  readonly rates: string | undefined;
};

/** `mori generate --companies N --seed S --out DIR`: the same kind of world at any size, with its truth (docs/generate.md). */
export async function generateTo(
  { companies, seed, out, isAdversarial, rates }: GenerateOptions,
  output: Output,
): Promise<void> {
  if (companies < 1 || companies > companiesMax)
    throw new Refusal(
      'usage',
      `--companies=${companies} は 1 から ${companiesMax.toLocaleString()} までにしてください。`,
      { english: `--companies=${companies}: give 1 to ${companiesMax.toLocaleString('en')}.` },
    );
  const exported = await writeExports(out, companies, seed, {
    isAdversarial,
    hasRegister: true,
    rates: rates === undefined ? defaultRates : readRates(rates),
  });
  output.result({ out, files: exported.files, rows: exported.rows, seed });
}

/** Beyond this the invented names would come again. */
const companiesMax = 1_000_000;

function readRates(path: string): Rates {
  try {
    return ratesWith(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : cause;
    throw new Refusal(
      'usage',
      `--rates=${path} を読めません(${detail})。{"crm": {"typo": 5}} の形で、0 から 100 までの数にしてください。`,
      {
        english: `--rates=${path} cannot be read (${detail}). Write it like {"crm": {"typo": 5}}, with numbers from 0 to 100.`,
        cause,
      },
    );
  }
}
