import { growBase } from './base-size.ts';
import type { EntityKind } from './move-rows.ts';
import type { Transaction } from './transaction.ts';

/** Companies or people as they are now, ready to be written: new ones by COPY, changed ones by one merge. Search pieces follow the names. */
export type GoldenLines = {
  readonly fresh: readonly string[];
  readonly freshSearch: readonly string[];
  readonly changed: readonly string[];
  readonly changedSearch: readonly string[];
};

export function goldenLines<Now extends { readonly isNew: boolean }>(
  entities: readonly Now[],
  lineOf: (entity: Now) => string,
  searchLineOf: (entity: Now) => string,
): GoldenLines {
  const fresh = entities.filter(({ isNew }) => isNew);
  const changed = entities.filter(({ isNew }) => !isNew);
  return {
    fresh: fresh.map(lineOf),
    freshSearch: fresh.map(searchLineOf),
    changed: changed.map(lineOf),
    changedSearch: changed.map(searchLineOf),
  };
}

/** What is there becomes what the lines say. `columns` are those of a line, the id first. */
export async function writeGolden(
  transaction: Transaction,
  kind: EntityKind,
  columns: readonly string[],
  { fresh, freshSearch, changed, changedSearch }: GoldenLines,
): Promise<void> {
  const [search, searchColumns] = [`${kind}_search`, [`${kind}_id`, 'grams']];
  await transaction.copy(kind, columns, fresh);
  await growBase(transaction, kind, fresh.length);
  await transaction.copy(search, searchColumns, freshSearch);
  await transaction.merge(kind, columns, changed, overwritten(kind, columns));
  const isOther = `where ${search}.grams is distinct from excluded.grams`;
  await transaction.merge(search, searchColumns, changedSearch, `${overwritten(kind, searchColumns)} ${isOther}`);
}

function overwritten(kind: EntityKind, columns: readonly string[]): string {
  const set = columns.slice(1).map((column) => `${column} = excluded.${column}`);
  return `on conflict (${kind}_id) do update set ${set.join(', ')}`;
}
