import { todayJst } from '#core/period/day.ts';
import type { AccountProfile } from '#core/identify/directory.ts';
import { namesakeBits, peopleBitsMax } from '#core/identify/people-beside.ts';
import { heldBack } from '#core/identify/closure-guard.ts';
import { nobodyBeside, type Beside, type Reconsidered } from '#core/identify/reconsider.ts';
import {
  areOneByPeople,
  bitsBesideName,
  lessonOf,
  mayBecomeOne,
  mayShowPeople,
} from '#core/match/account-judgement.ts';
import { extendAccount } from '#core/match/account-record.ts';
import { extendPerson } from '#core/match/person-record.ts';
import type { Insertable } from 'kysely';
import type { Tables } from '#db/tables.ts';
import { readApart, readOpenPairs, readUndecided, setPairStates, type OpenPair } from '#db/pairs.ts';
import { readNamesakes, readPeopleBeside, type PersonBeside } from '#db/second-look.ts';
import { largeEntities, rowsOfEntities, type EntityKind } from '#db/move-rows.ts';
import { lockIdentity, nextArrival } from '#db/raw-rows.ts';
import type { Database } from '#db/pool.ts';
import { refreshRollups } from '#db/rollups.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import { loadForScoring } from './base-scorers.ts';
import { linkedIds, mergeEntities } from './merge-entities.ts';
import type { SumsLater } from './recompute.ts';
import { reconsiderAccounts, reconsiderPeople } from './reconsider-rows.ts';
import { readRecordsApart } from './records-apart.ts';
import { readSpeltNames } from './spelt-names.ts';
import { weighSharedAgain } from './weigh-shared.ts';

/**
 * Looks again at the undecided pairs around these companies and people, with all that is known by now (identity.md §2.9): what
 * the model is sure about is merged, as recorded decisions that can be taken back and that a rebuild replays; questions open
 * and close. The caller holds the identity lock; with `sumsLater` it works out the sums of what was merged.
 */
export async function reconcile(
  transaction: Transaction,
  accountIds: readonly number[],
  personIds: readonly number[],
  sumsLater?: SumsLater,
): Promise<void> {
  const accounts = await reconcileAccounts(transaction, accountIds, always, sumsLater);
  const people = new Set(personIds);
  for (const id of await linkedIds(transaction, 'account', 'person', accounts)) people.add(id);
  const namesakes = await readNamesakes(transaction, [...accountIds, ...accounts]);
  await reconcilePeople(transaction, [...people], namesakes, always, sumsLater);
}

/**
 * The second look at every undecided pair: what an undo, a merge or another file changed may have settled pairs that no import
 * touched since, and links by values that have turned out to be shared (identity.md §2.9). Runs every night.
 */
export async function reconcileAll(database: Database): Promise<void> {
  await inTransaction(database, async (transaction) => {
    await lockIdentity(transaction);
    const sumsLater: SumsLater = new Set();
    await reconcileUndecided(transaction, sumsLater);
    if (sumsLater.size > 0) await refreshRollups(transaction, todayJst(new Date()), [...sumsLater]);
    await weighSharedAgain(transaction);
    await deriveLeadEvents(transaction);
  });
}

/** The same within a transaction whose caller holds the identity lock. */
export async function reconcileUndecided(transaction: Transaction, sumsLater?: SumsLater): Promise<void> {
  const accounts = await readUndecided(transaction, 'account');
  await reconcile(transaction, accounts, await readUndecided(transaction, 'person'), sumsLater);
}

/** After a decision was taken back: what is known by now may make a question of a pair, and nothing is merged unasked. */
export async function askAboutPairs(transaction: Transaction, kind: EntityKind, ids: readonly number[]): Promise<void> {
  if (kind === 'account') await reconcileAccounts(transaction, ids, never);
  else await reconcilePeople(transaction, ids, [], never);
}
const never = () => false;
const always = () => true;

/** After a person's verdict on companies: people who may be one by now become questions, and nobody is merged unasked. */
export async function askAboutPeople(transaction: Transaction, personIds: readonly number[]): Promise<void> {
  await reconcilePeople(transaction, personIds, [], never);
}

/** Returns the accounts that others went into. */
async function reconcileAccounts(
  transaction: Transaction,
  ids: readonly number[],
  mayMerge: () => boolean,
  sumsLater?: SumsLater,
): Promise<number[]> {
  const pairs = await readOpenPairs(transaction, 'account', ids);
  if (pairs.length === 0) return [];
  const { directory, scorers } = await loadForScoring(transaction.db, 'account', idsOf(pairs));
  const large = await largeEntities(transaction, 'account', idsOf(pairs));
  const found = await reconsiderAccounts(transaction, scorers.account, directory.accounts, pairs, {
    apart: await readApart(transaction, 'account', idsOf(pairs)),
    twoRecords: await readRecordsApart(transaction, pairs, (id) => directory.accounts.get(id)),
    isLarge: (id) => large.has(id),
    learn: (known, seen) => extendAccount(known, lessonOf(known, seen, []).record),
    mayMerge: (one, other, { bits }) => mayMerge() && mayBecomeOne(one, other, bits + bitsBesideName(scorers.account)),
    settles: (one, other, { bits, isEverybody }) => mayMerge() && isEverybody && areOneByPeople(one, other, bits),
    beside: besideOf(
      await readPeopleBeside(
        transaction,
        pairs.filter(({ leftId, rightId }) => mayShow(directory.accounts.get(leftId), directory.accounts.get(rightId))),
        peopleMax,
      ),
    ),
  });
  await carryOutFindings(transaction, 'account', found, sumsLater);
  return [...new Set(found.merges.map(({ keptId }) => keptId))];
}

