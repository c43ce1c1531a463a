import type { DateText } from '#core/value/date.ts';

/** From a day on something means something else: a KPI's definition, a rule, the target list. */
export type DefinitionChange = {
  readonly on: DateText;
  readonly what: 'definition' | 'qualification_rule' | 'routing_rule' | 'target_list' | 'stage_table';
  /** The KPIs it touches; null where that is all of them. */
  readonly codes: readonly string[] | null;
  readonly version: string;
  /** What is different from that day on, and who said so; null where Mori itself did. */
  readonly whatChanged: { readonly ja: string; readonly en: string };
  readonly by: string | null;
};

/** Changes of a KPI inside a window `[from, to)`: a marker is drawn at each (domain.md §10.1). */
export function markersOf(
  code: string,
  changes: readonly DefinitionChange[],
  from: DateText,
  to: DateText,
): DefinitionChange[] {
  return changes
    .filter((change) => (change.codes === null || change.codes.includes(code)) && change.on > from && change.on < to)
    .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}

/** The newest part of a window in which the KPI meant the same throughout: differences are computed on it alone. */
export function commonPart(
  code: string,
  changes: readonly DefinitionChange[],
  from: DateText,
  to: DateText,
): { readonly from: DateText; readonly to: DateText } {
  return { from: markersOf(code, changes, from, to).at(-1)?.on ?? from, to };
}
