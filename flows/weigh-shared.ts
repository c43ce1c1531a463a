import { accountRecord, accountProfile } from '#core/match/account-record.ts';
import { besideBitsMin, bitsBesideName } from '#core/match/account-judgement.ts';
import { decidePair } from '#core/match/decide.ts';
import { extendPerson, type PersonRecord, personRecord } from '#core/match/person-record.ts';
import { companyWithout, personWithout, type SharedValue } from '#core/match/shared-value.ts';
import { companiesOf, type LinkedFact } from '#db/facts.ts';
import type { EntityKind } from '#db/move-rows.ts';
import { carriersOf, rowsPutByModel, takeNewlyShared } from '#db/shared-values.ts';
import type { Transaction } from '#db/transaction.ts';
import { loadForScoring, type BaseScorers } from './base-scorers.ts';
import { readLinkedRows } from './linked-rows.ts';
import { wordsOf } from './draw-audit.ts';

/**
 * When a domain, phone, address or mail address has turned out to be shared by many, links that stand on it are weighed again
 * without it (identity.md §2.2, §2.9). Those that no longer pass become questions; nothing is taken apart unasked. Returns how
 * many questions there are. The caller holds the identity lock.
 */
export async function weighSharedAgain(transaction: Transaction): Promise<number> {
  let questions = 0;
  for (const shared of await takeNewlyShared(transaction)) {
    const kind = shared.kind === 'email' ? 'person' : 'account';
    for (const id of await carriersOf(transaction, shared))
      questions += await weighAgain(transaction, kind, id, shared);
  }
  return questions;
}

async function weighAgain(
  transaction: Transaction,
  kind: EntityKind,
  id: number,
  shared: SharedValue,
): Promise<number> {
  const put = await rowsPutByModel(transaction, kind, id);
  if (put.size === 0) return 0;
  const facts = await readLinkedRows(transaction, kind === 'account' ? [id] : [], kind === 'person' ? [id] : []);
  const { scorers } = await loadForScoring(transaction.db, kind, [id]);
  const parts = Map.groupBy(
    facts.filter((fact) => wordsOf(kind, id, fact) !== undefined),
    (fact) => wordsOf(kind, id, fact)!,
  );
  let questions = 0;
  for (const [words, part] of parts) {
    const keys = part.map(({ observation }) => observation.row.key);
    const rest = [...parts].flatMap(([others, rows]) => (others === words ? [] : rows));
    const how = put.get(keys[0]!);
    if (!how || rest.length === 0 || !keys.every((key) => put.has(key))) continue;
    if (!carries(kind, id, part[0]!, shared) || stands(kind, id, scorers, part, rest, shared)) continue;
    await transaction.db
      .insertInto('match_audit')
      .values({
        origin: 'shared',
        kind,
        left_row: rest[0]!.observation.row.key,
        right_rows: keys,
        shared_value: `${shared.kind}|${shared.value}`,
        ...how,
      })
      .execute();
    questions++;
  }
  return questions;
}

/** True when the row gives the value. */
function carries(kind: EntityKind, id: number, fact: LinkedFact, shared: SharedValue): boolean {
  if (kind === 'account') {
    const record = companyOf([fact], id);
    const without = companyWithout(record, shared);
    return (['domains', 'phones', 'addresses'] as const).some((field) => without[field].length < record[field].length);
  }
  const record = personOf([fact]);
  return personWithout(record, shared).emails.length < record.emails.length;
}

/** True when the link passes without the value too. */
function stands(
  kind: EntityKind,
  id: number,
  scorers: BaseScorers,
  part: readonly LinkedFact[],
  rest: readonly LinkedFact[],
  shared: SharedValue,
): boolean {
  if (kind === 'person') {
    const [one, other] = [personOf(part), personOf(rest)].map((record) => personWithout(record, shared));
    return decidePair(scorers.person, one!, other!).answer === 'same';
  }
  const [one, other] = [companyOf(part, id), companyOf(rest, id)].map((record) => companyWithout(record, shared));
  return (
    decidePair(scorers.account, one!, other!).answer === 'same' && bitsBesideName(scorers.account) >= besideBitsMin
  );
}

function companyOf(facts: readonly LinkedFact[], id: number) {
  return accountProfile(
    facts.flatMap((fact) => companiesOf(fact).flatMap(([own, seen]) => (own === id ? [accountRecord(seen)] : []))),
  );
}

function personOf(facts: readonly LinkedFact[]): PersonRecord {
  return facts
    .map(({ observation, accountId }) =>
      personRecord(observation.person!, accountId === undefined ? undefined : String(accountId)),
    )
    .reduce(extendPerson);
}
