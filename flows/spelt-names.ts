import { Directory } from '#core/identify/directory.ts';
import type { PersonRecord } from '#core/match/person-record.ts';
import { isUnnamed, patternsOf, type MailPatterns, type Spelt, weighSpelling } from '#core/match/spelt-name.ts';
import { listAddressedColleagues, withoutPair } from '#db/addressed-people.ts';
import { loadPersonProfiles } from '#db/directory.ts';
import type { OpenPair } from '#db/pairs.ts';
import type { Db } from '#db/pool.ts';

/** For or against two records being one person, by the name that an address of one spells. */
export type Weigh = (one: PersonRecord, other: PersonRecord) => Spelt | undefined;

/**
 * Two people of one company of whom one is known by an address that spells the name of the other and of nobody else there, and nobody asked
 * about them yet; and what addresses say of all these people. Patterns are those of the people as they are known now (identity.md §3.11).
 */
export async function readSpeltNames(
  db: Db,
  personIds: readonly number[],
): Promise<{ readonly pairs: readonly OpenPair[]; readonly weigh: Weigh }> {
  const { colleagues, recordOf, patterns } = await learnPatterns(db, personIds, true);
  if (patterns.size === 0) return { pairs: [], weigh: () => undefined };
  const found = new Map<string, { leftId: number; rightId: number }>();
  for (const group of Map.groupBy(colleagues, ({ accountId }) => accountId).values()) {
    const ids = group.map(({ personId }) => personId);
    for (const pair of speltIn(ids, recordOf, patterns)) found.set(`${pair.leftId}/${pair.rightId}`, pair);
  }
  const fresh = await withoutPair(db, [...found.values()]);
  return {
    pairs: fresh.map((pair): OpenPair => ({ ...pair, state: 'weak', reason: 'mail_name' })),
    weigh: (one, other) => weighSpelling(one, other, patterns),
  };
}

/** The same evidence where two people, or rows of one, are explained. */
export async function readSpelling(db: Db, personIds: readonly number[]): Promise<Weigh> {
  const { patterns } = await learnPatterns(db, personIds, false);
  return (one, other) => weighSpelling(one, other, patterns);
}

async function learnPatterns(db: Db, personIds: readonly number[], hasUnnamed: boolean) {
  const directory = new Directory();
  const colleagues = await listAddressedColleagues(db, personIds, { namedMin: 3, peopleMax: 2_000, hasUnnamed });
  await loadPersonProfiles(
    db,
    directory,
    colleagues.map(({ personId }) => personId),
  );
  const patterns: MailPatterns = patternsOf(directory.people.all().map(({ record }) => record));
  return { colleagues, patterns, recordOf: (id: number) => directory.people.get(id)!.record };
}

/** An address that spells the names of two colleagues tells neither: they are not brought together by it. */
function speltIn(
  ids: readonly number[],
  recordOf: (id: number) => PersonRecord,
  patterns: MailPatterns,
): { leftId: number; rightId: number }[] {
  const named = ids.filter((id) => !isUnnamed(recordOf(id)));
  return ids
    .filter((id) => isUnnamed(recordOf(id)))
    .flatMap((id) => {
      const fitting = named.filter((other) => (weighSpelling(recordOf(id), recordOf(other), patterns)?.bits ?? 0) > 0);
      const [other, ...others] = fitting;
      return other === undefined || others.length > 0
        ? []
        : [{ leftId: Math.max(id, other), rightId: Math.min(id, other) }];
    });
}
