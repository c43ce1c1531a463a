import { register } from '#core/identify/candidates.ts';
import { sql } from 'kysely';
import { accountLookup, keyTypeOf, type LookupKeys, personLookup, singleKeys } from '#core/identify/lookup-keys.ts';
import { learnAccount } from '#core/identify/profile.ts';
import { type AccountProfile, Directory, type PersonProfile } from '#core/identify/directory.ts';
import { accountRecord } from '#core/match/account-record.ts';
import { extendPerson, personRecord } from '#core/match/person-record.ts';
import { emptyGolden, surviveCompany } from '#core/account/survive.ts';
import { emptyPerson, survivePerson } from '#core/person/survive.ts';
import { linesOfAccounts, writeAccounts } from '#db/golden-accounts.ts';
import { linesOfPeople, writePeople } from '#db/golden-people.ts';
import { writeAffiliationsOf } from '#db/affiliations.ts';
import { companiesOf, type LinkedFact } from '#db/facts.ts';
import { refreshAgreed } from '#db/agreed-values.ts';
import { readDeclaredSources } from '#db/declared-sources.ts';
import { deleteEntities, dropAccountKeys, dropPersonKeys, fillCarriers } from '#db/entities.ts';
import { writeDomains, writeKeys } from '#db/links.ts';
import { applyOverrides } from '#db/overrides.ts';
import { readTakeovers } from '#db/takeovers.ts';
import { readPersonPins } from '#db/person-overrides.ts';
import { pinPerson } from '#core/person/pin.ts';
import type { Transaction } from '#db/transaction.ts';
import { readFormerFacts, readLinkedRows } from './linked-rows.ts';

/** Companies whose sums, departments, phone and domain somebody works out once, when all is done that they follow from. */
export type SumsLater = Set<number>;

/**
 * Works companies and people out anew from the rows linked to them: values, look-up keys, affiliations. Used where a value may have
 * to go again (changed row, undo, merge, split). An entity without rows disappears; its id stays in the registry. With `sumsLater`
 * the companies whose phone and domain follow are noted there instead.
 */
export async function recompute(
  transaction: Transaction,
  accountIds: readonly number[],
  personIds: readonly number[],
  sumsLater?: SumsLater,
): Promise<void> {
  // Keys of all go first: they are taken up again in the order of ids, whatever the parts.
  const beside = accountIds.length > 0 ? await dropAccountKeys(transaction, accountIds) : [];
  if (personIds.length > 0) await dropPersonKeys(transaction, personIds);
  if (accountIds.length + personIds.length <= partMax) await recomputePart(transaction, accountIds, personIds);
  else {
    for (const part of inParts(accountIds)) await recomputePart(transaction, part, []);
    for (const part of inParts(personIds)) await recomputePart(transaction, [], part);
  }
  const concerned = [...accountIds, ...beside];
  if (sumsLater) for (const id of concerned) sumsLater.add(id);
  else if (concerned.length > 0) await refreshAgreed(transaction, concerned);
}

/** Entities whose rows are in memory at once. */
const partMax = 500;

function* inParts(ids: readonly number[]): Generator<readonly number[]> {
  const sorted = [...ids].sort((one, other) => one - other);
  for (let start = 0; start < sorted.length; start += partMax) yield sorted.slice(start, start + partMax);
}

async function recomputePart(
  transaction: Transaction,
  accountIds: readonly number[],
  personIds: readonly number[],
): Promise<void> {
  const facts = await readLinkedRows(transaction, accountIds, personIds);
  const former = personIds.length > 0 ? await readFormerFacts(transaction, personIds) : [];
  if (accountIds.length > 0) await recomputeAccounts(transaction, accountIds, facts);
  if (personIds.length > 0) await recomputePeople(transaction, personIds, facts, former);
  await writeAffiliationsOf(transaction, accountIds, personIds, [...facts, ...former]);
}

