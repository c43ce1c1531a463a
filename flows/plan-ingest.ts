import { accountRecord } from '#core/match/account-record.ts';
import { personRecord } from '#core/match/person-record.ts';
import { narrowerKeys, widestKeys } from '#core/identify/candidates.ts';
import type { EntityKey } from '#core/identify/directory.ts';
import type { Evidence, Method, Proposal } from '#core/identify/evidence.ts';
import type { Identified, Weighed } from '#core/identify/find-home.ts';
import { accountHome, identifyAccount, weighAccounts, type AccountSighting } from '#core/identify/identify-account.ts';
import { identifyPerson, type PersonSighting } from '#core/identify/identify-person.ts';
import { accountLookup, personLookup } from '#core/identify/lookup-keys.ts';
import { bitsOfPersonAt } from '#core/identify/people-beside.ts';
import { companiesOfDomain, reasonToStayOpen, type OpenReason } from '#core/identify/stay-open.ts';
import type { LookupKeys } from '#core/identify/lookup-keys.ts';
import type { CompanySeen, Observation } from '#core/observation/observation.ts';
import { loadAccountProfiles, loadKeys, loadPersonProfiles, readBaseSize } from '#db/directory.ts';
import type { LinkedFact } from '#db/facts.ts';
import type { AccountLines } from '#db/golden-accounts.ts';
import type { PeopleLines } from '#db/golden-people.ts';
import { readLinks, type LinkLine, type StoredLink } from '#db/links.ts';
import type { Db } from '#db/pool.ts';
import { Registry } from '#db/registry.ts';
import { scorersOf, type BaseScorers } from './base-scorers.ts';
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
  /** A lead or card that came alone: where it tells too little it is given to no company. */
  readonly mayStayOpen: boolean;
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
  /** What each row was given to and compared with, by row key; only of a batch that explains. */
  readonly found: ReadonlyMap<string, Found>;
};
/** One row's company and person as they were found, or why it has no company. */
export type Found = {
  readonly account: Identified | undefined;
  readonly person: Identified | undefined;
  readonly open: Open | undefined;
};
export type Open = {
  readonly reason: OpenReason;
  /** Companies that carry the row's domain; empty unless the reason is their sharing it. */
  readonly group: readonly number[];
  readonly weighed: readonly Weighed[];
};

type RowProposal = { kind: 'account' | 'person'; rowKey: string; proposal: Proposal };
type Role = 'main' | 'bill_to' | 'ship_to' | 'end_user' | 'agency';
type Sighting = AccountSighting & { readonly role: Role };
type Located = {
  readonly main: Identified | undefined;
  readonly parties: LinkedFact['parties'];
  readonly open?: Open | undefined;
};

type Step = {
  readonly held: InFlight;
  readonly scorers: BaseScorers;
  readonly registry: Registry;
  readonly earlierLinks: ReadonlyMap<string, StoredLink>;
  readonly links: LinkLine[];
  readonly proposals: RowProposal[];
  readonly outcomes: Map<string, RowOutcome>;
  readonly newAccounts: Set<number>;
  readonly newPeople: Set<number>;
  readonly domains: { domain: string; accountId: number }[];
  readonly found: Map<string, Found>;
  /** By row key, then account: what the row's person says for the company. */
  readonly peopleBits: Map<string, ReadonlyMap<number, number>>;
};

