import {
  agrees,
  type AuditAnswer,
  type AuditResult,
  type AuditShares,
  measureAudit,
  usualShares,
} from '#core/match/audit.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import {
  type AuditDraws,
  type AuditLine,
  countGone,
  findAuditCase,
  listAnswered,
  listWaiting,
  readAuditDraws,
} from '#db/match-audit.ts';
import type { Db } from '#db/pool.ts';
import { lockIdentity, nextArrival } from '#db/raw-rows.ts';
import { readSetting, writeSetting } from '#db/settings.ts';
import type { Transaction } from '#db/transaction.ts';
import { caseIsGone } from './audit-sides.ts';
import { isMerging } from './decide-match.ts';
import { splitRows } from './split-rows.ts';
import { undoDecision } from './undo-decision.ts';

/**
 * An answer to a drawn case. 違う takes the rows out again, for good; 正しい holds them together, for good; a second opinion
 * changes nothing by itself. Refuses `audit_case_not_found`, `audit_answered`, `audit_case_gone`, `second_person_needed`.
 */
export async function answerAudit(
  transaction: Transaction,
  auditId: number,
  answer: AuditAnswer,
  { memberId, now }: { memberId: number | null; now: Date },
): Promise<{ decisionId: number | null }> {
  await lockIdentity(transaction);
  const line = await requireCase(transaction.db, auditId);
  if (line.answer !== null) throw new Refusal('audit_answered', 'この組にはすでに答えがあります。', { status: 409 });
  if (line.leftId === null || line.rightId === null) throw caseIsGone();
  if (line.origin !== 'verdict' && line.leftId !== line.rightId) throw caseIsGone();
  if (line.origin === 'verdict' && line.firstMemberId === memberId)
    throw new Refusal('second_person_needed', '二重確認は、はじめに判断した人とは別の人が答えます。', { status: 409 });
  const decisionId = line.origin !== 'verdict' ? await carryAnswerOut(transaction, line, answer, memberId) : null;
  await transaction.db
    .updateTable('match_audit')
    .set({ answer, answer_decision_id: decisionId, member_id: memberId, answered_at: now })
    .where('match_audit_id', '=', auditId)
    .execute();
  await writeAudit(transaction.db, {
    memberId,
    action: `match_audit.${answer}`,
    subjectKind: line.kind,
    subjectId: line.leftId,
    after: { auditId, decisionId },
  });
  return { decisionId };
}

async function carryAnswerOut(
  transaction: Transaction,
  { kind, leftId, leftRow, rightRows }: AuditLine,
  answer: AuditAnswer,
  memberId: number | null,
): Promise<number | null> {
  if (answer === 'unsure') return null;
  if (answer === 'different')
    return (await splitRows(transaction, kind, leftId!, rightRows, memberId, '抜き取り確認')).decisionId;
  const confirmed = await transaction.db
    .insertInto('match_decision')
    .values({
      arrival: await nextArrival(transaction.db),
      kind,
      verdict: 'confirmed',
      left_rows: [leftRow],
      right_rows: rightRows,
      note: '抜き取り確認',
      member_id: memberId,
    })
    .returning('match_decision_id')
    .executeTakeFirstOrThrow();
  return confirmed.match_decision_id;
}

/** Takes an answer back, with the split it made. The case waits again. Refuses `audit_case_not_found`, `audit_unanswered`. */
export async function undoAuditAnswer(
  transaction: Transaction,
  auditId: number,
  memberId: number | null,
): Promise<void> {
  await lockIdentity(transaction);
  const line = await requireCase(transaction.db, auditId);
  if (line.answer === null) throw new Refusal('audit_unanswered', 'この組にはまだ答えがありません。', { status: 409 });
  if (line.answerDecisionId !== null) await undoDecision(transaction, line.answerDecisionId, memberId);
  await transaction.db
    .updateTable('match_audit')
    .set({ answer: null, answer_decision_id: null, member_id: null, answered_at: null })
    .where('match_audit_id', '=', auditId)
    .execute();
  await writeAudit(transaction.db, {
    memberId,
    action: 'match_audit.undo',
    subjectKind: line.kind,
    ...(line.leftId === null ? {} : { subjectId: line.leftId }),
    before: { auditId, answer: line.answer },
  });
}

/** The drawn case of this id. Refuses `audit_case_not_found`. */
export async function requireCase(db: Db, auditId: number): Promise<AuditLine> {
  const line = await findAuditCase(db, auditId);
  if (!line) throw new Refusal('audit_case_not_found', `抜き取り ${auditId} は見つかりません。`, { status: 404 });
  return line;
}

/** The page of the audit: rates of `measureAudit`, the cases behind them, and cases that a later merge or split took away. */
export type AuditState = AuditResult & {
  readonly draws: AuditDraws;
  readonly shares: AuditShares;
  readonly waiting: readonly AuditLine[];
  readonly answered: readonly AuditLine[];
  /** Second opinions that contradict the first; somebody settles them by the history of decisions. */
  readonly disagreements: readonly AuditLine[];
  readonly gone: number;
};

/** What was drawn, what waits for this member, and what the answers say. */
export async function readAudit(db: Db, memberId: number | null): Promise<AuditState> {
  const answered = await listAnswered(db);
  const cases = answered.map((line) => ({
    ...line,
    answer: line.answer!,
    isMerged: line.origin !== 'verdict' || isMerging(line.firstVerdict ?? ''),
  }));
  return {
    ...measureAudit(cases),
    draws: await readAuditDraws(db),
    shares: await readAuditShares(db),
    waiting: await listWaiting(db, memberId),
    answered,
    disagreements: cases.filter((one) => one.origin === 'verdict' && one.answer !== 'unsure' && !agrees(one)),
    gone: await countGone(db),
  };
}

const settingName = 'match_audit';

/** How much of what was put together, and of what people decided, a draw looks at; 0–1. */
export async function readAuditShares(db: Db): Promise<AuditShares> {
  return { ...usualShares, ...(await readSetting<Partial<AuditShares>>(db, settingName)) };
}

/** Shares from the next draw on, 0–1. */
export async function writeAuditShares(
  { db }: Transaction,
  shares: AuditShares,
  memberId: number | null,
): Promise<void> {
  const before = await readAuditShares(db);
  await writeSetting(db, settingName, shares, memberId);
  await writeAudit(db, {
    memberId,
    action: 'match_audit.settings',
    subjectKind: 'setting',
    subjectId: settingName,
    before,
    after: shares,
  });
}
