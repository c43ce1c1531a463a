import { emptyGolden, surviveCompany } from '#core/account/survive.ts';
import type { EntityKey } from '#core/identify/directory.ts';
import { namesakesMax } from '#core/identify/directory.ts';
import { hashKey, keyHash } from '#core/identify/key-hash.ts';
import { accountLookup, keyTypeOf, singleKeys } from '#core/identify/lookup-keys.ts';
import { learnAccount } from '#core/identify/profile.ts';
import { accountRecord } from '#core/match/account-record.ts';
import type { Observation } from '#core/observation/observation.ts';
import { linesOfAccounts, writeAccounts, type AccountNow } from '#db/golden-accounts.ts';
import { writeDomains, writeKeys } from '#db/links.ts';
import type { Database } from '#db/pool.ts';
import { writeRegistry } from '#db/registry.ts';
import { copyLine, inTransaction } from '#db/transaction.ts';
import { makeWorld } from '#fixtures/world/world.ts';
import { findPreset } from '#sources/recognise.ts';
import { rowReader } from '#sources/to-observation.ts';

const header = [
  '会社コード',
  '会社名',
  '法人番号',
  '電話番号',
  '郵便番号',
  '住所',
  '業種',
  '従業員数',
  'URL',
  '担当営業',
];
const columns = {
  companyKey: '会社コード',
  companyName: '会社名',
  corporateNumber: '法人番号',
  companyPhone: '電話番号',
  postalCode: '郵便番号',
  street: '住所',
  industry: '業種',
  employees: '従業員数',
  website: 'URL',
  owner: '担当営業',
} as const;
const perTransaction = 10_000;

/**
 * Companies of a generated world as accounts, one for each, with the same keys, profiles and values that an import writes, by the
 * product's own writers. Nothing is matched and no rows are kept: a base of a million to look things up in, in minutes.
 */
export async function loadBase(database: Database, companies: number, seed: number): Promise<void> {
  const reader = rowReader(findPreset('companies')!, { columns, values: {}, owners: {} }, header, 'bench');
  const carriers = new Carriers();
  let pending: Founded[] = [];
  let id = 0;
  for (const { company, sites } of makeWorld(companies, seed, { rowsPerCompany: { median: 1, p99: 2, max: 2 } })) {
    const { switchboard, address } = sites[0]!;
    const cells = [
      `K${company.id}`,
      company.name,
      company.id % 7 === 0 ? company.corporateNumber : '',
      switchboard,
      address.postalCode,
      `${address.prefecture}${address.street}`,
      company.industry,
      String(company.employees),
      `https://www.${company.domain}`,
      company.owner,
    ];
    const read = reader.read(cells, company.id, () => 1);
    if ('rejected' in read) continue;
    pending.push(found(++id, read, carriers));
    if (pending.length < perTransaction) continue;
    await write(database, pending);
    pending = [];
  }
  await write(database, pending);
  await database.pool.query("select setval('entity', $1)", [id]);
}

type Founded = AccountNow & {
  readonly rowKey: string;
  readonly keys: readonly EntityKey[];
  readonly domains: readonly string[];
};

function found(id: number, read: Observation, carriers: Carriers): Founded {
  const seen = read.company!;
  const record = accountRecord(seen);
  const golden = emptyGolden();
  surviveCompany(golden, read, seen);
  const keys = accountLookup(record, seen, 'bench');
  const texts = singleKeys(keys);
  for (const ladder of keys.ladders) {
    const free = ladder.find((text) => carriers.hasRoom(text));
    if (free !== undefined) texts.push(free);
  }
  return {
    id,
    golden,
    profile: learnAccount(undefined, id, record, seen, keys.signature !== undefined),
    isNew: true,
    rowKey: read.row.key,
    keys: [...new Set(texts)].map((text) => ({ hash: hashKey(text), id, type: keyTypeOf.account })),
    domains: seen.domains,
  };
}

/** About how many carry each key: one byte for each of 64 million places. */
class Carriers {
  readonly #counts = new Uint8Array(1 << 26);

  hasRoom(text: string): boolean {
    const place = Number(BigInt.asUintN(26, BigInt(keyHash(text))));
    if (this.#counts[place]! > namesakesMax) return false;
    this.#counts[place]!++;
    return true;
  }
}

async function write(database: Database, founded: readonly Founded[]): Promise<void> {
  await inTransaction(database, async (transaction) => {
    await writeRegistry(
      transaction,
      founded.map(({ rowKey, id }) => copyLine([rowKey, 'account', id])),
    );
    await writeKeys(
      transaction,
      founded.flatMap(({ keys }) => keys),
    );
    await writeDomains(
      transaction,
      founded.flatMap(({ domains, id }) => domains.map((domain) => ({ domain, accountId: id }))),
    );
    await writeAccounts(transaction, linesOfAccounts(founded));
  });
}
