import type { Directory, EntityKey } from '#core/identify/directory.ts';
import { accountHome, weighAccounts } from '#core/identify/identify-account.ts';
import type { PersonSighting } from '#core/identify/identify-person.ts';
import { bitsOfPersonAt } from '#core/identify/people-beside.ts';
import { accountsAround, carriersAround, narrowerKeys, widestKeys } from '#core/identify/candidates.ts';
import type { LookupKeys } from '#core/identify/lookup-keys.ts';
import { loadAccountProfiles, loadKeys, loadPersonProfiles, readBase } from '#db/directory.ts';
import type { LinkedFact } from '#db/facts.ts';
import type { FormerPost } from '#db/former-posts.ts';
import { readLinks, type LinkLine, type StoredLink } from '#db/links.ts';
import type { Db } from '#db/pool.ts';
import type { GoldenLines } from '#db/write-golden.ts';
import { Registry } from '#db/registry.ts';
import { learnNames, scorersOf } from './base-scorers.ts';
import { CompanySightings, type RoleSighting } from './company-sightings.ts';
import { competeForValues, gatherAccounts } from './compete-for-values.ts';
import type { InFlight } from './in-flight.ts';
import type { Found, IncomingRow, Located, RowOutcome, RowProposal, Step } from './ingest-step.ts';
import { locateCompanies } from './locate-companies.ts';
import { locatePerson, personIn } from './locate-person.ts';
import { inSlices } from './slices.ts';

/** Everything that taking a batch in will write, decided before the first line of it is written. */
export type IngestPlan = {
  readonly outcomes: ReadonlyMap<string, RowOutcome>;
  readonly minted: readonly string[];
  readonly keys: readonly EntityKey[];
  readonly links: readonly LinkLine[];
  /** Links of rows that were taken in before, by `row/role`. */
  readonly earlierLinks: ReadonlyMap<string, StoredLink>;
  readonly domains: readonly { domain: string; accountId: number }[];
  readonly owners: ReadonlyMap<string, number>;
  readonly proposals: readonly RowProposal[];
  readonly facts: readonly LinkedFact[];
  readonly newPeople: ReadonlySet<number>;
  readonly accounts: GoldenLines;
  readonly changedAccounts: readonly number[];
  readonly people: GoldenLines;
  /** Records of people that name another company than before. */
  readonly formerPosts: readonly FormerPost[];
  /** What each row was given to, by row key; with what it was compared with where the batch explains. */
  readonly found: ReadonlyMap<string, Found>;
};
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
  const reserved = Registry.open(db, known, rows.length * entitiesPerRowMax);
  reserved.catch(() => undefined);
  held.size = held.previous ? held.previous.grownSize() : await readBase(db);
  const sightings = new CompanySightings();
  const companies: (readonly RoleSighting[])[] = [];
  await inSlices(rows, ({ observation }) => companies.push(sightings.of(observation)));
  const asked = sightings.keys();
  await ask(db, held, asked);
  await loadAccountProfiles(db, directory, around(asked, directory));
  const carriers = new Map(asked.map((keys) => [keys, carriersAround(keys, directory)]));
  await loadPinned(db, held, earlierLinks);
  const step: Step = {
    held,
    scorers: await scorersOf(db, directory, held.size),
    sightings,
    registry: await reserved,
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
  await askForPeople(db, rows, companies, step);
  const located: Located[] = [];
  const people: (PersonSighting | undefined)[] = [];
  await inSlices(rows, async (row, index) => {
    // What rows before it taught may have brought another company into question.
    const taught = companies[index]!.flatMap(({ sighting: { keys } }) =>
      carriersAround(keys, directory) === carriers.get(keys) ? [] : [keys],
    );
    if (taught.length > 0) await loadAccountProfiles(db, directory, around(taught, directory));
    const found = locateCompanies(row, companies[index]!, step);
    // What the row itself is findable by brings nobody into question but its own company.
    for (const { sighting } of companies[index]!) carriers.set(sighting.keys, carriersAround(sighting.keys, directory));
    located.push(found);
    people.push(personIn(row.observation, found.main?.id));
  });
  const [accounts] = await Promise.all([
    gatherAccounts(db, held, located.flatMap(accountsOf), step.newAccounts),
    ask(
      db,
      held,
      people.flatMap((sighting) => sighting?.keys ?? []),
    ),
  ]);
  const facts: LinkedFact[] = [];
  await inSlices(rows, (row, index) => facts.push(locatePerson(row, located[index]!, people[index], step)));
  const values = await competeForValues(db, held, accounts, facts, step.newAccounts, step.newPeople);
  held.grown = { accounts: step.newAccounts.size, people: step.newPeople.size };
  held.forgetPrevious();
  for (const { hash, id } of directory.added) held.index?.add(hash, id);
  return {
    outcomes: step.outcomes,
    minted: step.registry.minted,
    keys: directory.added,
    links: step.links,
    earlierLinks,
    domains: step.domains,
    owners: directory.ownersLearnt,
    proposals: step.proposals,
    facts,
    newPeople: step.newPeople,
    found: step.found,
    formerPosts: rows.flatMap((row, index) => formerPostOf(row, facts[index]!, earlierLinks)),
    ...values,
  };
}

