import { emptyGolden, surviveCompany, type GoldenAccount } from '#core/account/survive.ts';
import { emptyPerson, survivePerson } from '#core/person/survive.ts';
import { companiesOf, type LinkedFact } from '#db/facts.ts';
import type { ProfilesById } from '#core/identify/profiles.ts';
import { linesOfAccounts, readGoldenAccounts } from '#db/golden-accounts.ts';
import { linesOfPeople, readGoldenPeople } from '#db/golden-people.ts';
import type { Db } from '#db/pool.ts';
import type { GoldenLines } from '#db/write-golden.ts';
import type { InFlight } from './in-flight.ts';
import { inSlices } from './slices.ts';

/** The companies and people whose values changed, as they are to be written. */
export type ChangedValues = {
  readonly accounts: GoldenLines;
  readonly changedAccounts: readonly number[];
  readonly people: GoldenLines;
};

/** Golden values of the accounts that rows were given to, by id. */
export function gatherAccounts(
  db: Db,
  held: InFlight,
  ids: readonly number[],
  newAccounts: ReadonlySet<number>,
): Promise<ReadonlyMap<number, GoldenAccount>> {
  return gather(held.accounts, held.previous?.accounts, ids, newAccounts, emptyGolden, (unread) =>
    readGoldenAccounts(db, unread),
  );
}

/** Lets the values of all rows compete with those held (domain.md §12.5). `accounts` hold those of every account of the facts. */
export async function competeForValues(
  db: Db,
  held: InFlight,
  accounts: ReadonlyMap<number, GoldenAccount>,
  facts: readonly LinkedFact[],
  newAccounts: ReadonlySet<number>,
  newPeople: ReadonlySet<number>,
): Promise<ChangedValues> {
  const companies = facts.map(companiesOf);
  const people = await gather(
    held.people,
    held.previous?.people,
    facts.flatMap(({ personId }) => (personId === undefined ? [] : [personId])),
    newPeople,
    emptyPerson,
    (ids) => readGoldenPeople(db, ids),
  );
  const { directory } = held;
  const changedAccounts = new Set<number>([...newAccounts, ...directory.changedAccounts]);
  const changedPeople = new Set<number>([...newPeople, ...directory.changedPeople]);
  await inSlices(facts, ({ observation, accountId, personId }, index) => {
    for (const [id, seen] of companies[index]!)
      if (surviveCompany(accounts.get(id)!, observation, seen, held.size.declared)) changedAccounts.add(id);
    if (personId !== undefined && survivePerson(people.get(personId)!, observation, accountId))
      changedPeople.add(personId);
  });
  return {
    accounts: linesOfAccounts(entries(changedAccounts, accounts, directory.accounts, newAccounts)),
    changedAccounts: [...changedAccounts],
    people: linesOfPeople(entries(changedPeople, people, directory.people, newPeople)),
  };
}

/** Golden values of these entities: empty for new ones, from the batches in flight, else from the database. */
async function gather<Golden>(
  held: Map<number, Golden>,
  onTheirWay: ReadonlyMap<number, Golden> | undefined,
  ids: readonly number[],
  fresh: ReadonlySet<number>,
  empty: () => Golden,
  read: (ids: readonly number[]) => Promise<Map<number, Golden>>,
): Promise<ReadonlyMap<number, Golden>> {
  const unread: number[] = [];
  for (const id of new Set(ids)) {
    const golden = onTheirWay?.get(id) ?? (fresh.has(id) ? empty() : undefined);
    if (golden) held.set(id, golden);
    else unread.push(id);
  }
  const stored = await read(unread);
  for (const id of unread) held.set(id, stored.get(id) ?? empty());
  return held;
}

function entries<Golden, Profile>(
  ids: ReadonlySet<number>,
  golden: ReadonlyMap<number, Golden>,
  profiles: ProfilesById<Profile>,
  fresh: ReadonlySet<number>,
): { id: number; golden: Golden; profile: Profile; isNew: boolean }[] {
  return [...ids].flatMap((id) => {
    const [values, profile] = [golden.get(id), profiles.get(id)];
    return values && profile ? [{ id, golden: values, profile, isNew: fresh.has(id) }] : [];
  });
}
