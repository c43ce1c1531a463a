import { createInterface } from 'node:readline';
import { leadInput, toldOf, type LeadInput } from '#api/lead-input.ts';
import { Refusal } from '#core/refusal.ts';
import type { LeadAnswer } from '#flows/answer-leads.ts';
import { followForms } from '#flows/follow-forms.ts';
import { matchLeads, takeLeads } from '#flows/take-leads.ts';
import type { OpenWorld } from '../open-world.ts';
import type { Output } from '../output.ts';

export type MatchOptions = { readonly given: Record<string, string | undefined>; readonly isStored: boolean };

/** Rows of one transaction: each waits for the whole. */
const rowsPerTurn = 100;

/**
 * `mori match --company NAME --mail ADDRESS …` or JSON lines on standard input: where leads or cards belong, and why. With `--store`
 * they are taken in as well. One row answers as other commands do; lines answer one JSON line each, in order.
 */
export async function matchRows(world: OpenWorld, { given, isStored }: MatchOptions, output: Output): Promise<void> {
  const run = isStored ? takeLeads : matchLeads;
  const now = new Date();
  const turn = async (inputs: readonly LeadInput[]) => {
    const { kind, source } = inputs[0]!;
    return run(world.database, inputs.map(toldOf), { kind, source, memberId: null, now });
  };
  const hasRow = Object.keys(given).some((name) => name !== 'kind' && name !== 'source' && given[name] !== undefined);
  if (hasRow) {
    const [answer] = await turn([parseRow(given)]);
    output.result(answer!);
  } else {
    await eachTurn(given, async (inputs) => print(await turn(inputs)));
  }
  if (isStored) await followForms(world.database, new Date());
}

function print(answers: readonly LeadAnswer[]): void {
  for (const answer of answers) console.log(JSON.stringify(answer));
}

/** Lines of standard input, a hundred at a time; rows of another kind or source begin the next turn. */
async function eachTurn(
  given: Record<string, string | undefined>,
  work: (inputs: readonly LeadInput[]) => Promise<void>,
): Promise<void> {
  let inputs: LeadInput[] = [];
  let number = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    number++;
    if (line.trim() === '') continue;
    const input = parseRow({ ...given, ...readLine(line, number) }, number);
    const [first] = inputs;
    const isOther = first && (first.kind !== input.kind || first.source !== input.source);
    if (inputs.length === rowsPerTurn || isOther) {
      await work(inputs);
      inputs = [];
    }
    inputs.push(input);
  }
  if (inputs.length > 0) await work(inputs);
}

function readLine(line: string, number: number): object {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {}
  throw new Refusal('lead_line', `${number}行目は JSON のオブジェクトではありません。1行に1件ずつ書いてください。`, {
    details: { number },
  });
}

function parseRow(given: object, line?: number): LeadInput {
  const parsed = leadInput.safeParse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  );
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('、');
  const [place, where] = line === undefined ? ['', ''] : [`${line}行目: `, `Line ${line}: `];
  throw new Refusal('input_invalid', `${place}入力を確かめてください: ${problems}`, {
    english: `${where}Please check the input: ${problems}`,
    details: { problems },
  });
}
