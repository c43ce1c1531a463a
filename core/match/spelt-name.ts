import { learnMailPatterns, nameInMail, sayMailPattern, type MailPattern } from '#core/contact/mail-pattern.ts';
import { romajiSkeleton } from '#core/text/romaji.ts';
import { foldVariants } from '#core/text/variants.ts';
import type { Words } from '#core/words.ts';
import { personForms, type PersonForms } from './compare-person-name.ts';
import { personFrequencies } from './person-model.ts';
import type { PersonRecord } from './person-record.ts';

/** How the people of domains form their addresses. */
export type MailPatterns = ReadonlyMap<string, MailPattern>;

/** Patterns learnt from people whose name is known in full (identity.md §3.11); readings that come from the address itself tell nothing. */
export function patternsOf(people: Iterable<PersonRecord>): MailPatterns {
  return learnMailPatterns(
    [...people].flatMap(({ names, emails }) =>
      names.filter(isFull).flatMap(({ family, given, kana }) => {
        const { familyReadings, givenReadings } = personForms({ display: '', key: '', family, given, kana });
        return emails
          .filter(({ isCorporate }) => isCorporate)
          .map(({ address, domain }) => ({ domain, local: localOf(address), familyReadings, givenReadings }));
      }),
    ),
  );
}

/** What the name that an address spells says of somebody else's name. */
export type Spelt = { readonly bits: number; readonly pattern: MailPattern };

/**
 * Bits that a mail address gives for or against two people of one company being one, of whom one is known by it without a full name: under the pattern of
 * its domain it spells a name, the other's or another. Undefined where it tells nothing: both names are known, or nobody can say
 * how the other's is read.
 */
export function weighSpelling(one: PersonRecord, other: PersonRecord, patterns: MailPatterns): Spelt | undefined {
  const [addressed, named] = isUnnamed(one) ? [one, other] : [other, one];
  if (!isUnnamed(addressed) || isUnnamed(named) || !sharesCompany(one, other)) return undefined;
  let best: Spelt | undefined;
  for (const { address, domain, isCorporate } of addressed.emails) {
    const pattern = isCorporate ? patterns.get(domain) : undefined;
    const spelt = pattern && nameInMail(localOf(address), pattern);
    if (!spelt) continue;
    for (const name of named.names) {
      const told = bitsOf(name, spelt);
      // taro.sato2 is the second of that name.
      const bits = told !== undefined && /\d$/.test(localOf(address)) ? Math.min(unsureMax, told) : told;
      if (bits !== undefined && (!best || bits > best.bits)) best = { bits, pattern };
    }
  }
  return best;
}

/** Known by no more than a family name. */
export function isUnnamed({ names }: PersonRecord): boolean {
  return !names.some(isFull);
}

function sharesCompany(one: PersonRecord, other: PersonRecord): boolean {
  return one.accounts.some((account) => other.accounts.includes(account));
}

const isFull = ({ given }: PersonForms) => given !== '';
const localOf = (address: string) => address.slice(0, address.indexOf('@'));

const frequencies = personFrequencies();
const bitsMax = 12;
/** No more than this for an initial, a family name alone, or a name that nobody can read whole: enough to be asked about, never to be sure. */
const unsureMax = 4;
/** Another name than the one spelt, by its own reading or by a usual one. */
const [againstReading, againstUsual] = [-7, -2];

function bitsOf(name: PersonForms, spelt: Spelling): number | undefined {
  const [family, given] = [fits(name.familyReadings, spelt.family), fits(name.givenReadings, spelt.given)];
  if (family === undefined) return undefined;
  if (!family || given === false) return name.kana !== '' || name.script !== 'kanji' ? againstReading : againstUsual;
  const share = frequencies.of('family', foldVariants(name.family)) * shareOfGiven(name, spelt.given);
  const isWhole = given === true && spelt.given.length > 1;
  return Math.min(isWhole ? bitsMax : unsureMax, Math.log2(0.5 / share));
}
type Spelling = { readonly family: string; readonly given: string };

/** One given name in ten begins with a letter. */
function shareOfGiven({ given }: PersonForms, spelt: string): number {
  if (spelt === '') return 1;
  return spelt.length === 1 ? 0.1 : frequencies.of('given', given);
}

/** Undefined where nobody can say how the name is read, or nothing is spelt. */
function fits(readings: readonly string[], spelt: string): boolean | undefined {
  if (readings.length === 0 || spelt === '') return undefined;
  if (spelt.length === 1) return readings.some((reading) => reading.startsWith(spelt));
  return readings.includes(romajiSkeleton(spelt));
}

/** メール: 社内のメールアドレスの付け方(名.姓@)と一致. */
export function saySpelling({ bits, pattern }: Spelt): Words {
  const { ja, en } = sayMailPattern(pattern);
  return bits > 0
    ? { ja: `社内のメールアドレスの付け方(${ja})と一致`, en: `Fits how the company forms mail addresses (${en})` }
    : {
        ja: `社内のメールアドレスの付け方(${ja})と合わない`,
        en: `Against how the company forms mail addresses (${en})`,
      };
}
