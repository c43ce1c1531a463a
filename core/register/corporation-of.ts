import { compareForms } from '#core/company/legal-form.ts';
import { type CompanyName, parseCompanyName } from '#core/company/name.ts';
import type { CompanySeen } from '#core/observation/observation.ts';
import { inTown, mayBeIn, type NameCarrier, onlyNumber, theNumberOf } from './name-carrier.ts';
import { readersOf } from './readings.ts';

/**
 * The corporation that a row's name and address mean (domain.md §12.4: normalised name and address down to the town), or
 * undefined when nobody or several fit. Without an address, or with one that no carrier has, a name that only one corporation
 * carries means that one unless the prefectures differ: only where `isWhole`, for a part of the register does not tell who else there
 * is. Either way a name as it is written goes before the English name, and that before the furigana, by which many are called alike:
 * those count where nobody else at all is called or read so. The answer is an alias, evidence to be weighed: it never merges alone.
 */
export function corporationOf(
  seen: Pick<CompanySeen, 'name' | 'address'>,
  carriers: readonly NameCarrier[],
  isWhole: boolean,
): string | undefined {
  if (!seen.name) return undefined;
  const called = closest(
    seen.name,
    carriers.filter(({ reading }) => !reading),
  );
  const read = readersOf(seen.name, carriers);
  for (const alike of [called, ...read]) {
    const near = inTown(seen, alike);
    if (near.length > 0) return onlyNumber(near);
  }
  if (!isWhole) return undefined;
  return (
    onlyNumber(called.filter((carrier) => mayBeIn(seen, carrier))) ??
    read
      .filter((alike) => alike.every((carrier) => mayBeIn(seen, carrier)))
      .map(theNumberOf)
      .find((number) => number !== undefined)
  );
}

/** Carriers of the same legal form whose name is equal with old kanji folded; failing that with kana folded. */
function closest(name: CompanyName, carriers: readonly NameCarrier[]): readonly NameCarrier[] {
  const fitting = carriers
    .map((carrier) => ({ carrier, written: parseCompanyName(carrier.writtenName) }))
    .filter(
      ({ written }) => !name.form || !written.form || compareForms(name.form.code, written.form.code) === 'equal',
    );
  const equal = fitting.filter(({ written }) => written.safe === name.safe);
  return (equal.length > 0 ? equal : fitting).map(({ carrier }) => carrier);
}
