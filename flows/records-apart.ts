import type { Pair } from '#core/identify/reconsider.ts';
import type { AccountProfile } from '#core/identify/directory.ts';
import { haveOneName } from '#core/match/account-judgement.ts';
import type { OpenPair } from '#db/pairs.ts';
import { readKeyedRows } from '#db/second-look.ts';
import type { Transaction } from '#db/transaction.ts';
import { findPreset } from '#sources/recognise.ts';
import { kindOfRow } from './import-rows.ts';

/**
 * Accounts around these pairs that each hold a record of company in one source, under unlike names: a system that keeps two records
 * means two companies, and only a person makes them one (identity.md §2.8, 4).
 */
export async function readRecordsApart(
  transaction: Pick<Transaction, 'db'>,
  pairs: readonly OpenPair[],
  profileOf: (id: number) => AccountProfile | undefined,
): Promise<Pair[]> {
  const around = new Map<number, Set<number>>();
  const join = (one: number, other: number) => around.set(one, (around.get(one) ?? new Set([one])).add(other));
  for (const { leftId, rightId } of pairs) {
    join(leftId, rightId);
    join(rightId, leftId);
  }
  const sources = await sourcesOfRecords(transaction, [...around.keys()]);
  const areTwo = (one: number, other: number) => {
    const [left, right] = [profileOf(one), profileOf(other)];
    const isShared = sources.get(one)?.some((source) => sources.get(other)?.includes(source)) ?? false;
    return isShared && left !== undefined && right !== undefined && !haveOneName(left.record, right.record);
  };
  return [...around.values()].flatMap((members) => {
    const ids = [...members].filter((id) => sources.has(id));
    return ids.flatMap((leftId, place) =>
      ids.slice(place + 1).flatMap((rightId) => (areTwo(leftId, rightId) ? [{ leftId, rightId }] : [])),
    );
  });
}

async function sourcesOfRecords(
  transaction: Pick<Transaction, 'db'>,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const sources = new Map<number, string[]>();
  for (const { accountId, source, preset } of await readKeyedRows(transaction, accountIds)) {
    const found = findPreset(preset);
    if (found && kindOfRow(found).isRecordOfCompany)
      sources.set(accountId, [...(sources.get(accountId) ?? []), source]);
  }
  return sources;
}
