import { accountKeys, type LookupKey } from '#core/identify/account-keys.ts';
import type { EntityKey } from '#core/identify/directory.ts';
import { scoreOf, type Evidence, type Method, type Proposal } from '#core/identify/evidence.ts';
import { identifyAccount, type AccountIdentified } from '#core/identify/identify-account.ts';
import { identifyPerson, type PersonIdentified } from '#core/identify/identify-person.ts';
import { personKeys, type PersonKey } from '#core/identify/person-keys.ts';
import type { CompanySeen, Observation } from '#core/observation/observation.ts';
import { loadKeys } from '#db/directory.ts';
import type { LinkedFact } from '#db/facts.ts';
import type { AccountLines } from '#db/golden-accounts.ts';
import type { PeopleLines } from '#db/golden-people.ts';
import { readLinks, type LinkLine, type StoredLink } from '#db/links.ts';
import type { Db } from '#db/pool.ts';
import { Registry } from '#db/registry.ts';
import type { InFlight } from './in-flight.ts';
import { competeForValues } from './compete-for-values.ts';
import { inSlices } from './slices.ts';

/** What became of one row. */
export type RowOutcome = 'new' | 'matched' | 'review';

/** A row to take in, with the version of it that comes into force. */
export type IncomingRow = {
  readonly observation: Observation;
  readonly version: number;
  readonly isRecordOfCompany: boolean;
};

/** Everything that taking a batch in will write, decided before the first line of it is written. */
export type IngestPlan = {
  readonly outcomes: ReadonlyMap<string, RowOutcome>;
  readonly minted: readonly string[];
  readonly keys: readonly EntityKey[];
  readonly links: readonly LinkLine[];
  /** Links of rows that were taken in before, by `row/role`. */
  readonly earlierLinks: ReadonlyMap<string, StoredLink>;
  readonly domains: readonly { domain: string; accountId: number }[];
  readonly proposals: readonly RowProposal[];
  readonly facts: readonly LinkedFact[];
  readonly newPeople: ReadonlySet<number>;
  readonly accounts: AccountLines;
  readonly changedAccounts: readonly number[];
  readonly people: PeopleLines;
};

type RowProposal = { kind: 'account' | 'person'; rowKey: string; proposal: Proposal };
type Role = 'main' | 'bill_to' | 'ship_to' | 'end_user' | 'agency';
type Sighting = { readonly role: Role; readonly seen: CompanySeen; readonly keys: readonly LookupKey[] };
type Located = { readonly main: AccountIdentified | undefined; readonly parties: LinkedFact['parties'] };

type Step = {
  readonly held: InFlight;
  readonly registry: Registry;
  readonly earlierLinks: ReadonlyMap<string, StoredLink>;
  readonly links: LinkLine[];
  readonly proposals: RowProposal[];
  readonly outcomes: Map<string, RowOutcome>;
  readonly newAccounts: Set<number>;
  readonly newPeople: Set<number>;
  readonly domains: { domain: string; accountId: number }[];
};

const parties = ['billTo', 'shipTo', 'endUser', 'agency'] as const;
const roleOf = { billTo: 'bill_to', shipTo: 'ship_to', endUser: 'end_user', agency: 'agency' } as const;
const entitiesPerRowMax = 6;

/**
 * Decides what a batch of Observations means: finds the company and person of each row, links them and lets their values
 * compete. Reads through `db`, changes nothing but `held`; the caller holds the identity lock. `known` are row keys that
 * may have been taken in before.
 */
export async function planIngest(
  db: Db,
  held: InFlight,
  rows: readonly IncomingRow[],
  known: readonly string[],
): Promise<IngestPlan> {
  const earlierLinks = known.length > 0 ? await readLinks(db, known) : new Map<string, StoredLink>();
  const sightings: Sighting[][] = [];
  await inSlices(rows, ({ observation }) => sightings.push(companiesIn(observation)));
  await loadKeys(
    db,
    held.directory,
    sightings.flatMap((found) => found.flatMap(({ keys }) => keys)),
  );
  const step: Step = {
    held,
    registry: await Registry.open(db, known, rows.length * entitiesPerRowMax),
    earlierLinks,
    links: [],
    proposals: [],
    outcomes: new Map(),
    newAccounts: new Set(),
    newPeople: new Set(),
    domains: [],
  };
  const located: Located[] = [];
  const people: (readonly PersonKey[])[] = [];
  await inSlices(rows, (row, index) => {
    const { person, row: ref } = row.observation;
    const found = locateCompanies(row, sightings[index]!, step);
    located.push(found);
    people.push(person ? personKeys(person, ref.source, found.main?.id) : []);
  });
  await loadKeys(db, held.directory, people.flat());
  const facts: LinkedFact[] = [];
  await inSlices(rows, (row, index) => facts.push(locatePerson(row, located[index]!, people[index]!, step)));
  const values = await competeForValues(db, held, facts, step.newAccounts, step.newPeople);
  held.forgetPrevious();
  return {
    outcomes: step.outcomes,
    minted: step.registry.minted,
    keys: held.directory.added,
    links: step.links,
    earlierLinks,
    domains: step.domains,
    proposals: step.proposals,
    facts,
    newPeople: step.newPeople,
    ...values,
  };
}

