import { fields, type Field } from '#core/observation/fields.ts';
import type { Mapping } from '#core/observation/preset.ts';
import { orderOfDates } from '#core/value/date.ts';

/** A mapping with the order that the first rows tell of 03/04/2026; as it was where they tell none. */
export function withDateOrder(
  mapping: Mapping,
  header: readonly string[],
  sample: readonly (readonly string[])[],
): Mapping {
  const columns = (Object.entries(mapping.columns) as [Field, string][])
    .filter(([field]) => fields[field].kind === 'date')
    .map(([, column]) => header.indexOf(column));
  const dateOrder = orderOfDates(columns.flatMap((index) => sample.map((cells) => cells[index] ?? '')));
  return dateOrder === undefined ? mapping : { ...mapping, dateOrder };
}
