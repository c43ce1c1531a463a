import { BaseFrequencies, type BaseSize } from '#core/identify/base-frequencies.ts';
import { Directory } from '#core/identify/directory.ts';
import { storedAccountKey } from '#core/identify/lookup-keys.ts';
import { accountModel } from '#core/match/account-model.ts';
import { personModel } from '#core/match/person-model.ts';
import { basePriorBits, Scorer } from '#core/match/score.ts';
import { loadAccountProfiles, loadKeys, loadPersonProfiles, readBaseSize } from '#db/directory.ts';
import type { EntityKind } from '#db/move-rows.ts';
import type { Db } from '#db/pool.ts';

export type BaseScorers = ReturnType<typeof scorersOf>;

/** The models with the base's own frequencies and prior: a row, or an entity, is sought among everybody known. */
export function scorersOf(directory: Directory, size: BaseSize) {
  const frequencies = new BaseFrequencies(directory, size);
  return {
    frequencies,
    account: new Scorer(accountModel, frequencies, size.accounts, basePriorBits(accountModel, size.accounts)),
    person: new Scorer(personModel, frequencies, size.people, basePriorBits(personModel, size.people)),
  };
}

/** Everything that comparing these entities with each other needs. */
export async function loadForScoring(
  db: Db,
  kind: EntityKind,
  ids: readonly number[],
): Promise<{ directory: Directory; scorers: BaseScorers }> {
  const directory = new Directory();
  const size = await readBaseSize(db);
  if (kind === 'person') {
    await loadPersonProfiles(db, directory, ids);
    const employers = directory.people.all().flatMap(({ record }) => record.accounts.map(Number));
    await loadAccountProfiles(db, directory, [...new Set(employers)]);
    return { directory, scorers: scorersOf(directory, size) };
  }
  await loadAccountProfiles(db, directory, ids);
  const records = directory.accounts.all().map(({ record }) => record);
  const keys = records.flatMap((record) => accountModel.keys(record).map(([widest]) => storedAccountKey(widest!)));
  await loadAccountProfiles(db, directory, await loadKeys(db, directory, keys));
  const scorers = scorersOf(directory, size);
  for (const record of records) scorers.frequencies.learn(record);
  return { directory, scorers };
}
