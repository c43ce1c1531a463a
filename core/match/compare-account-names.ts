import { translates } from '#core/company/trade-words.ts';
import type { AccountRecord } from './account-record.ts';
import { compareCompanyNames, companyNameLevels, hasProtectedDifference, isStem } from './compare-company-name.ts';
import type { NameForms } from './name-forms.ts';

const levelNumber = new Map(companyNameLevels.map((code, index) => [code, index + 1]));
/** Number of the level at which two names are in scripts that cannot be compared. */
export const otherScript = levelNumber.get('other_script')!;
const nameAlias = levelNumber.get('alias')!;
const shortened = levelNumber.get('short')!;
/** Number of the last level at which two names are one. */
export const lastOneName = levelNumber.get('bracketed')!;
/** Number of the last level at which one name may be the other written or read otherwise. */
export const lastReading = levelNumber.get('reads_as')!;
const nameReading = levelNumber.get('reading')!;
const nameTranslated = levelNumber.get('translated')!;

/** The best level over all names of both sides. Names in one script say more, for or against, than two that cannot be compared. */
export function compareNames(one: AccountRecord, other: AccountRecord): number {
  let best = 0;
  let isComparable = true;
  for (const name of one.names)
    for (const known of other.names) {
      const isShort = isShortened(name, one);
      const isKnownShort = isShortened(known, other);
      if (isShort && isKnownShort) continue;
      const level = levelNumber.get(compareCompanyNames(name, known))!;
      if (level === shortened && (isShort || isKnownShort)) continue;
      if (level === otherScript) isComparable = false;
      else if (best === 0 || level < best) best = level;
    }
  if (best === 0 && !isComparable) best = otherScript;
  if (best > nameAlias && sharesAlias(one, other)) return nameAlias;
  if ((best > nameReading || best === 0) && sharesReading(one, other)) return nameReading;
  if (best > nameTranslated && isTranslated(one, other)) return nameTranslated;
  return best;
}

/** Every name of one side differs from every name of the other by a word that makes another company. */
export function haveProtectedDifference(one: AccountRecord, other: AccountRecord): boolean {
  if (one.names.length === 0 || other.names.length === 0 || sharesAlias(one, other)) return false;
  for (const name of one.names)
    for (const known of other.names)
      if (!hasProtectedDifference(name, known) && !isShortened(name, one) && !isShortened(known, other)) return false;
  return true;
}

/**
 * True for a name that another name of the same company begins with. Companies of a group are all called so in short: that two
 * share such a form, or that one resembles it, proves nothing.
 */
function isShortened(name: NameForms, { names }: AccountRecord): boolean {
  return names.length > 1 && names.some((longer) => isStem(name, longer));
}

/** Whether the register gives both the same corporation: told for both, or the number of one. */
export function sharesAlias(one: AccountRecord, other: AccountRecord): boolean {
  const share = (values: readonly string[], others: readonly string[]) =>
    values.some((value) => others.includes(value));
  return (
    share(one.aliases, other.aliases) ||
    share(one.aliases, other.corporateNumbers) ||
    share(one.corporateNumbers, other.aliases)
  );
}

/** A reading on one side may be the other's name in kana. */
function sharesReading(one: AccountRecord, other: AccountRecord): boolean {
  const reads = (reader: AccountRecord, read: AccountRecord) =>
    reader.readings.some(
      (reading) => read.readings.includes(reading) || read.names.some(({ loose }) => loose === reading),
    );
  return reads(one, other) || reads(other, one);
}

/** One name is the other in English, as far as its industry words tell. */
function isTranslated(one: AccountRecord, other: AccountRecord): boolean {
  return one.names.some((name) =>
    other.names.some(
      (known) =>
        (name.script === 'latin') !== (known.script === 'latin') &&
        translates({ safe: name.safe, readings: one.readings }, { safe: known.safe, readings: other.readings }),
    ),
  );
}

/** True when a domain's label reads like a name: miraizu-system.jp, ミライズシステム. */
export function isNamed({ labels }: AccountRecord, names: readonly NameForms[]): boolean {
  return labels.some((label) =>
    names.some(({ letters }) => label === letters || (letters.length >= 6 && label.startsWith(letters))),
  );
}