const parties = ['billTo', 'shipTo', 'endUser', 'agency'] as const;
const roleOf = { billTo: 'bill_to', shipTo: 'ship_to', endUser: 'end_user', agency: 'agency' } as const;
/** Companies and people that one row can found. */
export const entitiesPerRowMax = 6;
const laddersMax = 3;

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
  const { directory } = held;
  held.size = held.previous ? held.previous.grownSize() : await readBaseSize(db);
  const sightings: Sighting[][] = [];
  await inSlices(rows, ({ observation }) => sightings.push(companiesIn(observation)));
  await ask(
    db,
    held,
    sightings.flatMap((found) => found.map(({ keys }) => keys)),
  );
  await loadPinned(db, held, earlierLinks);
  const step: Step = {
    held,
    scorers: scorersOf(directory, held.size),
    registry: await Registry.open(db, known, rows.length * entitiesPerRowMax),
    earlierLinks,
    links: [],
    proposals: [],
    outcomes: new Map(),
    newAccounts: new Set(),
    newPeople: new Set(),
    domains: [],
    found: new Map(),
    peopleBits: new Map(),
  };
  await askForPeople(db, rows, sightings, step);
  const located: Located[] = [];
  const people: (PersonSighting | undefined)[] = [];
  await inSlices(rows, (row, index) => {
    const found = locateCompanies(row, sightings[index]!, step);
    located.push(found);
    people.push(personIn(row.observation, found.main?.id));
  });
  await ask(
    db,
    held,
    people.flatMap((sighting) => sighting?.keys ?? []),
  );
  const facts: LinkedFact[] = [];
  await inSlices(rows, (row, index) => facts.push(locatePerson(row, located[index]!, people[index], step)));
  const values = await competeForValues(db, held, facts, step.newAccounts, step.newPeople);
  held.grown = { accounts: step.newAccounts.size, people: step.newPeople.size };
  held.forgetPrevious();
  return {
    outcomes: step.outcomes,
    minted: step.registry.minted,
    keys: directory.added,
    links: step.links,
    earlierLinks,
    domains: step.domains,
    proposals: step.proposals,
    facts,
    newPeople: step.newPeople,
    found: step.found,
    ...values,
  };
}

/** Looks keys up, and where one is crowded the next narrower one. */
async function ask(db: Db, { directory }: InFlight, keys: readonly LookupKeys[]): Promise<void> {
  await loadKeys(db, directory, widestKeys(keys));
  for (let depth = 1; depth < laddersMax; depth++) await loadKeys(db, directory, narrowerKeys(keys, directory, depth));
}

/** Rows that were taken in before may stay where they are: what is known there has to be at hand. */
async function loadPinned(db: Db, { directory }: InFlight, links: ReadonlyMap<string, StoredLink>): Promise<void> {
  const ids = (kind: 'accountId' | 'personId', known: ReadonlyMap<number, unknown>) => [
    ...new Set([...links.values()].flatMap((link) => link[kind] ?? []).filter((id) => !known.has(id))),
  ];
  await loadAccountProfiles(db, directory, ids('accountId', directory.accounts));
  await loadPersonProfiles(db, directory, ids('personId', directory.people));
}

/** The companies a row speaks of with the keys they can be found by. */
function companiesIn({ company, parties: named, row }: Observation): Sighting[] {
  const sight = (role: Role, seen: CompanySeen): Sighting => {
    const record = accountRecord(seen);
    return { role, seen, record, keys: accountLookup(record, seen, row.source) };
  };
  const found = company ? [sight('main', company)] : [];
  for (const party of named ? parties : []) {
    const seen = named![party];
    if (seen) found.push(sight(roleOf[party], seen));
  }
  return found;
}

/** The person a row speaks of, once its company is known. */
function personIn({ person, row }: Observation, accountId: number | undefined): PersonSighting | undefined {
  if (!person) return undefined;
  const record = personRecord(person, accountId === undefined ? undefined : String(accountId));
  return { seen: person, record, keys: personLookup(record, person, row.source) };
}

/** The company of the row and, for orders, each of its parties. The value of an order belongs to the 需要家 where known. */
function locateCompanies(row: IncomingRow, sightings: readonly Sighting[], step: Step): Located {
  const open = row.mayStayOpen ? leaveOpen(row, sightings[0], step) : undefined;
  if (open) return { main: undefined, parties: {}, open };
  const found = new Map<Role, Identified>();
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
  return { main: found.has('main') || !main ? main : { ...main, proposals: [], isDoubtful: false }, parties: ids };
}

/**
 * Where a lead's own words leave its company open, its person may tell: somebody of that name, or with that address, who is known
 * at the companies it comes near.
 */
async function askForPeople(
  db: Db,
  rows: readonly IncomingRow[],
  sightings: readonly (readonly Sighting[])[],
  { held, scorers, peopleBits }: Step,
): Promise<void> {
  const asked = rows.flatMap(({ observation, mayStayOpen }, index) => {
    const sighting = sightings[index]![0];
    if (!mayStayOpen || !sighting || !observation.person) return [];
    scorers.frequencies.learn(sighting.record);
    if (accountHome(sighting, held.directory, scorers.account).id !== undefined) return [];
    const near = weighAccounts(sighting, held.directory, scorers.account).slice(0, nearestKept);
    return near.map(({ id }) => ({ key: observation.row.key, id, person: personIn(observation, id)! }));
  });
  await ask(
    db,
    held,
    asked.map(({ person }) => person.keys),
  );
  for (const { key, id, person } of asked) {
    const bits = bitsOfPersonAt(id, person, held.directory);
    if (bits > 0) peopleBits.set(key, new Map([...(peopleBits.get(key) ?? []), [id, bits]]));
  }
}

