import { createHash } from 'node:crypto';
import { accountModel } from '#core/match/account-model.ts';
import type { AccountRecord } from '#core/match/account-record.ts';
import type { Model, Settings } from '#core/match/model.ts';
import { personModel } from '#core/match/person-model.ts';
import type { PersonRecord } from '#core/match/person-record.ts';
import { onLevelsOfToday } from '#core/match/settings-change.ts';
import {
  addModelVersion,
  listModelVersions,
  putInForce,
  readModelInForce,
  readSettings,
  type InForce,
  type ModelKind,
  type ModelOrigin,
  type ModelVersion,
} from '#db/match-models.ts';
import type { Database, Db } from '#db/pool.ts';
import { lockIdentity, nextArrival } from '#db/raw-rows.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';

/** Both models of the product with the numbers that decide. */
export type Models = { readonly account: Model<AccountRecord>; readonly person: Model<PersonRecord> };

export const modelKinds = ['account', 'person'] as const satisfies readonly ModelKind[];
/** The numbers that Mori comes with. */
export const shippedSettings: Readonly<Record<ModelKind, Settings>> = {
  account: accountModel.settings,
  person: personModel.settings,
};

/** A fingerprint stands for one content, whatever the database, so that settings are read once per process. */
const known = new Map<string, Settings>();

/** The models with the settings of these fingerprints. */
export async function modelsOf(db: Db, inForce: InForce): Promise<Models> {
  const settings = async (kind: ModelKind): Promise<Settings> => {
    const fingerprint = inForce[kind];
    if (fingerprint === undefined) return shippedSettings[kind];
    const found = known.get(fingerprint) ?? (await readSettings(db, fingerprint));
    if (!found) throw new Error(`The settings ${fingerprint} of a model in force are not stored.`);
    const today = known.has(fingerprint) ? found : onLevelsOfToday(shippedSettings[kind], found);
    known.set(fingerprint, today);
    return today;
  };
  return {
    account: withSettings(accountModel, await settings('account')),
    person: withSettings(personModel, await settings('person')),
  };
}

function withSettings<Item>(model: Model<Item>, settings: Settings): Model<Item> {
  return settings === model.settings ? model : { ...model, settings };
}

/** The version that decides now, its number 0 where none was recorded yet, and its settings on the levels of today. */
export async function settingsInForce(db: Db, kind: ModelKind): Promise<{ number: number; settings: Settings }> {
  const version = await readModelInForce(db, kind);
  return version
    ? { number: version.number, settings: onLevelsOfToday(shippedSettings[kind], version.settings) }
    : { number: 0, settings: shippedSettings[kind] };
}

type VersionGiven = {
  readonly kind: ModelKind;
  readonly origin: ModelOrigin;
  readonly settings: Settings;
  readonly reason: string | null;
  readonly arrival: number;
  readonly memberId: number | null;
  readonly now: Date;
};

/** Adds a version that decides from its arrival on; returns its number. The caller holds the identity lock. */
export async function addVersion(transaction: Transaction, given: VersionGiven): Promise<number> {
  const { kind, arrival } = given;
  const [latest] = await listModelVersions(transaction.db, kind);
  const number = (latest?.number ?? 0) + 1;
  const settings = { ...given.settings, version: `v${number}` };
  await addModelVersion(transaction, {
    ...given,
    number,
    settings,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([kind, settings]))
      .digest('hex'),
    adoptedAt: given.now,
  });
  await putInForce(transaction, arrival);
  return number;
}

/**
 * Records the numbers that this Mori comes with, where they were not recorded yet: the first version begins before all rows. Where
 * Mori's own numbers decide, newer ones decide from now on; where somebody adopted others, these go on deciding.
 */
export async function recordShippedModels(database: Database, now: Date): Promise<void> {
  for (const kind of modelKinds) {
    if (isUpToDate(kind, await readModelInForce(database.db, kind))) continue;
    await inTransaction(database, async (transaction) => {
      await lockIdentity(transaction);
      const inForce = await readModelInForce(transaction.db, kind);
      if (isUpToDate(kind, inForce)) return;
      const arrival = inForce ? await nextArrival(transaction.db) : 0;
      await addVersion(transaction, {
        kind,
        origin: 'shipped',
        settings: shippedSettings[kind],
        reason: shippedSettings[kind].version,
        arrival,
        memberId: null,
        now,
      });
    });
  }
}

function isUpToDate(kind: ModelKind, inForce: ModelVersion | undefined): boolean {
  return (
    inForce !== undefined && (inForce.origin !== 'shipped' || haveSameNumbers(inForce.settings, shippedSettings[kind]))
  );
}

/** True where two settings differ in their name at most. */
export function haveSameNumbers(one: Settings, other: Settings): boolean {
  const numbers = (settings: Settings) => JSON.stringify({ ...settings, version: '' });
  return numbers(one) === numbers(other);
}
