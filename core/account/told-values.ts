import { meaningOf } from './same-value.ts';
import { nothingDeclared } from './declared.ts';
import { standsOver, type Origin } from './survive.ts';

/** One value that rows tell of an attribute, as the row writes it that speaks loudest for it, and how many say the same. */
export type ToldValue = {
  readonly value: string | number;
  readonly origin: Origin;
  readonly rows: number;
  /** Of a domain: how many who work there get mail under it. */
  readonly people?: number;
  /** A number that gives way to every other: shared by many companies, or one person's own line. */
  readonly isShared?: boolean;
  readonly isDirect?: boolean;
};

/** What one row alone tells, as survivorship reads it. */
type Told<Attribute extends string> = {
  readonly values: Readonly<Partial<Record<Attribute, string | number | undefined>>>;
  readonly provenance: Readonly<Partial<Record<Attribute, Origin>>>;
};

/**
 * Every value that competed for each attribute, the one that holds first and those that lost behind it in the order in which they would
 * take its place (identity.md §2.11). Takes what each row tells alone.
 */
export function toldValues<Attribute extends string>(
  rows: readonly Told<Attribute>[],
  declared = nothingDeclared,
): ReadonlyMap<Attribute, readonly ToldValue[]> {
  const told = new Map<Attribute, Map<string | number, ToldValue>>();
  for (const { values, provenance } of rows)
    for (const [attribute, origin] of Object.entries(provenance) as [Attribute, Origin][]) {
      const value = values[attribute];
      if (value === undefined) continue;
      const ofAttribute = told.get(attribute) ?? new Map<string | number, ToldValue>();
      told.set(attribute, ofAttribute);
      const meaning = meaningOf(attribute, value);
      const known = ofAttribute.get(meaning);
      const louder = known && !standsOver(attribute, origin, known.origin, declared) ? known : { value, origin };
      ofAttribute.set(meaning, { value: louder.value, origin: louder.origin, rows: (known?.rows ?? 0) + 1 });
    }
  return new Map(
    Array.from(told, ([attribute, values]) => [
      attribute,
      [...values.values()].sort((one, other) => (standsOver(attribute, one.origin, other.origin, declared) ? -1 : 1)),
    ]),
  );
}