/** Why this lead is given to no company; what a person decided about it stays. */
function leaveOpen(row: IncomingRow, sighting: Sighting | undefined, step: Step): Open | undefined {
  if (step.earlierLinks.get(`${row.observation.row.key}/main`)?.method === 'decided') return undefined;
  const { held, scorers } = step;
  if (sighting) scorers.frequencies.learn(sighting.record);
  const reason = reasonToStayOpen(sighting, held.directory, scorers.account, scorers.frequencies.carriers);
  if (!reason) return undefined;
  return {
    reason,
    group: sighting && reason === 'group_domain' ? companiesOfDomain(sighting, held.directory) : [],
    weighed: sighting ? weighAccounts(sighting, held.directory, scorers.account) : [],
  };
}

function partyLink(row: IncomingRow, role: Role, identified: Identified): LinkLine {
  return {
    rowKey: row.observation.row.key,
    role,
    version: row.version,
    accountId: identified.id,
    personId: undefined,
    accountMethod: identified.method,
    method: identified.method,
    score: identified.score,
    evidence: identified.evidence,
  };
}

function locate(sighting: Sighting, row: IncomingRow, step: Step): Identified {
  const { role, seen, record } = sighting;
  const { key } = row.observation.row;
  const { directory } = step.held;
  const earlier = step.earlierLinks.get(`${key}/${role}`);
  const isPinned =
    earlier?.accountId !== undefined && (earlier.method === 'decided' || (row.isRecordOfCompany && role === 'main'));
  step.scorers.frequencies.learn(record);
  const identified = identifyAccount(
    sighting,
    directory,
    step.scorers.account,
    () => step.registry.mint(key, role === 'main' ? 'account' : `account/${role}`),
    isPinned ? { id: earlier.accountId!, method: earlier.method as Method } : undefined,
    { explains: step.held.explains, peopleBits: role === 'main' ? step.peopleBits.get(key) : undefined },
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
  { main, parties: partyIds, open }: Located,
  sighting: PersonSighting | undefined,
  step: Step,
): LinkedFact {
  const { observation } = row;
  const { key, externalKey } = observation.row;
  const earlier = step.earlierLinks.get(`${key}/main`);
  let person: Identified | undefined;
  if (sighting) {
    const isPinned = earlier?.personId !== undefined && (earlier.method === 'decided' || externalKey !== undefined);
    person = identifyPerson(
      sighting,
      step.held.directory,
      step.scorers.person,
      () => step.registry.mint(key, 'person'),
      isPinned ? { id: earlier.personId!, method: earlier.method as Method } : undefined,
      step.held.explains,
    );
    if (person.isNew) step.newPeople.add(person.id);
    for (const proposal of person.proposals) step.proposals.push({ kind: 'person', rowKey: key, proposal });
  }
  if (step.held.explains) step.found.set(key, { account: main, person, open });
  const subject = person ?? main;
  const isDoubtful = main?.isDoubtful || person?.isDoubtful;
  step.outcomes.set(key, isDoubtful ? 'review' : !subject || subject.isNew ? 'new' : 'matched');
  step.links.push({
    rowKey: key,
    role: 'main',
    version: row.version,
    accountId: main?.id,
    personId: person?.id,
    accountMethod: main?.method,
    method: earlier?.method === 'decided' ? 'decided' : (subject?.method ?? 'none'),
    score: subject?.score ?? 0,
    evidence: { ...mergeEvidence(main?.evidence, person?.evidence), ...(open ? { open: told(open) } : {}) },
  });
  return { observation, accountId: main?.id, personId: person?.id, parties: partyIds };
}

/** What is kept of a lead without a company. */
function told({ reason, weighed }: Open): NonNullable<Evidence['open']> {
  return { reason, nearest: weighed.slice(0, nearestKept).map(({ id }) => id) };
}
const nearestKept = 3;

function mergeEvidence(one: Evidence | undefined, other: Evidence | undefined): Evidence {
  if (!one || !other) return one ?? other ?? { matched: [], differs: [] };
  return {
    ...other,
    matched: [...new Set([...one.matched, ...other.matched])],
    differs: [...new Set([...one.differs, ...other.differs])],
  };
}