async function reconcilePeople(
  transaction: Transaction,
  ids: readonly number[],
  namesakes: readonly OpenPair[],
  mayMerge: () => boolean,
  sumsLater?: SumsLater,
): Promise<void> {
  const known = [...(await readOpenPairs(transaction, 'person', ids)), ...namesakes];
  const spelt = await readSpeltNames(transaction.db, [...new Set([...ids, ...idsOf(known)])]);
  const among = new Set(known.map(({ leftId, rightId }) => `${leftId}/${rightId}`));
  const pairs = [...known, ...spelt.pairs.filter(({ leftId, rightId }) => !among.has(`${leftId}/${rightId}`))];
  if (pairs.length === 0) return;
  const { directory, scorers } = await loadForScoring(transaction.db, 'person', idsOf(pairs));
  const large = await largeEntities(transaction, 'person', idsOf(pairs));
  const found = await reconsiderPeople(transaction, scorers.person, directory.people, pairs, {
    apart: await readApart(transaction, 'person', idsOf(pairs)),
    twoRecords: [],
    isLarge: (id) => large.has(id),
    learn: extendPerson,
    mayMerge,
    settles: () => false,
    beside: ({ leftId, rightId }) => {
      const [one, other] = [directory.people.get(leftId), directory.people.get(rightId)];
      const told = one && other && spelt.weigh(one.record, other.record);
      return told ? { ...nobodyBeside, bits: told.bits } : nobodyBeside;
    },
  });
  // Namesakes that nothing joins are two people of one name: no question.
  const unasked = new Set(namesakes);
  const rest = found.rest.filter(({ pair }) => !unasked.has(pair));
  await carryOutFindings(transaction, 'person', { merges: found.merges, rest }, sumsLater);
}

/** More people than this on either side are no small part of the other. */
const peopleMax = 50;

function mayShow(one: AccountProfile | undefined, other: AccountProfile | undefined): boolean {
  return one !== undefined && other !== undefined && mayShowPeople(one.record, other.record);
}

/** People of both companies speak for one company, by the rarity of their names (identity.md §2.5). */
function besideOf(people: readonly PersonBeside[]): (pair: OpenPair) => Beside {
  const found = new Map<string, Beside>();
  for (const { leftId, rightId, family, given, isOne, isNamed } of people) {
    const key = `${leftId}/${rightId}`;
    const { bits, isEverybody } = found.get(key) ?? { bits: 0, isEverybody: true };
    const more = isOne ? peopleBitsMax : isNamed && given !== '' ? namesakeBits(family, given) : 0;
    found.set(key, { bits: Math.min(peopleBitsMax, bits + more), isEverybody: isEverybody && (isOne || isNamed) });
  }
  return ({ leftId, rightId }) => found.get(`${leftId}/${rightId}`) ?? nobodyBeside;
}

function idsOf(pairs: readonly OpenPair[]): number[] {
  return [...new Set(pairs.flatMap(({ leftId, rightId }) => [leftId, rightId]))];
}

async function carryOutFindings(
  transaction: Transaction,
  kind: EntityKind,
  { merges, rest }: Reconsidered<OpenPair>,
  sumsLater: SumsLater | undefined,
): Promise<void> {
  const turned = rest.flatMap(({ pair, answer, heldBack: rule }): OpenPair[] => {
    const state = answer === 'review' ? 'open' : 'weak';
    const reason = rule ?? (isHeldBack(pair.reason) ? 'unsure' : pair.reason);
    return state === pair.state && reason === pair.reason ? [] : [{ ...pair, state, reason }];
  });
  if (merges.length + turned.length === 0) return;
  const touched = [...merges.flatMap(({ keptId, goneId }) => [keptId, goneId]), ...idsOf(turned)];
  const rows = await rowsOfEntities(transaction, kind, [...new Set(touched)]);
  const first = (id: number) => rows.get(id)![0]!;
  const common = { arrival: await nextArrival(transaction.db), kind, member_id: null };
  const questions = [...Map.groupBy(turned, ({ state, reason }) => `${state}/${reason}`).values()].map((pairs) => {
    const [left, right] = [pairs.map(({ leftId }) => first(leftId)), pairs.map(({ rightId }) => first(rightId))];
    const { state, reason } = pairs[0]!;
    return { ...common, verdict: state, left_rows: left, right_rows: right, reason };
  });
  const joined = merges.map(({ keptId, goneId }) => ({
    ...common,
    verdict: 'automatic',
    left_rows: [first(keptId)],
    right_rows: rows.get(goneId)!,
  }));
  await recordFindings(transaction, [...questions, ...joined]);
  await setPairStates(transaction, kind, turned);
  await mergeEntities(transaction, kind, merges, 'automatic', sumsLater);
}

const isHeldBack = (reason: string) => (heldBack as readonly string[]).includes(reason);

async function recordFindings(
  { db }: Transaction,
  findings: readonly Insertable<Tables['match_decision']>[],
): Promise<void> {
  for (let start = 0; start < findings.length; start += findingsPerInsert)
    await db
      .insertInto('match_decision')
      .values(findings.slice(start, start + findingsPerInsert))
      .execute();
}

const findingsPerInsert = 1_000;
