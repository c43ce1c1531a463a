import { accountKeys } from '#core/identify/account-keys.ts';
import { Directory } from '#core/identify/directory.ts';
import { scoreOf, type Evidence, type Method, type Proposal } from '#core/identify/evidence.ts';
import { identifyAccount, type AccountIdentified } from '#core/identify/identify-account.ts';
import { identifyPerson, type PersonIdentified } from '#core/identify/identify-person.ts';
import { accountNameKey, personKeys } from '#core/identify/person-keys.ts';
import type { CompanySeen, Observation } from '#core/observation/observation.ts';
import { emptyGolden, surviveCompany, type GoldenAccount } from '#core/account/survive.ts';
import { emptyPerson, survivePerson, type GoldenPerson } from '#core/person/survive.ts';
import { loadKeys } from '#db/directory.ts';
import { companiesOf, deleteFacts, writeFacts, type LinkedFact } from '#db/facts.ts';
import { readGoldenAccounts, readGoldenPeople, writeGoldenAccounts, writeGoldenPeople } from '#db/golden.ts';
import {
  readLinks,
  writeDomains,
  writeKeys,
  writeLinks,
  writeProposals,
  type LinkLine,
  type StoredLink,
} from '#db/links.ts';
import { applyOverrides } from '#db/overrides.ts';
import { Registry } from '#db/registry.ts';
import type { Transaction } from '#db/transaction.ts';
import { recompute } from './recompute.ts';

/** What became of one row. */
export type RowOutcome = 'new' | 'matched' | 'review';

/** A row to take in, with the version of it that comes into force. */
export type IncomingRow = {
  readonly observation: Observation;
  readonly version: number;
  readonly isRecordOfCompany: boolean;
};

const parties = ['billTo', 'shipTo', 'endUser', 'agency'] as const;
const roleOf = { billTo: 'bill_to', shipTo: 'ship_to', endUser: 'end_user', agency: 'agency' } as const;

/**
 * Takes a batch of Observations in: finds the company and person of each, links them, lets their values compete and
 * writes what they tell. One transaction by the caller, who holds the identity lock. The same code serves a first import, a changed
 * row, the check run (rolled back) and `rebuild` (which replays what is stored). `keepRaw` stores the raw rows with their
 * outcomes; it runs before changed entities are worked out anew from them.
 */
export async function ingest(
  transaction: Transaction,
  rows: readonly IncomingRow[],
  keepRaw?: (outcomes: ReadonlyMap<string, RowOutcome>) => Promise<void>,
): Promise<void> {
  const rowKeys = rows.map(({ observation }) => observation.row.key);
  const links = await readLinks(transaction.db, rowKeys);
  const changedKeys = rowKeys.filter((key) => links.has(`${key}/main`));
  await deleteFacts(transaction, changedKeys);
  const directory = new Directory();
  await loadKeys(transaction.db, directory, accountHashes(rows));
  const registry = await Registry.open(transaction, rowKeys, rows.length * 6);
  const step: Step = {
    directory,
    registry,
    links,
    lines: [],
    proposals: [],
    outcomes: new Map(),
    newAccounts: new Set(),
    newPeople: new Set(),
    domains: [],
  };
  const located = rows.map((row) => locateCompanies(row, step));
  await loadKeys(transaction.db, directory, personHashes(rows, located));
  const facts = rows.map((row, index) => locatePerson(row, located[index]!, step));
  await writeIdentity(transaction, step);
  await writeValues(transaction, rows, facts, step);
  await writeFacts(transaction, facts);
  await keepRaw?.(step.outcomes);
  await refreshChanged(transaction, changedKeys, links, step);
}

type Step = {
  readonly directory: Directory;
  readonly registry: Registry;
  readonly links: ReadonlyMap<string, StoredLink>;
  readonly lines: LinkLine[];
  readonly proposals: { kind: 'account' | 'person'; rowKey: string; proposal: Proposal }[];
  readonly outcomes: Map<string, RowOutcome>;
  readonly newAccounts: Set<number>;
  readonly newPeople: Set<number>;
  readonly domains: { domain: string; accountId: number }[];
};

type Located = { readonly main: AccountIdentified | undefined; readonly parties: LinkedFact['parties'] };