/** Where the record of the row stood before, if it is of the same person and names another company now. */
function formerPostOf(
  { observation: { row, observedOn }, isRecordOfPerson }: IncomingRow,
  { accountId, personId }: LinkedFact,
  earlierLinks: ReadonlyMap<string, StoredLink>,
): FormerPost[] {
  const earlier = earlierLinks.get(`${row.key}/main`);
  if (!isRecordOfPerson || !earlier?.accountId || earlier.personId !== personId) return [];
  if (accountId === undefined || accountId === earlier.accountId) return [];
  return [{ rowKey: row.key, version: earlier.version, accountId: earlier.accountId, toldOn: observedOn }];
}

function accountsOf({ main, parties }: Located): number[] {
  return [main?.id, ...Object.values(parties)].filter((id) => id !== undefined);
}

function around(keys: readonly LookupKeys[], directory: Directory): Set<number> {
  return new Set(keys.flatMap((one) => [...accountsAround(one, directory)]));
}

/** Looks keys up, and where one is crowded the next narrower one. */
async function ask(db: Db, { directory, index }: InFlight, keys: readonly LookupKeys[]): Promise<void> {
  await loadKeys(db, directory, widestKeys(keys), index);
  for (let depth = 1; depth < laddersMax; depth++)
    await loadKeys(db, directory, narrowerKeys(keys, directory, depth), index);
}

/** Rows that were taken in before may stay where they are: what is known there has to be at hand. */
async function loadPinned(db: Db, { directory }: InFlight, links: ReadonlyMap<string, StoredLink>): Promise<void> {
  const held = [...links.values()];
  await loadAccountProfiles(
    db,
    directory,
    held.flatMap((link) => link.accountId ?? []),
  );
  await loadPersonProfiles(
    db,
    directory,
    held.flatMap((link) => link.personId ?? []),
  );
}

/**
 * Where a lead's own words leave its company open, its person may tell: somebody of that name, or with that address, who is known
 * at the companies it comes near.
 */
async function askForPeople(
  db: Db,
  rows: readonly IncomingRow[],
  companies: readonly (readonly RoleSighting[])[],
  { held, scorers, peopleBits }: Step,
): Promise<void> {
  const asked = rows.flatMap(({ observation, mayStayOpen }, index) => {
    const sighting = companies[index]![0]?.sighting;
    if (!mayStayOpen || !sighting || !observation.person) return [];
    learnNames(scorers, sighting);
    if (accountHome(sighting, held.directory, scorers.account).id !== undefined) return [];
    const near = weighAccounts(sighting, held.directory, scorers.account).slice(0, companiesAskedMax);
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
const companiesAskedMax = 3;
