import { sql } from 'kysely';
import type { Settings } from '#core/match/model.ts';
import type { Db } from './pool.ts';
import type { Transaction } from './transaction.ts';

export type ModelKind = 'account' | 'person';
export type ModelOrigin = 'shipped' | 'trained' | 'edited' | 'returned';
/** Fingerprints of the settings that decide now; a kind is missing where they are those of this Mori itself. */
export type InForce = Readonly<Partial<Record<ModelKind, string>>>;

export type ModelVersion = {
  readonly kind: ModelKind;
  readonly number: number;
  readonly origin: ModelOrigin;
  readonly settings: Settings;
  readonly fingerprint: string;
  readonly reason: string | null;
  readonly isInForce: boolean;
  readonly adoptedAt: Date;
  readonly adoptedBy: string | null;
};

const versions = sql`
  select v.kind, v.number, v.origin, v.settings, v.fingerprint, v.reason, f.match_model_id is not null as "isInForce", v.adopted_at as "adoptedAt", m.name as "adoptedBy"
    from match_model v left join match_model_in_force f using (kind, match_model_id) left join member m using (member_id)`;

/** Every version, the latest first. */
export async function listModelVersions(db: Db, kind: ModelKind): Promise<ModelVersion[]> {
  return (await sql<ModelVersion>`${versions} where v.kind = ${kind} order by v.number desc`.execute(db)).rows;
}

export async function findModelVersion(db: Db, kind: ModelKind, number: number): Promise<ModelVersion | undefined> {
  const { rows } = await sql<ModelVersion>`${versions} where v.kind = ${kind} and v.number = ${number}`.execute(db);
  return rows[0];
}

/** The version that decides now; undefined where none was ever recorded. */
export async function readModelInForce(db: Db, kind: ModelKind): Promise<ModelVersion | undefined> {
  const { rows } = await sql<ModelVersion>`
    ${versions} where v.kind = ${kind} and f.match_model_id is not null`.execute(db);
  return rows[0];
}

/** Settings by their fingerprint. */
export async function readSettings(db: Db, fingerprint: string): Promise<Settings | undefined> {
  const { rows } = await sql<{ settings: Settings }>`
    select settings from match_model where fingerprint = ${fingerprint} limit 1`.execute(db);
  return rows[0]?.settings;
}

/** Adds a version; `putInForce` makes it decide. */
export async function addModelVersion(
  { db }: Pick<Transaction, 'db'>,
  version: Omit<ModelVersion, 'isInForce' | 'adoptedBy'> & {
    readonly arrival: number;
    readonly memberId: number | null;
  },
): Promise<void> {
  const { kind, number, origin, settings, fingerprint, reason, arrival, memberId, adoptedAt } = version;
  await db
    .insertInto('match_model')
    .values({
      kind,
      number,
      origin,
      settings: JSON.stringify(settings),
      fingerprint,
      reason,
      arrival,
      member_id: memberId,
      adopted_at: adoptedAt,
    })
    .execute();
}

/** From this place in the order of arrival on its versions decide. */
export async function putInForce({ db }: Pick<Transaction, 'db'>, arrival: number): Promise<void> {
  await sql`
    insert into match_model_in_force (kind, match_model_id) select kind, match_model_id from match_model where arrival = ${arrival}
        on conflict (kind) do update set match_model_id = excluded.match_model_id`.execute(db);
}

/** Before a rebuild: no version decides until its place in the order comes. */
export async function putNoneInForce({ db }: Pick<Transaction, 'db'>): Promise<void> {
  await sql`delete from match_model_in_force`.execute(db);
}
