import type { CompanySeen, Observation } from '#core/observation/observation.ts';
import { unknownValue, type KnownValue } from '#core/observation/known-value.ts';
import { saidOn, type Saying } from '#core/observation/saying.ts';
import type { DateText } from '#core/value/date.ts';
import { declaredOn, type DeclaredFrom } from './declared.ts';
import { emptyGolden, surviveCompany, type GoldenAccount } from './survive.ts';

/** What one row says of one company. */
export type CompanySaid = { readonly observation: Observation; readonly seen: CompanySeen };

/** What rules read of a company, as its rows told it. */
export const toldInputs = ['prefecture', 'industry', 'employees', 'ownerName'] as const;
export type ToldInput = (typeof toldInputs)[number];
type Told = Readonly<Record<ToldInput, KnownValue>>;

const nothing: Told = {
  prefecture: unknownValue,
  industry: unknownValue,
  employees: unknownValue,
  ownerName: unknownValue,
};

/**
 * A company as its rows told it on any day: the same survivorship as today's values, among what was known by then and under what was
 * declared by then.
 */
export class KnownCompany {
  readonly #declared: readonly DeclaredFrom[];
  readonly #rows: (readonly Saying<CompanySaid>[])[] = [];
  /** From day to day, where something else was known. */
  #steps: readonly { readonly from: DateText; readonly told: Told }[] | undefined;

  constructor(declared: readonly DeclaredFrom[] = []) {
    this.#declared = declared;
  }

  add(row: readonly Saying<CompanySaid>[]): void {
    this.#rows.push(row);
    this.#steps = undefined;
  }

  /** Days on which something else became known, in order. */
  days(): DateText[] {
    return this.#known().map(({ from }) => from);
  }

  on(day: DateText): Told {
    return this.#known().findLast(({ from }) => from <= day)?.told ?? nothing;
  }

  #known() {
    this.#steps ??= stepsOf(this.#rows, this.#declared);
    return this.#steps;
  }
}

function stepsOf(
  rows: readonly (readonly Saying<CompanySaid>[])[],
  declarations: readonly DeclaredFrom[],
): { from: DateText; told: Told }[] {
  const news = Map.groupBy(
    rows.flatMap((row) => row.map((saying, place) => ({ saying, isFirst: place === 0 }))),
    ({ saying }) => saying.from,
  );
  const steps: { from: DateText; told: Told }[] = [];
  let held = { golden: emptyGolden(), unsure: new Set<string>() };
  const declaredAnew = new Set(declarations.map(({ from }) => from));
  for (const from of [...new Set([...news.keys(), ...declaredAnew])].sort()) {
    const declared = declaredOn(declarations, from);
    // A row that begins competes with what is held; one that says something else has to leave it first.
    const begins = !declaredAnew.has(from) && news.get(from)!.every(({ isFirst }) => isFirst);
    if (!begins) held = { golden: emptyGolden(), unsure: new Set() };
    const sayings = begins
      ? news.get(from)!.map(({ saying }) => saying)
      : rows.flatMap((row) => saidOn(row, from) ?? []);
    for (const { from: since, isSure, said } of sayings) {
      const { observation, seen } = said;
      if (!isSure) held.unsure.add(observation.row.key);
      surviveCompany(held.golden, isSure ? observation : { ...observation, observedOn: since }, seen, declared);
    }
    const told = toldBy(held.golden, held.unsure);
    const before = steps.at(-1)?.told ?? nothing;
    if (
      toldInputs.some(
        (input) => told[input].value !== before[input].value || told[input].isSure !== before[input].isSure,
      )
    )
      steps.push({ from, told });
  }
  return steps;
}

function toldBy({ values, provenance }: GoldenAccount, unsure: ReadonlySet<string>): Told {
  const known = (input: ToldInput): KnownValue => ({
    value: values[input] ?? null,
    isSure: !unsure.has(provenance[input]?.row ?? ''),
  });
  return {
    prefecture: known('prefecture'),
    industry: known('industry'),
    employees: known('employees'),
    ownerName: known('ownerName'),
  };
}
