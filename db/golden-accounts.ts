import { sql } from 'kysely';
import { declarableAttributes } from '#core/account/declared.ts';
import { accountAttributes, readProvenance, storeProvenance, type StoredProvenance } from '#core/account/provenance.ts';
import { emptyGolden, type AccountAttribute, type GoldenAccount } from '#core/account/survive.ts';
import type { TakenOver } from '#core/account/taken-over.ts';
import { parseCompanyName } from '#core/company/name.ts';
import type { AccountProfile } from '#core/identify/directory.ts';
import { storeAccount } from '#core/identify/profile.ts';
import { gramsOf } from '#core/text/grams.ts';
import type { Db } from './pool.ts';
import { copyLine, type Transaction } from './transaction.ts';
import { goldenLines, type GoldenLines, writeGolden } from './write-golden.ts';

/** Golden values of accounts: read for a batch, changed in memory, written back at its end. */

const columnOf = {
  kana: 'kana',
  englishName: 'english_name',
  corporateNumber: 'corporate_number',
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
  tdbCode: 'tdb_code',
  tsrCode: 'tsr_code',
  dunsNumber: 'duns_number',
  lei: 'lei',
  edinetCode: 'edinet_code',
} as const satisfies Partial<Record<AccountAttribute, string>>;
const attributes = Object.keys(columnOf) as (keyof typeof columnOf)[];
const columns = [
  'account_id',
  'name',
  'name_safe',
  'name_order',
  'status',
  'former_names',
  'taken_over',
  'tags',
  'memos',
  'provenance',
  'profile',
  ...Object.values(columnOf),
] as const;

export async function readGoldenAccounts(db: Db, ids: readonly number[]): Promise<Map<number, GoldenAccount>> {
  const found = new Map<number, GoldenAccount>();
  if (ids.length === 0) return found;
  const rows = await db
    .selectFrom('account')
    .select([
      'account_id',
      'name',
      'status',
      'former_names',
      'taken_over',
      'tags',
      'memos',
      'provenance',
      ...Object.values(columnOf),
    ])
    .where(sql<boolean>`account_id = any(${ids}::bigint[])`)
    .execute();
  for (const row of rows) {
    const golden = emptyGolden();
    golden.provenance = readProvenance(row.provenance as StoredProvenance, accountAttributes);
    for (const attribute of attributes) {
      const value = row[columnOf[attribute]];
      if (value !== null) golden.values[attribute] = value;
    }
    if (golden.provenance.name) golden.values.name = row.name;
    if (golden.provenance.status) golden.values.status = row.status;
    golden.formerNames = new Set(row.former_names);
    golden.takenOver = (row.taken_over as TakenOver | null) ?? undefined;
    golden.remarks = { tags: new Set(row.tags), memos: new Set(row.memos) };
    found.set(row.account_id, golden);
  }
  return found;
}

/** One account as it is now: its golden values, and the profile that further rows are compared with. */
export type AccountNow = {
  readonly id: number;
  readonly golden: GoldenAccount;
  readonly profile: AccountProfile;
  readonly isNew: boolean;
};

export const linesOfAccounts = (accounts: readonly AccountNow[]): GoldenLines =>
  goldenLines(accounts, accountLine, searchLine);

export const writeAccounts = (transaction: Transaction, lines: GoldenLines): Promise<void> =>
  writeGolden(transaction, 'account', columns, lines);

/** Holds these accounts, in the order of ids, until the transaction ends: what is read of them and written back is not old by then. */
export async function lockAccounts(db: Db, ids: readonly number[]): Promise<void> {
  await sql`select from account where account_id = any(${ids}::bigint[]) order by account_id for no key update`.execute(
    db,
  );
}

/** Writes the values whose source may be declared, with where they come from; nothing else of these accounts. */
export async function writeDeclarable(db: Db, accounts: readonly Pick<AccountNow, 'id' | 'golden'>[]): Promise<void> {
  if (accounts.length === 0) return;
  const lines = accounts.map(({ id, golden: { values, provenance } }) => ({
    account_id: id,
    provenance: storeProvenance(provenance, accountAttributes),
    ...Object.fromEntries(declarableAttributes.map((attribute) => [columnOf[attribute], values[attribute] ?? null])),
  }));
  await sql`
    update account a set provenance = q.provenance, ${declarableAssignments}
      from json_populate_recordset(null::account, ${JSON.stringify(lines)}::json) q where a.account_id = q.account_id`.execute(
    db,
  );
}
const declarableAssignments = sql.raw(
  declarableAttributes.map((attribute) => `${columnOf[attribute]} = q.${columnOf[attribute]}`).join(', '),
);

function accountLine({
  id,
  golden: { values, provenance, formerNames, takenOver, remarks },
  profile,
}: AccountNow): string {
  const shown = String(values.name ?? values.domain ?? values.corporateNumber ?? '');
  const name = parseCompanyName(String(values.name ?? ''));
  const order = values.kana ? parseCompanyName(String(values.kana)).loose : name.loose;
  return copyLine([
    id,
    shown,
    name.safe,
    order || shown,
    values.status ?? 'active',
    [...formerNames].sort(),
    takenOver && JSON.stringify(takenOver),
    [...remarks.tags].sort(),
    [...remarks.memos].sort(),
    JSON.stringify(storeProvenance(provenance, accountAttributes)),
    JSON.stringify(storeAccount(profile)),
    ...attributes.map((attribute) => values[attribute]),
  ]);
}

function searchLine({ id, golden }: AccountNow): string {
  return copyLine([id, gramsOfAccount(golden)]);
}

/** Pieces of what files call the company, by which it is searched. */
export function gramsOfAccount({ values, formerNames }: GoldenAccount): string[] {
  return gramsOf([
    parseCompanyName(String(values.name ?? values.domain ?? '')).core,
    values.kana as string,
    values.englishName as string,
    ...formerNames,
  ]);
}