/** The companies a row speaks of with the keys they can be found by. */
function companiesIn({ company, parties: named, row }: Observation): Sighting[] {
  const sight = (role: Role, seen: CompanySeen): Sighting => ({ role, seen, keys: accountKeys(seen, row.source) });
  const found = company ? [sight('main', company)] : [];
  for (const party of named ? parties : []) {
    const seen = named![party];
    if (seen) found.push(sight(roleOf[party], seen));
  }
  return found;
}

/** The company of the row and, for orders, each of its parties. The value of an order belongs to the 需要家 where known. */
function locateCompanies(row: IncomingRow, sightings: readonly Sighting[], step: Step): Located {
  const found = new Map<Role, AccountIdentified>();
  for (const sighting of sightings) {
    const identified = locate(sighting, row, step);
    found.set(sighting.role, identified);
    if (sighting.role !== 'main') step.links.push(partyLink(row, sighting.role, identified));
  }
  const main = found.get('main') ?? found.get('end_user') ?? found.get('ship_to') ?? found.get('bill_to');
  const ids: Partial<Record<(typeof parties)[number], number>> = {};
  for (const party of parties) {
    const id = found.get(roleOf[party])?.id;
    if (id !== undefined) ids[party] = id;
  }
  return { main: found.has('main') || !main ? main : { ...main, proposals: [] }, parties: ids };
}

function partyLink(row: IncomingRow, role: Role, identified: AccountIdentified): LinkLine {
  return {
    rowKey: row.observation.row.key,
    role,
    version: row.version,
    accountId: identified.id,
    personId: undefined,
    accountMethod: identified.method,
    method: identified.method,
    score: scoreOf[identified.method],
    evidence: identified.evidence,
  };
}

function locate({ role, seen, keys }: Sighting, row: IncomingRow, step: Step): AccountIdentified {
  const { key } = row.observation.row;
  const { directory } = step.held;
  const earlier = step.earlierLinks.get(`${key}/${role}`);
  const isPinned =
    earlier?.accountId !== undefined && (earlier.method === 'decided' || (row.isRecordOfCompany && role === 'main'));
  const identified = identifyAccount(
    seen,
    keys,
    directory,
    () => step.registry.mint(key, role === 'main' ? 'account' : `account/${role}`),
    isPinned ? { id: earlier.accountId!, method: earlier.method as Method } : undefined,
  );
  if (identified.isNew) step.newAccounts.add(identified.id);
  for (const domain of seen.domains)
    if (directory.learnDomain(domain, identified.id)) step.domains.push({ domain, accountId: identified.id });
  for (const proposal of identified.proposals) step.proposals.push({ kind: 'account', rowKey: key, proposal });
  return identified;
}

/** The person of the row inside the company found, and the row's outcome: that of its most specific subject. */
function locatePerson(
  row: IncomingRow,
  { main, parties: partyIds }: Located,
  keys: readonly PersonKey[],
  step: Step,
): LinkedFact {
  const { observation } = row;
  const { key, externalKey } = observation.row;
  const earlier = step.earlierLinks.get(`${key}/main`);
  let person: PersonIdentified | undefined;
  if (observation.person) {
    const isPinned = earlier?.personId !== undefined && (earlier.method === 'decided' || externalKey !== undefined);
    person = identifyPerson(
      observation.person,
      keys,
      step.held.directory,
      () => step.registry.mint(key, 'person'),
      isPinned ? { id: earlier.personId!, method: earlier.method as Method } : undefined,
    );
    if (person.isNew) step.newPeople.add(person.id);
    for (const proposal of person.proposals) step.proposals.push({ kind: 'person', rowKey: key, proposal });
  }
  const subject = person ?? main;
  const isDoubtful = (main?.proposals.length ?? 0) + (person?.proposals.length ?? 0) > 0;
  step.outcomes.set(key, isDoubtful ? 'review' : !subject || subject.isNew ? 'new' : 'matched');
  step.links.push({
    rowKey: key,
    role: 'main',
    version: row.version,
    accountId: main?.id,
    personId: person?.id,
    accountMethod: main?.method,
    method: earlier?.method === 'decided' ? 'decided' : (subject?.method ?? 'none'),
    score: scoreOf[subject?.method ?? 'none'],
    evidence: mergeEvidence(main?.evidence, person?.evidence),
  });
  return { observation, accountId: main?.id, personId: person?.id, parties: partyIds };
}

function mergeEvidence(one: Evidence | undefined, other: Evidence | undefined): Evidence {
  if (!one || !other) return one ?? other ?? { matched: [], differs: [] };
  return {
    matched: [...new Set([...one.matched, ...other.matched])],
    differs: [...new Set([...one.differs, ...other.differs])],
  };
}
