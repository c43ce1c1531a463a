import { foldLooseVariants, foldVariants } from '#core/text/variants.ts';
import { bestLevel } from './best-level.ts';
import { compareEmails, comparePhones, emailLevels, phoneLevels } from './compare-contact.ts';
import { comparePersonNames, personNameLevels, type PersonForms } from './compare-person-name.ts';
import { compareDepartments, compareTitles, departmentLevels, titleLevels } from './compare-role.ts';
import { TermFrequencies } from './frequencies.ts';
import type { Comparison, Frequencies, Model } from './model.ts';
import type { PersonRecord } from './person-record.ts';
import { familyShares, personSettings } from './person-settings.ts';

/**
 * The default model for business people. N is the number of people among whom a row is sought: the head count inside one
 * account, or everybody. Two valid personal addresses under one name at one company are a review, never silent.
 */
export const personModel: Model<PersonRecord> = {
  name: 'person',
  settings: personSettings,
  keys: personKeyLadders,
  signature: (record) =>
    [
      record.names.map(({ family, given, familyReadings, givenReadings, formerFamily }) =>
        [family, given, familyReadings, givenReadings, formerFamily].join('/'),
      ),
      record.emails.map(({ address }) => address),
      record.mobiles,
      record.phones,
      record.departments,
      record.titles,
      record.accounts,
    ].join('|'),
  comparisons: [
    {
      name: 'name',
      group: 'name',
      compare: (one, other) => bestLevel(one.names, other.names, comparePersonNames, personNameLevels),
      frequency: nameFrequency(),
    },
    {
      name: 'email',
      group: 'email',
      compare: (one, other) => bestLevel(one.emails, other.emails, compareEmails, emailLevels),
    },
    {
      name: 'mobile',
      group: 'mobile',
      compare: (one, other) =>
        bestLevel(one.mobiles, other.mobiles, (left, right) => (left === right ? 'equal' : 'different'), [
          'equal',
          'different',
        ]),
    },
    {
      name: 'phone',
      group: 'phone',
      compare: (one, other) => bestLevel(one.phones, other.phones, comparePhones, phoneLevels),
    },
    {
      name: 'account',
      group: 'account',
      compare: (one, other) =>
        bestLevel(one.accounts, other.accounts, (left, right) => (left === right ? 'equal' : 'different'), [
          'equal',
          'different',
        ]),
      frequency: accountFrequency,
    },
    {
      name: 'department',
      group: 'role',
      compare: (one, other) => bestLevel(one.departments, other.departments, compareDepartments, departmentLevels),
    },
    {
      name: 'title',
      group: 'role',
      compare: (one, other) => bestLevel(one.titles, other.titles, compareTitles, titleLevels),
    },
  ],
};

/** Name frequencies of the default model: published family names, given names of the own data. */
export function personFrequencies(): TermFrequencies {
  return new TermFrequencies({
    register: { family: familyShares },
    rarest: 1e-6,
    guess: (table) => ({ family: 5e-4, given: 5e-3 })[table] ?? 2e-4,
  });
}

/** Number of the last level at which both names are one, however it is written. */
const lastCounted = personNameLevels.indexOf('romaji') + 1;

/** Expected share of people of this very name: family × given, as if the two were chosen apart. */
function nameFrequency(): Comparison<PersonRecord>['frequency'] {
  return (one, _other, level, frequencies) => {
    const name = one.names[0];
    if (!name || level > lastCounted) return undefined;
    return frequencies.of('family', foldVariants(name.family)) * frequencies.of('given', name.given);
  };
}

/** Share of people who work there: colleagues of a large company are less of a coincidence than those of a small one. */
function accountFrequency(
  one: PersonRecord,
  other: PersonRecord,
  level: number,
  frequencies: Frequencies,
): number | undefined {
  const shared = level === 1 ? one.accounts.find((account) => other.accounts.includes(account)) : undefined;
  return shared === undefined ? undefined : frequencies.of('account', shared);
}

function personKeyLadders(record: PersonRecord): string[][] {
  const ladders: string[][] = [];
  for (const { address, domain } of record.emails) {
    ladders.push([`e|${address}`], [`l|${address.slice(0, address.indexOf('@')).replace(/[^a-z0-9]/g, '')}|${domain}`]);
    for (const { familyReadings } of record.names)
      for (const reading of familyReadings) ladders.push([`f|${domain}|${reading}`]);
  }
  for (const mobile of record.mobiles) ladders.push([`m|${mobile}`]);
  for (const name of record.names) {
    const scopes = record.accounts.length > 0 ? record.accounts : [''];
    const characters = charactersOf(name);
    const readings = readingKeys(name);
    for (const account of scopes) {
      ladders.push([`n|${account}|${characters}`]);
      // Whoever was known by the former name is found by it.
      if (name.formerFamily !== '') ladders.push([`n|${account}|${sorted(name.formerFamily + name.given)}`]);
      for (const key of readings) ladders.push([`r|${account}|${key}`]);
    }
    ladders.push([`n|${characters}`]);
  }
  return ladders;
}

/** The same for 山田 太郎, 太郎 山田 and 山田太郎 in one cell. */
function charactersOf({ loose }: PersonForms): string {
  return sorted(loose.replace(' ', ''));
}

function sorted(text: string): string {
  return [...foldLooseVariants(foldVariants(text))].sort().join('');
}

function readingKeys({ familyReadings, givenReadings }: PersonForms): string[] {
  // Where a mail address does not tell which of its two words is the family name, both are either.
  const pairs = familyReadings.flatMap((family) => givenReadings.map((given) => [family, given].sort()));
  return [...new Set(pairs.filter(([one, other]) => one !== other).map((pair) => pair.join(' ')))];
}
