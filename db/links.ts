import { sql } from 'kysely';
import type { EntityKey } from '#core/identify/directory.ts';
import { decimalOf } from '#core/identify/key-hash.ts';
import type { ReachTold } from '#core/account/agreed.ts';
import type { Evidence, Proposal } from '#core/identify/evidence.ts';
import type { Db } from './pool.ts';
import { copyLine, type Transaction } from './transaction.ts';

export type StoredLink = {
  readonly rowKey: string;
  readonly role: string;
  readonly version: number;
  readonly accountId: number | undefined;
  readonly personId: number | undefined;
  readonly method: string;
};
export type LinkLine = {
  readonly rowKey: string;
  readonly role: string;
  readonly version: number;
  readonly accountId: number | undefined;
  readonly personId: number | undefined;
  readonly accountMethod: string | undefined;
  readonly method: string;
  readonly score: number;
  readonly evidence: Evidence;
  /** What the row gives to reach the company by. */
  readonly reach: ReachTold | undefined;
};

/** Links of these rows, by `row/role`. */
export async function readLinks(db: Db, rowKeys: readonly string[]): Promise<Map<string, StoredLink>> {
  const { rows } = await sql<{
    row_key: string;
    role: string;
    version: number;
    account_id: number | null;
    person_id: number | null;
    method: string;
  }>`
    select row_key, role, version, account_id, person_id, method from row_link where row_key = any(${rowKeys}::uuid[])`.execute(
    db,
  );
  return new Map(
    rows.map((row) => [
      `${row.row_key}/${row.role}`,
      {
        rowKey: row.row_key,
        role: row.role,
        version: row.version,
        accountId: row.account_id ?? undefined,
        personId: row.person_id ?? undefined,
        method: row.method,
      },
    ]),
  );
}

/** The link of a row as it is told to whoever asks about the row again. */
export type LinkAnswer = {
  readonly accountId: number | null;
  readonly personId: number | null;
  readonly accountMethod: string | null;
  readonly method: string;
  readonly score: number;
  readonly evidence: Evidence;
};

/** Links of rows that came before, by row key. */
export async function readLinkAnswers(db: Db, rowKeys: readonly string[]): Promise<ReadonlyMap<string, LinkAnswer>> {
  if (rowKeys.length === 0) return new Map();
  const { rows } = await sql<LinkAnswer & { rowKey: string }>`
    select row_key as "rowKey", account_id as "accountId", person_id as "personId", account_method as "accountMethod", method, score, evidence
      from row_link where row_key = any(${rowKeys}::uuid[]) and role = 'main'`.execute(db);
  return new Map(rows.map(({ rowKey, ...link }) => [rowKey, link]));
}

/** Writes the links of a batch; rows that were linked before lose their old links first. */
export async function writeLinks(
  transaction: Transaction,
  lines: readonly LinkLine[],
  relinked: readonly string[],
): Promise<void> {
  if (relinked.length > 0)
    await sql`delete from row_link where row_key = any(${relinked}::uuid[])`.execute(transaction.db);
  await transaction.copy(
    'row_link',
    [
      'row_key',
      'role',
      'version',
      'account_id',
      'person_id',
      'account_method',
      'method',
      'score',
      'evidence',
      'phone',
      'direct_phone',
      'domains',
      'told_rank',
      'told_on',
    ],
    lines.map((line) =>
      copyLine([
        line.rowKey,
        line.role,
        line.version,
        line.accountId,
        line.personId,
        line.accountMethod,
        line.method,
        line.score,
        JSON.stringify(line.evidence),
        line.reach?.phone,
        line.reach?.directPhone,
        line.reach && line.reach.domains.length > 0 ? line.reach.domains : undefined,
        line.reach?.rank,
        line.reach?.on,
      ]),
    ),
  );
}

/**
 * Keys that make entities findable. People and accounts share one table, told apart by the type of key. In order of the key:
 * neighbours go to the same page of the index, which is two fifths of what writing them costs.
 */
export async function writeKeys(transaction: Transaction, keys: readonly EntityKey[]): Promise<void> {
  await transaction.copy(
    'identity_key',
    ['key', 'entity_id', 'key_type'],
    keys.toSorted(byHash).map((key) => copyLine([decimalOf(key.hash), key.id, key.type])),
  );
}

function byHash({ hash: one }: EntityKey, { hash: other }: EntityKey): number {
  return one.high - other.high || (one.low >>> 0) - (other.low >>> 0);
}

export async function writeDomains(
  transaction: Transaction,
  domains: readonly { domain: string; accountId: number }[],
): Promise<void> {
  if (domains.length === 0) return;
  const pairs = new Map(domains.map((pair) => [`${pair.domain}/${pair.accountId}`, pair]));
  await sql`insert into account_domain (domain, account_id)
    select * from unnest(${[...pairs.values()].map((pair) => pair.domain)}::text[], ${[...pairs.values()].map((pair) => pair.accountId)}::bigint[])
    on conflict do nothing`.execute(transaction.db);
}

/** Adds the companies that our own people were seen to look after. */
export async function writeOwners(transaction: Transaction, learnt: ReadonlyMap<string, number>): Promise<void> {
  if (learnt.size === 0) return;
  await sql`insert into base_owner (owner, account_count)
    select * from unnest(${[...learnt.keys()]}::text[], ${[...learnt.values()]}::int[])
    on conflict (owner) do update set account_count = base_owner.account_count + excluded.account_count`.execute(
    transaction.db,
  );
}

/** The same counted anew, from what companies are known by. */
export async function recountOwners({ db }: Transaction): Promise<void> {
  await sql`delete from base_owner`.execute(db);
  await sql`insert into base_owner (owner, account_count)
    select o.owner, count(*)::int from account a cross join lateral json_array_elements_text(coalesce(a.profile->'o', '[]')) o(owner) group by 1`.execute(
    db,
  );
}

/** Pairs that a person should look at. A pair that was decided stays decided. */
export async function writeProposals(
  transaction: Transaction,
  proposals: readonly { kind: string; rowKey: string; proposal: Proposal }[],
): Promise<void> {
  if (proposals.length === 0) return;
  const column = <T>(value: (one: (typeof proposals)[number]) => T) => proposals.map(value);
  await sql`insert into review (kind, left_id, right_id, row_key, reason, state, evidence)
    select * from unnest(${column(({ kind }) => kind)}::text[],
      ${column(({ proposal }) => Math.max(proposal.leftId, proposal.rightId))}::bigint[],
      ${column(({ proposal }) => Math.min(proposal.leftId, proposal.rightId))}::bigint[],
      ${column(({ rowKey }) => rowKey)}::uuid[], ${column(({ proposal }) => proposal.reason)}::text[], ${column(({ proposal }) => proposal.state)}::text[],
      ${column(({ proposal }) => JSON.stringify(proposal.evidence))}::json[])
    on conflict do nothing`.execute(transaction.db);
}

/** Evidence of the links by which a row stands at an entity, its own before those of the parties it names. */
export async function readLinkEvidence(
  db: Db,
  kind: 'account' | 'person',
  entityId: number,
  rowKey: string,
): Promise<{ evidence: unknown; hasPerson: boolean }[]> {
  const { rows } = await sql<{ evidence: unknown; hasPerson: boolean }>`
    select evidence, person_id is not null as "hasPerson" from row_link
     where row_key = ${rowKey} and ${sql.ref(`${kind}_id`)} = ${entityId} order by role <> 'main', role`.execute(db);
  return rows;
}
