import type { ProfilesById } from '#core/identify/profiles.ts';
import { reconsider, type Reconsidered, type Rules } from '#core/identify/reconsider.ts';
import { accountModel } from '#core/match/account-model.ts';
import { accountRecord, type AccountRecord } from '#core/match/account-record.ts';
import { personModel } from '#core/match/person-model.ts';
import { personRecord, type PersonRecord } from '#core/match/person-record.ts';
import type { Scorer } from '#core/match/score.ts';
import { companiesOf, type LinkedFact } from '#db/facts.ts';
import type { OpenPair } from '#db/pairs.ts';
import { someRowsOf, type EntityKind } from '#db/move-rows.ts';
import type { Transaction } from '#db/transaction.ts';
import { readRowsOf } from './linked-rows.ts';

/** What the rows of entities say, by entity: each wording once. */
type RowsById<Item> = Map<number, readonly Item[]>;

/**
 * Looks at pairs of companies again and compares the rows of what would become one (identity.md §2.8, 2). Only these rows are read:
 * a first look without any tells which, and where a pair that is held back changes what comes after it, the next look.
 */
export function reconsiderAccounts(
  transaction: Transaction,
  scorer: Scorer<AccountRecord>,
  profiles: ProfilesById<{ readonly record: AccountRecord; readonly wordings: number }>,
  pairs: readonly OpenPair[],
  rules: Omit<Rules<AccountRecord, OpenPair>, 'rowsOf'>,
): Promise<Reconsidered<OpenPair>> {
  const recordsOf = (id: number, fact: LinkedFact) =>
    companiesOf(fact).flatMap(([own, seen]) => (own === id ? [accountRecord(seen)] : []));
  const read = (ids: readonly number[]) => readWordings(transaction, 'account', ids, recordsOf, accountModel.signature);
  return look(read, (rowsOf) => reconsider(scorer, profiles, pairs, { ...rules, rowsOf }));
}

/** The same for people. */
export function reconsiderPeople(
  transaction: Transaction,
  scorer: Scorer<PersonRecord>,
  profiles: ProfilesById<{ readonly record: PersonRecord }>,
  pairs: readonly OpenPair[],
  rules: Omit<Rules<PersonRecord, OpenPair>, 'rowsOf'>,
): Promise<Reconsidered<OpenPair>> {
  const recordsOf = (id: number, { observation, accountId, personId }: LinkedFact) =>
    personId === id && observation.person
      ? [personRecord(observation.person, accountId === undefined ? undefined : String(accountId))]
      : [];
  const read = (ids: readonly number[]) => readWordings(transaction, 'person', ids, recordsOf, personModel.signature);
  return look(read, (rowsOf) => reconsider(scorer, profiles, pairs, { ...rules, rowsOf }));
}

async function look<Item>(
  read: (ids: readonly number[]) => Promise<RowsById<Item>>,
  again: (rowsOf: (id: number) => readonly Item[] | undefined) => Reconsidered<OpenPair>,
): Promise<Reconsidered<OpenPair>> {
  const known: RowsById<Item> = new Map();
  for (;;) {
    const found = again((id) => known.get(id));
    const unread = new Set(found.merges.flatMap(({ keptId, goneId }) => [keptId, goneId]));
    for (const id of known.keys()) unread.delete(id);
    if (unread.size === 0) return found;
    for (const [id, rows] of await read([...unread])) known.set(id, rows);
  }
}

/** Rows of one entity that are read, spread over its whole time. */
const rowsMax = 60;

async function readWordings<Item>(
  transaction: Transaction,
  kind: EntityKind,
  ids: readonly number[],
  recordsOf: (id: number, fact: LinkedFact) => readonly Item[],
  signature: (record: Item) => string,
): Promise<RowsById<Item>> {
  const keys = await someRowsOf(transaction, kind, ids, rowsMax);
  const facts = new Map(
    (await readRowsOf(transaction, [...new Set([...keys.values()].flat())])).map((fact) => [
      fact.observation.row.key,
      fact,
    ]),
  );
  return new Map(
    ids.map((id) => {
      const said = new Map<string, Item>();
      const told = keys.get(id)!.flatMap((key) => facts.get(key) ?? []);
      for (const record of told.flatMap((fact) => recordsOf(id, fact)))
        if (!said.has(signature(record))) said.set(signature(record), record);
      return [id, [...said.values()]];
    }),
  );
}
