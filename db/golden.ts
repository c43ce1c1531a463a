import { sql } from 'kysely';
import { readProvenance, storeProvenance, type StoredProvenance } from '#core/account/provenance.ts';
import { emptyGolden, type GoldenAccount } from '#core/account/survive.ts';
import { emptyPerson, type GoldenPerson } from '#core/person/survive.ts';
import { parseCompanyName } from '#core/company/name.ts';
import { gramsOf } from '#core/text/grams.ts';
import { copyLine, type Transaction } from './transaction.ts';

/** Golden values of accounts: read for a batch, changed in memory, written back at its end. */

const textColumns = {
  name: 'name',
  kana: 'kana',
  englishName: 'english_name',
  corporateNumber: 'corporate_number',
  status: 'status',
  postalCode: 'postal_code',
  prefecture: 'prefecture',
  address: 'address',
  phone: 'phone',
  website: 'website',
  domain: 'domain',
  industry: 'industry',
  employees: 'employees',
  revenue: 'revenue_yen',
  capital: 'capital_yen',
  foundedOn: 'founded_on',
  parentName: 'parent_name',
  ownerName: 'owner_name',
  agencyRole: 'agency_role',
  agencyArea: 'agency_area',
  tradeAccountOpenedOn: 'trade_account_opened_on',
} as const;
const accountColumns = [...new Set(Object.values(textColumns))];
const writtenColumns = [
  'account_id',
  'name_safe',
  'name_order',
  'former_names',
  'provenance',
  ...accountColumns,
] as const;

export async function readGoldenAccounts(
  transaction: Transaction,
  ids: readonly number[],
): Promise<Map<number, GoldenAccount>> {
  const found = new Map<number, GoldenAccount>();
  if (ids.length === 0) return found;
  const rows = await transaction.db
    .selectFrom('account')
    .selectAll()
    .where(sql<boolean>`account_id = any(${ids}::bigint[])`)
    .execute();
  for (const row of rows) {
    const golden = emptyGolden();
    for (const [attribute, column] of Object.entries(textColumns)) {
      const value = row[column];
      if (value !== null && value !== undefined) golden.values[attribute as keyof typeof textColumns] = value;
    }
    golden.provenance = readProvenance(row.provenance as StoredProvenance);
    golden.formerNames = new Set(row.former_names);
    found.set(row.account_id, golden);
  }
  return found;
}

/** Writes accounts: new ones by COPY, changed ones by one update. Search pieces follow the names. */
export async function writeGoldenAccounts(
  transaction: Transaction,
  accounts: readonly { id: number; golden: GoldenAccount; isNew: boolean }[],
): Promise<void> {
  const lines = accounts.map((account) => ({ ...account, line: accountLine(account.id, account.golden) }));
  const fresh = lines.filter((account) => account.isNew);
  const changed = lines.filter((account) => !account.isNew);
  await transaction.copy(
    'account',
    writtenColumns,
    fresh.map((account) => account.line),
  );
  await transaction.copy(
    'account_search',
    ['account_id', 'grams'],
    fresh.map((account) => copyLine([account.id, accountGrams(account.golden)])),
  );
  if (changed.length === 0) return;
  await transaction.client.query(
    'create temp table if not exists changed_account (like account including defaults) on commit delete rows',
  );
  await transaction.client.query(
    'create temp table if not exists changed_search (like account_search) on commit delete rows',
  );
  await transaction.client.query('truncate changed_account, changed_search');
  await transaction.copy(
    'changed_account',
    writtenColumns,
    changed.map((account) => account.line),
  );
  await transaction.copy(
    'changed_search',
    ['account_id', 'grams'],
    changed.map((account) => copyLine([account.id, accountGrams(account.golden)])),
  );
  const assignments = writtenColumns
    .filter((column) => column !== 'account_id')
    .map((column) => `${column} = c.${column}`);
  await transaction.client.query(
    `update account a set ${assignments.join(', ')} from changed_account c where a.account_id = c.account_id`,
  );
  await transaction.client.query(
    'update account_search s set grams = c.grams from changed_search c where s.account_id = c.account_id and s.grams is distinct from c.grams',
  );
}