async function recomputeAccounts(
  transaction: Transaction,
  ids: readonly number[],
  facts: readonly LinkedFact[],
): Promise<void> {
  const wanted = new Set(ids);
  const takenOver = await readTakeovers(transaction.db, ids);
  const declared = await readDeclaredSources(transaction.db);
  const golden = new Map(ids.map((id) => [id, { ...emptyGolden(), takenOver: takenOver.get(id) }]));
  const keys: KeysOfEntity[] = [];
  const profiles = new Map<number, AccountProfile>();
  const domains = new Map<string, { domain: string; accountId: number }>();
  const wordings = new Wordings();
  const alive = new Set<number>();
  for (const fact of facts) {
    for (const [id, seen] of companiesOf(fact)) {
      if (!wanted.has(id)) continue;
      alive.add(id);
      surviveCompany(golden.get(id)!, fact.observation, seen, declared);
      const record = accountRecord(seen);
      const lookup = accountLookup(record, seen, fact.observation.row.source);
      profiles.set(id, learnAccount(profiles.get(id), id, record, seen, wordings.isNew(id, lookup.signature)));
      keys.push({ id, keys: lookup });
      for (const domain of seen.domains) domains.set(`${domain}/${id}`, { domain, accountId: id });
    }
  }
  await deleteEntities(
    transaction,
    'account',
    ids.filter((id) => !alive.has(id)),
  );
  await writeKeysAnew(transaction, 'account', keys);
  await writeDomains(transaction, [...domains.values()]);
  const existing = await existingIds(transaction, 'account', [...alive]);
  await writeAccounts(
    transaction,
    linesOfAccounts(
      [...alive].map((id) => ({ id, golden: golden.get(id)!, profile: profiles.get(id)!, isNew: !existing.has(id) })),
    ),
  );
  await applyOverrides(transaction, [...alive]);
}

async function recomputePeople(
  transaction: Transaction,
  ids: readonly number[],
  facts: readonly LinkedFact[],
  former: readonly LinkedFact[],
): Promise<void> {
  const wanted = new Set(ids);
  const golden = new Map(ids.map((id) => [id, emptyPerson()]));
  const keys: KeysOfEntity[] = [];
  const profiles = new Map<number, PersonProfile>();
  const alive = new Set<number>();
  for (const { observation, accountId, personId, replacedOn } of [...facts, ...former]) {
    if (personId === undefined || !wanted.has(personId) || !observation.person) continue;
    alive.add(personId);
    // What a record told before tells people apart, and holds no longer.
    if (replacedOn === undefined) survivePerson(golden.get(personId)!, observation, accountId);
    const record = personRecord(observation.person, accountId === undefined ? undefined : String(accountId));
    const known = profiles.get(personId);
    profiles.set(personId, { id: personId, record: known ? extendPerson(known.record, record) : record });
    keys.push({ id: personId, keys: personLookup(record, observation.person, observation.row.source) });
  }
  for (const [id, pins] of await readPersonPins(transaction.db, [...alive])) pinPerson(golden.get(id)!, pins);
  await deleteEntities(
    transaction,
    'person',
    ids.filter((id) => !alive.has(id)),
  );
  await writeKeysAnew(transaction, 'person', keys);
  const existing = await existingIds(transaction, 'person', [...alive]);
  await writePeople(
    transaction,
    linesOfPeople(
      [...alive].map((id) => ({ id, golden: golden.get(id)!, profile: profiles.get(id)!, isNew: !existing.has(id) })),
    ),
  );
}

/** What rows of each entity said so far. */
class Wordings {
  readonly #said = new Set<string>();

  isNew(id: number, signature: string | undefined): boolean {
    if (signature === undefined) return false;
    const before = this.#said.size;
    return this.#said.add(`${id}${signature}`).size > before;
  }
}

type KeysOfEntity = { readonly id: number; readonly keys: LookupKeys };

/** Look-up keys of entities whose old ones are gone; narrower ones where a wide one is crowded. */
async function writeKeysAnew(
  transaction: Transaction,
  kind: 'account' | 'person',
  lookups: readonly KeysOfEntity[],
): Promise<void> {
  const directory = new Directory();
  const texts = lookups.flatMap(({ keys }) => [...singleKeys(keys), ...keys.ladders.flat()]);
  await fillCarriers(transaction, directory.unasked(texts));
  for (const { id, keys } of [...lookups].sort((one, other) => one.id - other.id))
    register(keys, id, keyTypeOf[kind], directory);
  await writeKeys(transaction, directory.added);
}

async function existingIds(
  transaction: Transaction,
  kind: 'account' | 'person',
  ids: readonly number[],
): Promise<Set<number>> {
  const { rows } = await sql<{
    id: number;
  }>`select ${sql.ref(`${kind}_id`)} as id from ${sql.table(kind)} where ${sql.ref(`${kind}_id`)} = any(${ids}::bigint[])`.execute(
    transaction.db,
  );
  return new Set(rows.map((row) => row.id));
}
