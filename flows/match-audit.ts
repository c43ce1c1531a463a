import { accountModel } from '#core/match/account-model.ts';
import { accountRecord } from '#core/match/account-record.ts';
import {
  agrees,
  type AuditAnswer,
  type DrawnOrigin,
  type AuditResult,
  type AuditShares,
  drawSize,
  measureAudit,
  usualShares,
} from '#core/match/audit.ts';
import { personModel } from '#core/match/person-model.ts';
import { personRecord } from '#core/match/person-record.ts';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { companiesOf, type LinkedFact } from '#db/facts.ts';
import {
  type AuditDraws,
  type AuditLine,
  countAudited,
  countGone,
  type Drawn,
  drawCases,
  findAuditCase,
  listAnswered,
  listWaiting,
  readAuditDraws,
  readAuditWindow,
} from '#db/match-audit.ts';
import type { Database, Db } from '#db/pool.ts';
import { lockIdentity, nextArrival } from '#db/raw-rows.ts';
import { readSetting, writeSetting } from '#db/settings.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { caseIsGone } from './audit-sides.ts';
import { isMerging } from './decide-match.ts';
import { splitRows } from './split-rows.ts';
import { undoDecision } from './undo-decision.ts';
import { readLinkedRows } from './linked-rows.ts';

const settingName = 'match_audit';
/** Nobody looks at more; 200 tell a precision of 99 % to within two points. */
const drawnMax = 200;

export type DrawResult = Readonly<Record<DrawnOrigin, { readonly of: number; readonly drawn: number }>> & {
  readonly seed: number;
};

/**
 * Draws cases from everything that came since the last draw (identity.md §2.7): 1 % of what the matcher put together across
 * sources, 5 % of what people decided. Without a seed the day is one. Where nothing new came, nothing is drawn.
 */
export async function drawAudit(
  database: Database,
  {
    memberId,
    now,
    seed = Number(todayJst(now).replaceAll('-', '')),
  }: { memberId: number | null; now: Date; seed?: number },
): Promise<DrawResult> {
  return inTransaction(database, async (transaction) => {
    const { db } = transaction;
    await transaction.run('lock table match_audit_draw in share row exclusive mode');
    const window = await readAuditWindow(db);
    const shares = await readAuditShares(db);
    const draw = async (origin: DrawnOrigin) => {
      const of = await countAudited(db, origin, window);
      const drawn = await drawCases(db, origin, window, seed, Math.min(drawnMax, drawSize(of, shares[origin])));
      return { of, drawn };
    };
    const found = { automatic: await draw('automatic'), verdict: await draw('verdict') };
    const result = {
      seed,
      automatic: { of: found.automatic.of, drawn: found.automatic.drawn.length },
      verdict: { of: found.verdict.of, drawn: found.verdict.drawn.length },
    };
    if (found.automatic.of + found.verdict.of === 0) return result;
    const { match_audit_draw_id } = await db
      .insertInto('match_audit_draw')
      .values({
        seed,
        from_arrival: window.from,
        to_arrival: window.to,
        automatic_share: shares.automatic,
        verdict_share: shares.verdict,
        automatic_count: found.automatic.of,
        verdict_count: found.verdict.of,
        member_id: memberId,
        drawn_at: now,
      })
      .returning('match_audit_draw_id')
      .executeTakeFirstOrThrow();
    for (const origin of ['automatic', 'verdict'] as const)
      await keepCases(transaction, match_audit_draw_id, origin, found[origin].drawn);
    await writeAudit(db, {
      memberId,
      action: 'match_audit.draw',
      subjectKind: 'match_audit_draw',
      subjectId: match_audit_draw_id,
      after: result,
    });
    return result;
  });
}

async function keepCases(
  transaction: Transaction,
  drawId: number,
  origin: DrawnOrigin,
  cases: readonly Drawn[],
): Promise<void> {
  const links = cases.filter(({ leftRow }) => leftRow === null);
  const idsOf = (kind: Drawn['kind']) => links.flatMap((drawn) => (drawn.kind === kind ? [drawn.entityId] : []));
  const facts = await readLinkedRows(transaction, idsOf('account'), idsOf('person'));
  const kept = cases.flatMap((drawn) => {
    const parts = drawn.leftRow === null ? partsOfLink(facts, drawn) : { left: drawn.leftRow, right: drawn.rightRows };
    return parts ? [{ drawn, parts }] : [];
  });
  if (kept.length === 0) return;
  await transaction.db
    .insertInto('match_audit')
    .values(
      kept.map(({ drawn, parts }) => ({
        match_audit_draw_id: drawId,
        origin,
        kind: drawn.kind,
        left_row: parts.left,
        right_rows: parts.right,
        method: drawn.method,
        source: drawn.source,
        match_decision_id: drawn.decisionId,
      })),
    )
    .execute();
}

/** The drawn row with all rows that say the very same, and the first of the others. */
function partsOfLink(facts: readonly LinkedFact[], { kind, entityId, rowKey }: Drawn) {
  const keyOf = (fact: LinkedFact) => fact.observation.row.key;
  const told = facts.flatMap((fact) => {
    const words = wordsOf(kind, entityId, fact);
    return words === undefined ? [] : [{ key: keyOf(fact), words }];
  });
  const own = facts.find((fact) => keyOf(fact) === rowKey);
  const others = told.filter(({ key }) => key !== rowKey);
  if (!own || others.length === 0) return undefined;
  const words = wordsOf(kind, entityId, own);
  const alike = others.filter((other) => other.words === words).map(({ key }) => key);
  const rest = others.filter((other) => other.words !== words);
  return rest.length === 0
    ? { left: others[0]!.key, right: [rowKey] }
    : { left: rest[0]!.key, right: [rowKey, ...alike] };
}

/** Everything that a row says of the company or person, as one text. */
export function wordsOf(kind: Drawn['kind'], entityId: number, fact: LinkedFact): string | undefined {
  if (kind === 'account') {
    const seen = companiesOf(fact).find(([id]) => id === entityId)?.[1];
    return seen && accountModel.signature(accountRecord(seen));
  }
  const { person } = fact.observation;
  if (fact.personId !== entityId) return undefined;
  return person && personModel.signature(personRecord(person, String(fact.accountId ?? '')));
}

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

/** Takes an answer back, with the split it made. The case waits again. */
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

export async function requireCase(db: Db, auditId: number): Promise<AuditLine> {
  const line = await findAuditCase(db, auditId);
  if (!line) throw new Refusal('audit_case_not_found', `抜き取り ${auditId} は見つかりません。`, { status: 404 });
  return line;
}

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
