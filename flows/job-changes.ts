import { addDays } from '#core/period/day.ts';
import { type JobChange, jobChangeBetween, jobChangesOf, newsDays } from '#core/person/job-change.ts';
import {
  type ConcernedMember,
  type JobChangeAnswer,
  listMovedPeople,
  listPairsApart,
  readJobChangeAnswers,
  readKnownBy,
  readOwners,
  readRowsAt,
} from '#db/job-changes.ts';
import type { Db } from '#db/pool.ts';
import { type NamedEmployment, readEmployments } from './read-employments.ts';

/** One company of a job change, as the person stood or stands there. */
export type JobChangeSide = {
  readonly accountId: number;
  readonly accountName: string;
  readonly ownerName: string | null;
  readonly department: string | null;
  readonly title: string | null;
  readonly firstOn: string | null;
  readonly lastOn: string | null;
  readonly source: string;
};

/** A person known at one company who was seen at another since, and what somebody of ours said of it. */
export type NoticedJobChange = {
  readonly personId: number;
  /** The record at the new company, where it is not yet the same person. */
  readonly otherPersonId: number | null;
  readonly name: string;
  readonly from: JobChangeSide;
  readonly to: JobChangeSide;
  /** What the records have in common. */
  readonly matched: readonly string[];
  readonly knownBy: readonly string[];
  readonly answer: Pick<JobChangeAnswer, 'answerId' | 'verdict' | 'askAgainOn' | 'memberName' | 'at'> | null;
};

export type JobChangeScope = {
  readonly today: string;
  readonly concerned?: ConcernedMember | undefined;
  /** Of one person, however long ago. */
  readonly personId?: number | undefined;
  /** Those that were answered as well. */
  readonly withAnswered?: boolean | undefined;
};

/** So many are looked through; more are never waiting at one time. */
const lookedAtMax = 500;
const viewer = { role: 'admin', agencyAccountId: null } as const;

/**
 * Job changes that are news: worked out from where people were seen, so that rows taken in twice tell nothing new. Answered ones
 * and those put off are left out unless asked for.
 */
export async function listJobChanges(db: Db, scope: JobChangeScope): Promise<NoticedJobChange[]> {
  const { today, concerned, personId } = scope;
  const since = personId === undefined ? addDays(today, -newsDays) : '';
  const people = personId === undefined ? await listMovedPeople(db, since, concerned, lookedAtMax) : [personId];
  const pairs = await listPairsApart(db, { since, concerned, personId }, lookedAtMax);
  const ids = [...new Set([...people, ...pairs.flatMap(({ leftId, rightId }) => [leftId, rightId])])];
  if (ids.length === 0) return [];
  const employments = await readEmployments(db, ids, viewer);
  const of = (id: number) => employments.get(id) ?? [];
  const found = [
    ...people.flatMap((id) => jobChangesOf(of(id)).map((change) => ({ change, ids: [id, null] as const }))),
    ...pairs.flatMap(({ leftId, rightId, matched }) => {
      const change = jobChangeBetween(of(leftId), of(rightId));
      if (!change) return [];
      return [{ change, matched, ids: change.isTurned ? ([rightId, leftId] as const) : ([leftId, rightId] as const) }];
    }),
  ].filter(({ change }) => change.seenOn >= since);
  const answers = await readJobChangeAnswers(db, ids);
  const answerTo = (change: JobChange, person: number) =>
    answers.find((one) => one.personId === person && one.fromId === change.fromId && one.toId === change.toId) ?? null;
  const waiting = found
    .map((one) => ({ ...one, answer: answerTo(one.change, one.ids[0]) }))
    .filter(
      ({ answer }) => scope.withAnswered || !answer || (answer.askAgainOn !== null && answer.askAgainOn <= today),
    );
  const asked = await Promise.all(waiting.map(async (one) => ((await isOwnRecord(db, one)) ? [] : [one])));
  const owners = await readOwners(
    db,
    asked.flat().flatMap(({ change }) => [change.fromId, change.toId]),
  );
  const known = await readKnownBy(db, ids);
  const noticed = await Promise.all(
    asked.flat().map(async ({ change, ids: [person, other], answer, ...rest }) => ({
      personId: person,
      otherPersonId: other,
      name: known.get(person)!.name,
      from: sideOf(of(person), change.fromId, owners),
      to: sideOf(of(other ?? person), change.toId, owners),
      matched: 'matched' in rest ? rest.matched : await matchedOf(db, person, change.toId),
      knownBy: [...new Set([person, other].flatMap((id) => (id === null ? [] : (known.get(id)?.knownBy ?? []))))],
      answer,
    })),
  );
  return noticed.sort(
    (one, two) => (two.to.firstOn ?? '').localeCompare(one.to.firstOn ?? '') || one.personId - two.personId,
  );
}

/** The record itself names the other company since: nobody has to be asked whether it is one person. */
async function isOwnRecord(
  db: Db,
  { change, ids: [person, other] }: { readonly change: JobChange; readonly ids: readonly [number, number | null] },
): Promise<boolean> {
  return other === null && (await readRowsAt(db, person, change.fromId)).length === 0;
}

function sideOf(
  employments: readonly NamedEmployment[],
  accountId: number,
  owners: ReadonlyMap<number, string>,
): JobChangeSide {
  const { accountName, firstOn, lastOn, stays } = employments.find((one) => one.accountId === accountId)!;
  const [newest] = stays;
  return {
    accountId,
    accountName,
    ownerName: owners.get(accountId) ?? null,
    department: stays.find((stay) => stay.department !== null)?.department ?? null,
    title: stays.find((stay) => stay.title !== null)?.title ?? null,
    firstOn,
    lastOn,
    source: newest!.source,
  };
}

/** Evidence of a row is of its company as well; a person who went elsewhere is known by these. */
const personal: ReadonlySet<string> = new Set(['name', 'email', 'mobile', 'own_key']);

async function matchedOf(db: Db, personId: number, accountId: number): Promise<string[]> {
  const words = (await readRowsAt(db, personId, accountId)).flatMap(({ matched }) => matched);
  return [...new Set(words)].filter((word) => personal.has(word));
}
