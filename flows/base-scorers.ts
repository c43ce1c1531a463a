import { BaseFrequencies } from '#core/identify/base-frequencies.ts';
import { Directory } from '#core/identify/directory.ts';
import type { AccountSighting } from '#core/identify/identify-account.ts';
import { storedAccountKey } from '#core/identify/lookup-keys.ts';
import { accountModel } from '#core/match/account-model.ts';
import type { AccountRecord } from '#core/match/account-record.ts';
import { basePriorBits, Scorer } from '#core/match/score.ts';
import { loadAccountProfiles, loadKeys, loadPersonProfiles, readBase, type StoredBase } from '#db/directory.ts';
import type { EntityKind } from '#db/move-rows.ts';
import type { Db } from '#db/pool.ts';
import { countCarriers, registerExtent } from '#db/register.ts';
import { modelsOf } from './match-models.ts';

export type BaseScorers = Awaited<ReturnType<typeof scorersOf>>;

/** The models in force with the base's own frequencies and prior: a row, or an entity, is sought among everybody known. */
export async function scorersOf(db: Db, directory: Directory, base: StoredBase) {
  const frequencies = new BaseFrequencies(directory, base);
  const { account, person } = await modelsOf(db, base.inForce);
  return {
    frequencies,
    account: new Scorer(account, frequencies, base.accounts, basePriorBits(account, base.accounts)),
    person: new Scorer(person, frequencies, base.people, basePriorBits(person, base.people)),
  };
}

/** Makes known how a company is called, and how many carry its name by the register of the day on which the row came. */
export function learnNames({ frequencies }: BaseScorers, { seen, record }: AccountSighting): void {
  frequencies.learn(record, (loose) => (loose === seen.name?.loose ? seen.carriers : undefined));
}

/** Everything that comparing these entities with each other needs. */
export async function loadForScoring(
  db: Db,
  kind: EntityKind,
  ids: readonly number[],
): Promise<{ directory: Directory; scorers: BaseScorers }> {
  const directory = new Directory();
  const base = await readBase(db);
  if (kind === 'person') {
    await loadPersonProfiles(db, directory, ids);
    const employers = directory.people.all().flatMap(({ record }) => record.accounts.map(Number));
    await loadAccountProfiles(db, directory, [...new Set(employers)]);
    return { directory, scorers: await scorersOf(db, directory, base) };
  }
  await loadAccountProfiles(db, directory, ids);
  const records = directory.accounts.all().map(({ record }) => record);
  const keys = records.flatMap((record) => accountModel.keys(record).map(([widest]) => storedAccountKey(widest!)));
  await loadAccountProfiles(db, directory, await loadKeys(db, directory, keys));
  const scorers = await scorersOf(db, directory, base);
  await learnRecords(db, scorers, records);
  return { directory, scorers };
}

/** The same for companies as they are known today, by the register of today. */
export async function learnRecords(
  db: Db,
  { frequencies }: BaseScorers,
  records: readonly AccountRecord[],
): Promise<void> {
  const carriers = await carriersByRegister(
    db,
    records.flatMap(({ names }) => names.map(({ loose }) => loose)),
  );
  for (const record of records) frequencies.learn(record, (loose) => carriers.get(loose));
}

/** Corporations that carry each name today; empty where the whole register is not loaded. */
async function carriersByRegister(db: Db, looseNames: readonly string[]): Promise<ReadonlyMap<string, number>> {
  return (await registerExtent(db)) === 'whole' ? countCarriers(db, looseNames) : new Map();
}