function accountHashes(rows: readonly IncomingRow[]): bigint[] {
  const hashes = new Set<bigint>();
  for (const { observation } of rows) {
    for (const seen of [observation.company, ...parties.map((party) => observation.parties?.[party])]) {
      if (seen) for (const { hash } of accountKeys(seen, observation.row.source)) hashes.add(hash);
    }
  }
  return [...hashes];
}

function personHashes(rows: readonly IncomingRow[], located: readonly Located[]): bigint[] {
  const hashes = new Set<bigint>();
  for (const [index, { observation }] of rows.entries()) {
    if (!observation.person) continue;
    for (const { hash } of personKeys(observation.person, observation.row.source)) hashes.add(hash);
    const accountId = located[index]!.main?.id;
    const inAccount = accountId === undefined ? undefined : accountNameKey(accountId, observation.person);
    if (inAccount) hashes.add(inAccount.hash);
  }
  return [...hashes];
}

/** The company of the row and, for orders, each of its parties. The value of an order belongs to the 需要家 where known. */
function locateCompanies(row: IncomingRow, step: Step): Located {
  const { observation } = row;
  const { key } = observation.row;
  const found: Partial<Record<(typeof parties)[number], number>> = {};
  for (const party of parties) {
    const seen = observation.parties?.[party];
    if (!seen) continue;
    const identified = locate(seen, row, roleOf[party], step);
    found[party] = identified.id;
    step.lines.push({
      rowKey: key,
      role: roleOf[party],
      version: row.version,
      accountId: identified.id,
      personId: undefined,
      accountMethod: identified.method,
      method: identified.method,
      score: scoreOf[identified.method],
      evidence: identified.evidence,
    });
  }
  if (observation.company) return { main: locate(observation.company, row, 'main', step), parties: found };
  const valued = (['endUser', 'shipTo', 'billTo'] as const).find((party) => found[party] !== undefined);
  if (!valued) return { main: undefined, parties: found };
  const line = step.lines.find((one) => one.rowKey === key && one.role === roleOf[valued])!;
  const isNew = step.newAccounts.has(found[valued]!) && line.method === 'new';
  return {
    main: { id: found[valued]!, isNew, method: line.method as Method, evidence: line.evidence, proposals: [] },
    parties: found,
  };
}

function locate(seen: CompanySeen, row: IncomingRow, role: string, step: Step): AccountIdentified {
  const { source, key } = row.observation.row;
  const held = step.links.get(`${key}/${role}`);
  const isPinned =
    held?.accountId !== undefined && (held.method === 'decided' || (row.isRecordOfCompany && role === 'main'));
  const identified = identifyAccount(
    seen,
    source,
    step.directory,
    () => step.registry.mint(key, role === 'main' ? 'account' : `account/${role}`),
    isPinned ? { id: held.accountId!, method: held.method as Method } : undefined,
  );
  if (identified.isNew) step.newAccounts.add(identified.id);
  for (const domain of seen.domains) step.domains.push({ domain, accountId: identified.id });
  for (const proposal of identified.proposals) step.proposals.push({ kind: 'account', rowKey: key, proposal });
  return identified;
}

/** The person of the row inside the company found, and the row's outcome: that of its most specific subject. */
function locatePerson(row: IncomingRow, located: Located, step: Step): LinkedFact {
  const { observation } = row;
  const { key, source, externalKey } = observation.row;
  let person: PersonIdentified | undefined;
  if (observation.person) {
    const held = step.links.get(`${key}/main`);
    const isPinned = held?.personId !== undefined && (held.method === 'decided' || externalKey !== undefined);
    person = identifyPerson(
      observation.person,
      source,
      located.main?.id,
      step.directory,
      () => step.registry.mint(key, 'person'),
      isPinned ? { id: held.personId!, method: held.method as Method } : undefined,
    );
    if (person.isNew) step.newPeople.add(person.id);
    for (const proposal of person.proposals) step.proposals.push({ kind: 'person', rowKey: key, proposal });
  }
  const subject = person ?? located.main;
  const isDoubtful = (located.main?.proposals.length ?? 0) + (person?.proposals.length ?? 0) > 0;
  step.outcomes.set(key, isDoubtful ? 'review' : !subject || subject.isNew ? 'new' : 'matched');
  step.lines.push({
    rowKey: key,
    role: 'main',
    version: row.version,
    accountId: located.main?.id,
    personId: person?.id,
    accountMethod: located.main?.method,
    method: step.links.get(`${key}/main`)?.method === 'decided' ? 'decided' : (subject?.method ?? 'none'),
    score: scoreOf[subject?.method ?? 'none'],
    evidence: mergeEvidence(located.main?.evidence, person?.evidence),
  });
  return { observation, accountId: located.main?.id, personId: person?.id, parties: located.parties };
}