function accountLine(id: number, golden: GoldenAccount): string {
  const { values } = golden;
  const name = parseCompanyName(String(values.name ?? ''));
  const shown = String(values.name ?? values.domain ?? values.corporateNumber ?? '');
  const byColumn = new Map(
    Object.entries(textColumns).map(([attribute, column]) => [column, values[attribute as keyof typeof textColumns]]),
  );
  byColumn.set('name', shown);
  byColumn.set('status', values.status ?? 'active');
  const order = values.kana ? parseCompanyName(String(values.kana)).loose : name.loose;
  return copyLine([
    id,
    name.safe,
    order || shown,
    [...golden.formerNames].sort(),
    JSON.stringify(storeProvenance(golden.provenance)),
    ...accountColumns.map((column) => byColumn.get(column)),
  ]);
}

function accountGrams(golden: GoldenAccount): string[] {
  const { values } = golden;
  return gramsOf([
    parseCompanyName(String(values.name ?? values.domain ?? '')).core,
    values.kana as string,
    values.englishName as string,
    ...golden.formerNames,
  ]);
}

const personColumns = [
  'person_id',
  'name',
  'family',
  'given',
  'name_key',
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
  'provenance',
] as const;

export async function readGoldenPeople(
  transaction: Transaction,
  ids: readonly number[],
): Promise<Map<number, GoldenPerson>> {
  const found = new Map<number, GoldenPerson>();
  if (ids.length === 0) return found;
  const rows = await transaction.db
    .selectFrom('person')
    .selectAll()
    .where(sql<boolean>`person_id = any(${ids}::bigint[])`)
    .execute();
  for (const row of rows) {
    const golden = emptyPerson();
    const provenance: GoldenPerson['provenance'] = readProvenance(row.provenance as StoredProvenance);
    golden.values = defined({
      ...(provenance.name ? { name: row.name, family: row.family, given: row.given, nameKey: row.name_key } : {}),
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
    golden.emails = new Set(row.emails);
    golden.hasOptedOut = row.may_mail === false;
    golden.isRoleAddress = row.is_role_address;
    found.set(row.person_id, golden);
  }
  return found;
}

export async function writeGoldenPeople(
  transaction: Transaction,
  people: readonly { id: number; golden: GoldenPerson; isNew: boolean }[],
): Promise<void> {
  const fresh = people.filter((person) => person.isNew);
  const changed = people.filter((person) => !person.isNew);
  await transaction.copy('person', personColumns, fresh.map(personLine));
  await transaction.copy(
    'person_search',
    ['person_id', 'grams'],
    fresh.map((person) => copyLine([person.id, personGrams(person.golden)])),
  );
  if (changed.length === 0) return;
  await transaction.client.query(
    'create temp table if not exists changed_person (like person including defaults) on commit delete rows',
  );
  await transaction.client.query(
    'create temp table if not exists changed_person_search (like person_search) on commit delete rows',
  );
  await transaction.client.query('truncate changed_person, changed_person_search');
  await transaction.copy('changed_person', personColumns, changed.map(personLine));
  await transaction.copy(
    'changed_person_search',
    ['person_id', 'grams'],
    changed.map((person) => copyLine([person.id, personGrams(person.golden)])),
  );
  const assignments = personColumns
    .filter((column) => column !== 'person_id')
    .map((column) => `${column} = c.${column}`);
  await transaction.client.query(
    `update person p set ${assignments.join(', ')} from changed_person c where p.person_id = c.person_id`,
  );
  await transaction.client.query(
    'update person_search s set grams = c.grams from changed_person_search c where s.person_id = c.person_id and s.grams is distinct from c.grams',
  );
}

function personLine({ id, golden }: { id: number; golden: GoldenPerson }): string {
  const { values } = golden;
  const shown = values.name ?? values.email ?? '';
  return copyLine([
    id,
    shown,
    values.family ?? shown,
    values.given ?? '',
    values.nameKey ?? '',
    values.kana,
    values.email,
    [...golden.emails].sort(),
    values.phone,
    values.mobile,
    values.accountId,
    values.department,
    values.departmentFunction,
    values.title,
    values.titleRank === undefined ? undefined : Math.round(values.titleRank),
    values.band,
    golden.isRoleAddress,
    golden.hasOptedOut ? false : undefined,
    JSON.stringify(storeProvenance(golden.provenance)),
  ]);
}

function personGrams(golden: GoldenPerson): string[] {
  const { values } = golden;
  return gramsOf([(values.family ?? '') + (values.given ?? ''), values.kana, values.email?.split('@')[0]]);
}

function defined<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
