import { declarableAttributes, type DeclaredSources } from '#core/account/declared.ts';
import { emptyGolden, surviveCompany, type GoldenAccount } from '#core/account/survive.ts';
import { readGoldenAccounts, writeDeclarable } from '#db/golden-accounts.ts';
import { companiesOf } from '#db/facts.ts';
import { applyOverrides, listPinned } from '#db/overrides.ts';
import type { Transaction } from '#db/transaction.ts';
import { readLinkedRows } from './linked-rows.ts';

/** A company of which a declarable value stands by another row than before; shown otherwise where its reader sees another value. */
export type Competed = { readonly id: number; readonly golden: GoldenAccount; readonly isShownOtherwise: boolean };

/**
 * Lets the rows of these companies compete again for the values that may be declared, and returns the companies where another row wins. Which
 * rows are theirs, what they are found by and every other value stay as they are.
 */
export async function competeAnew(
  transaction: Transaction,
  ids: readonly number[],
  declared: DeclaredSources,
): Promise<Competed[]> {
  const stored = await readGoldenAccounts(transaction.db, ids);
  const told = new Map(Array.from(stored.keys(), (id) => [id, emptyGolden()]));
  for (const fact of await readLinkedRows(transaction, [...stored.keys()], []))
    for (const [id, seen] of companiesOf(fact)) {
      const golden = told.get(id);
      if (golden) surviveCompany(golden, fact.observation, seen, declared);
    }
  const pinned = await listPinned(transaction.db, [...stored.keys()]);
  return Array.from(stored).flatMap(([id, golden]) => {
    const fresh = told.get(id)!;
    const others = declarableAttributes.filter(
      (attribute) => golden.provenance[attribute]?.row !== fresh.provenance[attribute]?.row,
    );
    if (others.length === 0) return [];
    const isShownOtherwise = others.some(
      (attribute) => golden.values[attribute] !== fresh.values[attribute] && !pinned.has(`${id}/${attribute}`),
    );
    for (const attribute of others) take(golden, fresh, attribute);
    return [{ id, golden, isShownOtherwise }];
  });
}

function take(golden: GoldenAccount, fresh: GoldenAccount, attribute: (typeof declarableAttributes)[number]): void {
  const [value, origin] = [fresh.values[attribute], fresh.provenance[attribute]];
  if (value === undefined || !origin) {
    delete golden.values[attribute];
    delete golden.provenance[attribute];
  } else {
    golden.values[attribute] = value;
    golden.provenance[attribute] = origin;
  }
}

/** Writes what competing again gave; what people pinned stands over it. */
export async function writeCompeted(transaction: Transaction, competed: readonly Competed[]): Promise<void> {
  await writeDeclarable(transaction.db, competed);
  await applyOverrides(
    transaction,
    competed.map(({ id }) => id),
  );
}
