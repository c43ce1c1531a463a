import { accountsAround, narrowerKeys, widestKeys } from '#core/identify/candidates.ts';
import { Directory } from '#core/identify/directory.ts';
import type { Weighed } from '#core/identify/find-home.ts';
import { weighAccounts } from '#core/identify/identify-account.ts';
import { weighPeople } from '#core/identify/identify-person.ts';
import type { LookupKeys } from '#core/identify/lookup-keys.ts';
import type { Explanation } from '#core/match/explain.ts';
import { Refusal } from '#core/refusal.ts';
import { loadAccountProfiles, loadKeys, readBase } from '#db/directory.ts';
import { companiesOf, type LinkedFact } from '#db/facts.ts';
import { sidesOf } from '#db/match-sides.ts';
import { rowsOfEntity, type EntityKind } from '#db/move-rows.ts';
import type { Db } from '#db/pool.ts';
import type { Transaction } from '#db/transaction.ts';
import { readAuditSides } from './audit-sides.ts';
import { learnNames, scorersOf } from './base-scorers.ts';
import { explainDecided } from './explain-decided.ts';
import { sightingOf } from './company-sightings.ts';
import { readRowsOf } from './linked-rows.ts';
import { personIn } from './locate-person.ts';

/** Why a row is where it is, and where else it might have gone (identity.md §2.12). */
export type RowExplained = {
  /** As it was decided when the row came, by the model of that day; null where nothing was weighed. */
  readonly decided: Explanation | null;
  /** The row against the other rows of its company or person; null where it is the only one. */
  readonly rest: Explanation | null;
  /** The likeliest other company or person, which was not taken; null where nobody shares anything with the row. */
  readonly next: { readonly id: number; readonly name: string; readonly explanation: Explanation } | null;
};

/** Rungs of a look-up ladder, the widest not counted. */
const narrowerRungs = [1, 2];

/**
 * Explains one row of a company or person by the model that decides and by all that is known today. Refuses with
 * `row_not_found` for a row that does not stand there.
 */
export async function explainRow(
  transaction: Transaction,
  kind: EntityKind,
  entityId: number,
  rowKey: string,
): Promise<RowExplained> {
  const rows = await rowsOfEntity(transaction, kind, entityId);
  const [fact] = rows.includes(rowKey) ? await readRowsOf(transaction, [rowKey]) : [];
  if (!fact) throw new Refusal('row_not_found', 'この行は、もうここにはありません。', { status: 404 });
  const parting = { kind, leftId: entityId, rightId: entityId, rightRows: [rowKey] };
  const rest = rows.length > 1 ? (await readAuditSides(transaction, parting)).explanation : null;
  const decided = await explainDecided(transaction.db, kind, entityId, rowKey);
  const weighed = await (kind === 'account' ? weighCompany : weighPerson)(transaction.db, fact, entityId);
  const next = weighed.find(({ id }) => id !== entityId);
  const side = next && (await sidesOf(transaction.db, kind, [next.id])).get(next.id);
  return { decided, rest, next: next && side ? { ...next, name: side.name } : null };
}

async function weighCompany(db: Db, fact: LinkedFact, accountId: number): Promise<readonly Weighed[]> {
  const seen = companiesOf(fact).find(([id]) => id === accountId)?.[1];
  if (!seen) return [];
  const sighting = sightingOf(seen, fact.observation.row.source);
  const directory = await lookUp(db, sighting.keys);
  await loadAccountProfiles(db, directory, accountsAround(sighting.keys, directory));
  const scorers = await scorersOf(db, directory, await readBase(db));
  learnNames(scorers, sighting);
  return weighAccounts(sighting, directory, scorers.account);
}

async function weighPerson(db: Db, { observation, accountId }: LinkedFact): Promise<readonly Weighed[]> {
  const sighting = personIn(observation, accountId);
  if (!sighting) return [];
  const directory = await lookUp(db, sighting.keys);
  const employers = directory.people.all().flatMap(({ record }) => record.accounts.map(Number));
  await loadAccountProfiles(db, directory, employers);
  const scorers = await scorersOf(db, directory, await readBase(db));
  return weighPeople(sighting, directory, scorers.person);
}

/** A directory that holds whoever shares a key with the row. */
async function lookUp(db: Db, keys: LookupKeys): Promise<Directory> {
  const directory = new Directory();
  await loadKeys(db, directory, widestKeys([keys]));
  for (const depth of narrowerRungs) await loadKeys(db, directory, narrowerKeys([keys], directory, depth));
  return directory;
}
