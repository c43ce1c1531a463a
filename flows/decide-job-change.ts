import { addDays, todayJst } from '#core/period/day.ts';
import { type JobChangeVerdict, laterDays } from '#core/person/job-change.ts';
import { Refusal } from '#core/refusal.ts';
import { accountNow } from '#db/appointments.ts';
import { writeAudit } from '#db/audit.ts';
import { readRowsAt } from '#db/job-changes.ts';
import { lockIdentity, nextArrival } from '#db/raw-rows.ts';
import { refreshRollups } from '#db/rollups.ts';
import type { Transaction } from '#db/transaction.ts';
import { decideMatch } from './decide-match.ts';
import { listJobChanges, type NoticedJobChange } from './job-changes.ts';
import { splitRows } from './split-rows.ts';
import { undoDecision } from './undo-decision.ts';

export type JobChangeDecision = {
  readonly personId: number;
  readonly otherPersonId: number | null;
  readonly fromId: number;
  readonly toId: number;
  readonly verdict: JobChangeVerdict;
};

/**
 * What somebody of ours says of a job change: it is so, or both companies at once, means that the rows are of one person for good; not the
 * same person keeps them apart for good; later asks again. Refuses one that is not noticed (any more).
 */
export async function decideJobChange(
  transaction: Transaction,
  decision: JobChangeDecision,
  today: string,
  memberId: number | null,
): Promise<{ answerId: number; personId: number }> {
  await lockIdentity(transaction);
  const { personId, otherPersonId, fromId, toId, verdict } = decision;
  const noticed = await listJobChanges(transaction.db, { today, personId, withAnswered: true });
  const change = noticed.find(
    (one) =>
      one.personId === personId &&
      one.otherPersonId === otherPersonId &&
      one.from.accountId === fromId &&
      one.to.accountId === toId,
  );
  if (!change)
    throw new Refusal('job_change_gone', 'この転職の知らせは、もう確認の対象ではありません。', { status: 409 });
  const decisionId = verdict === 'later' ? null : await carryOutVerdict(transaction, change, verdict, memberId);
  const { job_change_answer_id: answerId } = await transaction.db
    .insertInto('job_change_answer')
    .values({
      person_id: personId,
      other_person_id: otherPersonId,
      from_id: fromId,
      to_id: toId,
      verdict,
      ask_again_on: verdict === 'later' ? addDays(today, laterDays) : null,
      match_decision_id: decisionId,
      member_id: memberId,
    })
    .returning('job_change_answer_id')
    .executeTakeFirstOrThrow();
  await recount(transaction, fromId, toId);
  const stays = otherPersonId === null ? personId : Math.min(personId, otherPersonId);
  await writeAudit(transaction.db, {
    memberId,
    action: `job_change.${verdict}`,
    subjectKind: 'person',
    subjectId: stays,
    after: { from: change.from.accountName, to: change.to.accountName },
  });
  return { answerId, personId: stays };
}

/** Who works at either company. */
async function recount(transaction: Transaction, fromId: number, toId: number): Promise<void> {
  const { db } = transaction;
  await refreshRollups(transaction, todayJst(new Date()), [await accountNow(db, fromId), await accountNow(db, toId)]);
}

/** The verdict as a decision about identity, which every rebuild replays. */
async function carryOutVerdict(
  transaction: Transaction,
  { personId, otherPersonId, from, to }: NoticedJobChange,
  verdict: Exclude<JobChangeVerdict, 'later'>,
  memberId: number | null,
): Promise<number> {
  if (otherPersonId !== null) {
    const pair = { kind: 'person', leftId: personId, rightId: otherPersonId } as const;
    const words = { confirmed: 'renamed', concurrent: 'same', different: 'different' } as const;
    return (await decideMatch(transaction, { ...pair, verdict: words[verdict] }, memberId)).decisionId;
  }
  const rowsOf = async (accountId: number) =>
    (await readRowsAt(transaction.db, personId, accountId)).map(({ rowKey }) => rowKey);
  const moved = await rowsOf(to.accountId);
  if (verdict === 'different')
    return (await splitRows(transaction, 'person', personId, moved, memberId, note)).decisionId;
  const { match_decision_id: decisionId } = await transaction.db
    .insertInto('match_decision')
    .values({
      arrival: await nextArrival(transaction.db),
      kind: 'person',
      verdict: 'confirmed',
      left_rows: (await rowsOf(from.accountId)).slice(0, 1),
      right_rows: moved,
      note,
      member_id: memberId,
    })
    .returning('match_decision_id')
    .executeTakeFirstOrThrow();
  return decisionId;
}

const note = '転職の確認';

/** Takes an answer back, with what it decided about identity: the job change waits again. */
export async function undoJobChange(
  transaction: Transaction,
  answerId: number,
  memberId: number | null,
): Promise<void> {
  await lockIdentity(transaction);
  const { db } = transaction;
  const answer = await db
    .selectFrom('job_change_answer')
    .selectAll()
    .where('job_change_answer_id', '=', answerId)
    .executeTakeFirst();
  if (!answer) throw new Refusal('job_change_gone', 'この転職の答えは見つかりません。', { status: 404 });
  if (answer.undone_at !== null)
    throw new Refusal('already_undone', 'この判断はすでに取り消されています。', { status: 409 });
  if (answer.match_decision_id !== null) await undoDecision(transaction, answer.match_decision_id, memberId);
  await db
    .updateTable('job_change_answer')
    .set({ undone_at: new Date(), undone_by: memberId })
    .where('job_change_answer_id', '=', answerId)
    .execute();
  await recount(transaction, answer.from_id, answer.to_id);
  await writeAudit(db, { memberId, action: 'job_change.undo', subjectKind: 'person', subjectId: answer.person_id });
}
