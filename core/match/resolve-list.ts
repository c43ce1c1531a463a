import { guessNameShare } from '#core/company/name-share.ts';
import type { CompanySeen, PersonSeen } from '#core/observation/observation.ts';
import { foldVariants } from '#core/text/variants.ts';
import { learnMailPatterns, nameInMail, type Addressed } from '#core/contact/mail-pattern.ts';
import { accountModel } from './account-model.ts';
import { accountRecord, type AccountRecord } from './account-record.ts';
import { TermFrequencies } from './frequencies.ts';
import { ValueCarriers } from './generic.ts';
import { valuesMax } from './extend.ts';
import { type BatchMatch, matchBatch } from './match-batch.ts';
import { personForms } from './compare-person-name.ts';
import { personFrequencies, personModel } from './person-model.ts';
import { type PersonRecord, personRecord } from './person-record.ts';

/** What one row of a list says; either may be missing. */
export type ListRow = { readonly company?: CompanySeen | undefined; readonly person?: PersonSeen | undefined };

/** Companies and people of a list. Records and matches are over the rows that have one, `rows` says which. */
export type ResolvedList = {
  readonly companies: Resolved<AccountRecord>;
  readonly people: Resolved<PersonRecord>;
};
/** Which rows are one entity, without what they are compared by. */
export type Entities = { readonly rows: Int32Array; readonly match: Pick<BatchMatch<never>, 'clusterOf' | 'counts'> };
export type Resolved<Item> = {
  readonly rows: Int32Array;
  readonly records: readonly Item[];
  readonly match: BatchMatch<Item>;
};

/** Cleans a list by itself, without a stored world: first its companies, then its people inside and across them. */
export function resolveList(list: readonly ListRow[]): ResolvedList {
  const carriers = new ValueCarriers();
  for (const { company, person } of list) {
    if (company) carriers.addCompany(company);
    if (person) carriers.addPerson(person);
  }
  const generic = carriers.generic();
  const companies = resolveCompanies(list, (seen) => accountRecord(seen, { generic }));
  const accountOf = new Map<number, string>();
  for (const [place, row] of companies.rows.entries()) accountOf.set(row, String(companies.match.clusterOf[place]));
  const people = resolvePeople(list, (seen, row) => personRecord(seen, accountOf.get(row), generic));
  return { companies, people };
}

function resolveCompanies(
  list: readonly ListRow[],
  toRecord: (seen: CompanySeen) => AccountRecord,
): Resolved<AccountRecord> {
  const rows = placesOf(list, ({ company }) => company !== undefined);
  const records = knowTogether(Array.from(rows, (row) => toRecord(list[row]!.company!)));
  const frequencies = accountFrequencies(records);
  const names = new Set(records.map(({ names }) => names[0]?.loose ?? ''));
  return { rows, records, match: matchBatch(accountModel, records, frequencies, { recordCount: names.size }) };
}

/**
 * Rows that say the very same of a company stand for each other, whichever came first: each is given what any of them tells of
 * its lines and of who looks after it, which their signature leaves out.
 */
function knowTogether(records: readonly AccountRecord[]): AccountRecord[] {
  const signatures = records.map((record) => accountModel.signature(record));
  const alike = Map.groupBy(records, (_, place) => signatures[place]!);
  const known = new Map<string, Pick<AccountRecord, 'lines' | 'owners'>>();
  for (const [signature, group] of alike)
    if (group.length > 1)
      known.set(signature, {
        lines: allOf(group.flatMap(({ lines }) => lines)),
        owners: allOf(group.flatMap(({ owners }) => owners)),
      });
  return records.map((record, place) => ({ ...record, ...known.get(signatures[place]!) }));
}

/** Each value once, in an order that does not depend on the rows; no more than a profile holds. */
function allOf(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort().slice(0, valuesMax);
}

function resolvePeople(
  list: readonly ListRow[],
  toRecord: (seen: PersonSeen, row: number) => PersonRecord,
): Resolved<PersonRecord> {
  const rows = placesOf(
    list,
    ({ person }) => person?.name !== undefined || person?.emails.some(({ isRole }) => !isRole) === true,
  );
  const records = nameByMail(
    Array.from(rows, (row) => toRecord(list[row]!.person!, row)),
    list,
  );
  const frequencies = personFrequencies();
  const seen = new Set<string>();
  for (const { names, accounts } of records) {
    for (const { family, given, loose } of names) {
      const person = `${loose}|${accounts[0] ?? ''}`;
      if (seen.has(person)) continue;
      seen.add(person);
      frequencies.count('family', foldVariants(family));
      if (given !== '') frequencies.count('given', given);
      for (const account of accounts) frequencies.count('account', account);
    }
  }
  return { rows, records, match: matchBatch(personModel, records, frequencies, { recordCount: seen.size }) };
}

/** Who is known by a mail address alone goes by the name that it spells, where the people of the list tell how their company forms addresses. */
function nameByMail(records: readonly PersonRecord[], list: readonly ListRow[]): PersonRecord[] {
  const patterns = learnMailPatterns(list.flatMap(({ person }) => (person ? addressesOf(person) : [])));
  if (patterns.size === 0) return [...records];
  return records.map((record) => {
    if (record.names.length > 0) return record;
    const names = record.emails.flatMap(({ address, domain, isCorporate }) => {
      const pattern = isCorporate ? patterns.get(domain) : undefined;
      const spelt = pattern && nameInMail(localOf(address), pattern);
      return spelt ? [personForms({ display: '', key: '', kana: undefined, ...spelt })] : [];
    });
    return names.length === 0 ? record : { ...record, names };
  });
}

/** Only readings that do not come from the address itself tell how it is formed. */
function addressesOf({ name, emails }: PersonSeen): Addressed[] {
  const own = emails.filter(({ isCorporate, isRole }) => isCorporate && !isRole);
  if (!name || own.length === 0) return [];
  const { familyReadings, givenReadings } = personForms(name);
  return own.map(({ address, domain }) => ({ domain, local: localOf(address), familyReadings, givenReadings }));
}

function localOf(address: string): string {
  return address.slice(0, address.indexOf('@'));
}

/**
 * Name frequencies from the list itself: a name counts once per prefecture, because rows of one place repeat one company more
 * often than they meet a namesake; rows without a place count only when no row of the name has one. What the list does not
 * tell is guessed from script and length.
 */
export function accountFrequencies(records: readonly AccountRecord[]): TermFrequencies {
  const frequencies = new TermFrequencies({ guess: (_, core) => guessNameShare(core) });
  const places = new Map<string, Set<string>>();
  for (const { names, addresses } of records)
    for (const { core, safe, loose, skeleton } of names)
      for (const form of new Set([core, safe, loose, skeleton])) {
        const known = places.get(form) ?? new Set();
        if (!places.has(form)) places.set(form, known);
        const place = addresses[0]?.prefecture;
        if (place) known.add(place);
      }
  for (const [form, known] of places)
    for (let carrier = 0; carrier < Math.max(1, known.size); carrier++) frequencies.count('name', form);
  return frequencies;
}

function placesOf(list: readonly ListRow[], has: (row: ListRow) => boolean): Int32Array {
  return Int32Array.from(list.flatMap((row, place) => (has(row) ? [place] : [])));
}
