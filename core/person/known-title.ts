import { beats, type Origin } from '#core/account/survive.ts';
import { unknownValue, type KnownValue } from '#core/observation/known-value.ts';
import type { Observation } from '#core/observation/observation.ts';
import { saidOn, type Saying } from '#core/observation/saying.ts';
import type { DateText } from '#core/value/date.ts';

/** The title of a person from day to day: the newest dated sighting among those known (domain.md §12.5). */
export function titleSteps(
  rows: readonly (readonly Saying<Observation>[])[],
): { readonly from: DateText; readonly title: KnownValue }[] {
  const days = [...new Set(rows.flatMap((row) => row.map(({ from }) => from)))].sort();
  const steps: { from: DateText; title: KnownValue }[] = [];
  for (const from of days) {
    const title = titleOn(rows, from);
    const before = steps.at(-1)?.title ?? unknownValue;
    if (title.value !== before.value || title.isSure !== before.isSure) steps.push({ from, title });
  }
  return steps;
}

function titleOn(rows: readonly (readonly Saying<Observation>[])[], day: DateText): KnownValue {
  let [best, found]: [Origin | undefined, KnownValue] = [undefined, unknownValue];
  for (const row of rows) {
    const saying = saidOn(row, day);
    const title = saying?.said.person?.title;
    if (!saying || !title) continue;
    const { observedOn, row: ref } = saying.said;
    const on = saying.isSure ? (observedOn ?? '') : saying.from;
    const origin: Origin = { row: ref.key, source: ref.source, rank: 0, on };
    if (!beats(origin, best)) continue;
    [best, found] = [origin, { value: title.raw, isSure: saying.isSure }];
  }
  return found;
}
