import { setImmediate as nextTurn } from 'node:timers/promises';
import { Directory } from '#core/identify/directory.ts';
import { accountLadders, personLadders, storedAccountKey } from '#core/identify/lookup-keys.ts';
import { accountModel } from '#core/match/account-model.ts';
import { accountRecord, type AccountRecord } from '#core/match/account-record.ts';
import type { Model } from '#core/match/model.ts';
import { personModel } from '#core/match/person-model.ts';
import type { PersonRecord } from '#core/match/person-record.ts';
import type { SampleItem } from '#core/match/sample-effect.ts';
import { loadAccountProfiles, loadKeys, readBase, type StoredBase } from '#db/directory.ts';
import { companiesOf, type LinkedFact } from '#db/facts.ts';
import type { ModelKind } from '#db/match-models.ts';
import { drawSampleRows } from '#db/model-sample.ts';
import type { Db } from '#db/pool.ts';
import { learnRecords, scorersOf, type BaseScorers } from './base-scorers.ts';
import { readRowsOf } from './linked-rows.ts';
import { personIn } from './locate-person.ts';
import { slicesOf } from './slices.ts';

/** Rows that settings are learned from and tried on, as records of one kind, with the models of today and the base's frequencies. */
export type ModelSample<Item> = {
  readonly rows: number;
  /** Each record once per entity, in the order of row keys. */
  readonly items: readonly SampleItem<Item>[];
  readonly base: StoredBase;
  /** The model in force, with the keys by which rows meet a stored base. */
  readonly model: Model<Item>;
  readonly scorers: BaseScorers;
};
export type Sample =
  | ({ readonly kind: 'account' } & ModelSample<AccountRecord>)
  | ({ readonly kind: 'person' } & ModelSample<PersonRecord>);

const limits = { entitiesMax: 8_000, rowsPerEntityMax: 30, rowsMax: 20_000 };
const rowsPerRead = 500;
const recordsPerAsking = 1_000;

/** Reads the sample of a kind; the same base and seed give the same. `tell` hears how many rows are read. */
export async function readSample(
  db: Db,
  kind: ModelKind,
  seed: number,
  tell: (done: number, total: number) => Promise<void>,
): Promise<Sample> {
  const keys = await drawSampleRows(db, kind, { seed, ...limits });
  const [companies, people] = [
    new Map<string, SampleItem<AccountRecord>>(),
    new Map<string, SampleItem<PersonRecord>>(),
  ];
  let done = 0;
  for (const part of slicesOf(keys, rowsPerRead)) {
    const facts = new Map((await readRowsOf({ db }, part)).map((fact) => [fact.observation.row.key, fact]));
    for (const key of part) {
      const fact = facts.get(key);
      if (fact && kind === 'account') addCompanies(fact, companies);
      if (fact && kind === 'person') addPerson(fact, people);
    }
    done += part.length;
    await tell(done, keys.length);
  }
  const directory = new Directory();
  const base = await readBase(db);
  if (kind === 'account') {
    const items = [...companies.values()];
    await askFor(db, directory, items);
    const scorers = await scorersOf(db, directory, base);
    await learnRecords(
      db,
      scorers,
      items.map(({ record }) => record),
    );
    return { kind, rows: keys.length, items, base, scorers, model: { ...scorers.account.model, keys: accountLadders } };
  }
  const items = [...people.values()];
  const employers = new Set(items.flatMap(({ record }) => record.accounts.map(Number)));
  await loadAccountProfiles(db, directory, employers);
  const scorers = await scorersOf(db, directory, base);
  return { kind, rows: keys.length, items, base, scorers, model: { ...scorers.person.model, keys: personLadders } };
}

function addCompanies(fact: LinkedFact, companies: Map<string, SampleItem<AccountRecord>>): void {
  for (const [id, seen] of companiesOf(fact)) {
    const record = accountRecord(seen);
    const words = `${id}|${accountModel.signature(record)}`;
    if (!companies.has(words)) companies.set(words, { record, id });
  }
}

function addPerson(fact: LinkedFact, people: Map<string, SampleItem<PersonRecord>>): void {
  const sighting = fact.personId === undefined ? undefined : personIn(fact.observation, fact.accountId);
  if (!sighting) return;
  const words = `${fact.personId}|${personModel.signature(sighting.record)}`;
  if (!people.has(words)) people.set(words, { record: sighting.record, id: fact.personId! });
}

/** Who carries the names, domains and phones of these records: how often they occur counts by it. */
async function askFor(db: Db, directory: Directory, items: readonly SampleItem<AccountRecord>[]): Promise<void> {
  for (const part of slicesOf(items, recordsPerAsking)) {
    const keys = part.flatMap(({ record }) => accountLadders(record).map(([widest]) => storedAccountKey(widest!)));
    await loadAccountProfiles(db, directory, await loadKeys(db, directory, keys));
    await nextTurn();
  }
}
