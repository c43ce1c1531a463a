import { sql } from 'kysely';
import { personAttributes, readProvenance, storeProvenance, type StoredProvenance } from '#core/account/provenance.ts';
import type { Origin } from '#core/account/survive.ts';
import { parseEmail } from '#core/contact/email.ts';
import type { KnownEmail } from '#core/person/emails.ts';
import { emptyPerson, type GoldenPerson } from '#core/person/survive.ts';
import type { PersonProfile } from '#core/identify/directory.ts';
import { storePerson } from '#core/identify/profile.ts';
import { pinPerson } from '#core/person/pin.ts';
import { gramsOf } from '#core/text/grams.ts';
import { readPersonPins } from './person-overrides.ts';
import type { Db } from './pool.ts';
import { copyLine, type Transaction } from './transaction.ts';
import { goldenLines, type GoldenLines, writeGolden } from './write-golden.ts';

/** Golden values of people: read for a batch, changed in memory, written back at its end. */

const goldenColumns = [
  'person_id',
  'name',
  'family',
  'given',
  'name_key',
  'is_name_guess',
  'kana',
  'email',
  'emails',
  'phone',
  'mobile',
  'account_id',
  'department',
  'department_function',
  'title',
  'title_rank',
  'band',
  'is_role_address',
  'may_mail',
  'email_told',
  'bounced_emails',
  'tags',
  'memos',
  'provenance',
] as const;
const columns = [...goldenColumns, 'profile', 'company_count'] as const;

export async function readGoldenPeople(db: Db, ids: readonly number[]): Promise<Map<number, GoldenPerson>> {
  const found = new Map<number, GoldenPerson>();
  if (ids.length === 0) return found;
  const [rows, pins] = await Promise.all([
    db.selectFrom('person').select(goldenColumns).where(sql<boolean>`person_id = any(${ids}::bigint[])`).execute(),
    readPersonPins(db, ids),
  ]);
  for (const row of rows) {
    const golden = emptyPerson();
    const provenance = readProvenance(row.provenance as StoredProvenance, personAttributes);
    golden.values = defined({
      ...(provenance.name
        ? {
            name: row.name,
            family: row.family,
            given: row.given,
            nameKey: row.name_key,
            isNameGuess: row.is_name_guess,
          }
        : {}),
      kana: row.kana,
      email: row.email,
      phone: row.phone,
      mobile: row.mobile,
      department: row.department,
      departmentFunction: row.department_function,
      title: row.title,
      titleRank: row.title_rank,
      band: row.band,
      accountId: row.account_id,
    });
    golden.provenance = provenance;
    golden.emails = readEmails(row.email_told as StoredEmails | null, row.emails, provenance.email);
    golden.remarks = { tags: new Set(row.tags), memos: new Set(row.memos) };
    golden.hasOptedOut = row.may_mail === false;
    golden.isRoleAddress = row.is_role_address;
    const pinned = pins.get(row.person_id);
    if (pinned) pinPerson(golden, pinned);
    found.set(row.person_id, golden);
  }
  return found;
}

/** One person as they are now: golden values, and the profile that further rows are compared with. */
export type PersonNow = {
  readonly id: number;
  readonly golden: GoldenPerson;
  readonly profile: PersonProfile;
  readonly isNew: boolean;
};

export const linesOfPeople = (people: readonly PersonNow[]): GoldenLines => goldenLines(people, personLine, searchLine);

export const writePeople = (transaction: Transaction, lines: GoldenLines): Promise<void> =>
  writeGolden(transaction, 'person', columns, lines);

function personLine({ id, golden, profile }: PersonNow): string {
  const { values } = golden;
  const shown = values.name ?? values.email ?? '';
  return copyLine([
    id,
    shown,
    values.family ?? shown,
    values.given ?? '',
    values.nameKey ?? '',
    values.isNameGuess ?? false,
    values.kana,
    values.email,
    addressesOf(golden),
    values.phone,
    values.mobile,
    values.accountId,
    values.department,
    values.departmentFunction,
    values.title,
    values.titleRank === undefined ? undefined : Math.floor(values.titleRank),
    values.band,
    golden.isRoleAddress,
    golden.hasOptedOut ? false : undefined,
    storeEmails(golden),
    [...golden.emails].flatMap(([address, { bounces }]) => (bounces ? [address] : [])).sort(),
    [...golden.remarks.tags].sort(),
    [...golden.remarks.memos].sort(),
    JSON.stringify(storeProvenance(golden.provenance, personAttributes)),
    JSON.stringify(storePerson(profile.record)),
    profile.record.accounts.length,
  ]);
}

/** Addresses as stored, in their order: each with its row, source, day, place in the row and whether mail bounces. */
type StoredEmails = readonly (readonly [
  address: string,
  row: string,
  source: string,
  on: string,
  place: number,
  bounces: 0 | 1,
])[];

/** Null where one address stands alone: its row is that of the value. */
function storeEmails(golden: GoldenPerson): string | undefined {
  const [only, ...others] = [...golden.emails.values()];
  if (!only || (others.length === 0 && only.place === 0 && !only.bounces && !golden.pinned?.has('email')))
    return undefined;
  const stored: StoredEmails = Array.from(
    golden.emails,
    ([address, { origin, place, bounces }]) =>
      [address, origin.row, origin.source, origin.on, place, bounces ? 1 : 0] as const,
  );
  return JSON.stringify(stored.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function readEmails(
  stored: StoredEmails | null,
  addresses: readonly string[],
  origin: Origin | undefined,
): Map<string, KnownEmail> {
  const known = (address: string, given: Pick<KnownEmail, 'origin' | 'place' | 'bounces'>): [string, KnownEmail] => [
    address,
    { ...given, isRole: parseEmail(address)?.isRole ?? false },
  ];
  if (!stored)
    return new Map(origin ? addresses.map((address) => known(address, { origin, place: 0, bounces: false })) : []);
  return new Map(
    stored.map(([address, row, source, on, place, bounces]) =>
      known(address, { origin: { row, source, rank: 0, on }, place, bounces: bounces === 1 }),
    ),
  );
}

/** Every address of files and the decided one, in a fixed order. */
const addressesOf = (golden: GoldenPerson): string[] =>
  [...new Set([...golden.emails.keys(), ...decidedEmail(golden)])].sort();
const decidedEmail = ({ pinned, values }: GoldenPerson) => (pinned?.has('email') && values.email ? [values.email] : []);

/** People are found by every address that they have or had. */
function searchLine({ id, golden }: PersonNow): string {
  const { values } = golden;
  const boxes = addressesOf(golden).map((address) => address.split('@')[0]);
  const grams = gramsOf([(values.family ?? '') + (values.given ?? ''), values.kana, ...boxes]);
  return copyLine([id, grams]);
}

function defined<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