function mergeEvidence(one: Evidence | undefined, other: Evidence | undefined): Evidence {
  return {
    matched: [...new Set([...(one?.matched ?? []), ...(other?.matched ?? [])])],
    differs: [...new Set([...(one?.differs ?? []), ...(other?.differs ?? [])])],
  };
}

async function writeIdentity(transaction: Transaction, step: Step): Promise<void> {
  await step.registry.save(transaction);
  await writeKeys(transaction, step.directory.added);
  await writeLinks(transaction, step.lines, step.links);
  await writeDomains(transaction, step.domains);
  await writeProposals(transaction, step.proposals);
}

/** Lets the values of all rows compete with those held, and writes the companies and people that changed. */
async function writeValues(
  transaction: Transaction,
  rows: readonly IncomingRow[],
  facts: readonly LinkedFact[],
  step: Step,
): Promise<void> {
  const accounts = await readGoldenAccounts(transaction, [
    ...new Set(facts.flatMap(accountIdsOf).filter((id) => !step.newAccounts.has(id))),
  ]);
  const people = await readGoldenPeople(transaction, [
    ...new Set(
      facts.map(({ personId }) => personId).filter((id) => id !== undefined && !step.newPeople.has(id)) as number[],
    ),
  ]);
  const changedAccounts = new Set<number>();
  const changedPeople = new Set<number>();
  for (const fact of facts) {
    for (const [id, seen] of companiesOf(fact)) {
      const golden = accounts.get(id) ?? emptyGolden();
      accounts.set(id, golden);
      if (surviveCompany(golden, fact.observation, seen) || step.newAccounts.has(id)) changedAccounts.add(id);
    }
    if (fact.personId === undefined) continue;
    const golden = people.get(fact.personId) ?? emptyPerson();
    people.set(fact.personId, golden);
    if (survivePerson(golden, fact.observation, fact.accountId) || step.newPeople.has(fact.personId))
      changedPeople.add(fact.personId);
  }
  if (rows.length === 0) return;
  await writeGoldenAccounts(transaction, entriesOf(changedAccounts, accounts, step.newAccounts));
  await applyOverrides(transaction, [...changedAccounts]);
  await writeGoldenPeople(transaction, entriesOf(changedPeople, people, step.newPeople));
}

function entriesOf<T extends GoldenAccount | GoldenPerson>(
  ids: ReadonlySet<number>,
  golden: ReadonlyMap<number, T>,
  fresh: ReadonlySet<number>,
) {
  return [...ids].map((id) => ({ id, golden: golden.get(id)!, isNew: fresh.has(id) }));
}

function accountIdsOf(fact: LinkedFact): number[] {
  return [...(fact.accountId === undefined ? [] : [fact.accountId]), ...(Object.values(fact.parties) as number[])];
}

/** Entities that a changed row belonged to or belongs to now are worked out anew from all of their rows. */
async function refreshChanged(
  transaction: Transaction,
  changedKeys: readonly string[],
  links: ReadonlyMap<string, StoredLink>,
  step: Step,
): Promise<void> {
  if (changedKeys.length === 0) return;
  const changed = new Set(changedKeys);
  const accounts = new Set<number>();
  const people = new Set<number>();
  for (const link of [...links.values(), ...step.lines]) {
    if (!changed.has(link.rowKey)) continue;
    if (link.accountId !== undefined) accounts.add(link.accountId);
    if (link.personId !== undefined) people.add(link.personId);
  }
  await recompute(transaction, [...accounts], [...people]);
}
