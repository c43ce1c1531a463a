import { takenOverFrom } from '#core/account/taken-over.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { companiesOf } from '#db/facts.ts';
import { rowsOfEntities } from '#db/move-rows.ts';
import {
  accountOfNumber,
  closedAccounts,
  keepClosureAnswer,
  successorOf,
  takeBackClosureAnswer,
} from '#db/register.ts';
import { keepTakeover } from '#db/takeovers.ts';
import type { Transaction } from '#db/transaction.ts';
import { decideMatch } from './decide-match.ts';
import { readLinkedRows } from './linked-rows.ts';
import { recompute } from './recompute.ts';

/** What somebody decides about a company whose corporation is closed: it goes to who took it over, or stays as it is. */
export type ClosureAnswer = { readonly answer: 'merged' | 'kept'; readonly reason: string };

/**
 * Answers the alert of a closed company, with a reason, audited. `merged` makes it one with the company of ours that took it over (a verdict
 * 社名変更, which the history can take back). Returns the company that is left. Refuses `closure_unknown` where the register does
 * not call it closed, and `closure_without_successor` where nobody of ours took it over.
 */
export async function answerClosure(
  transaction: Transaction,
  accountId: number,
  { answer, reason }: ClosureAnswer,
  memberId: number,
): Promise<number> {
  const { db } = transaction;
  const [closed] = (await closedAccounts(db, { accountId }, { offset: 0, limit: 1 })).rows;
  if (!closed) throw closureUnknown();
  const { closedOn, corporateNumber } = closed;
  const successorAccountId = await accountOfSuccessor(db, corporateNumber);
  let keptId = accountId;
  if (answer === 'merged') {
    if (successorAccountId === null || successorAccountId === accountId)
      throw new Refusal(
        'closure_without_successor',
        '引き継いだ会社がまだ企業にありません。取り込んでから、まとめてください。',
        { status: 409 },
      );
    keptId = await putInto(transaction, { closed: accountId, successor: successorAccountId }, reason, memberId);
  }
  await keepClosureAnswer(db, { accountId: keptId, closedOn, answer, reason, memberId });
  const entry = { memberId, action: 'account.closure', subjectKind: 'account', subjectId: keptId };
  await writeAudit(db, { ...entry, after: { answer, reason, accountId, successorAccountId, closedOn } });
  return keptId;
}

/** Makes both one; what only the closed one was called comes last from then on, while the decision stands. */
async function putInto(
  transaction: Transaction,
  { closed, successor }: { readonly closed: number; readonly successor: number },
  reason: string,
  memberId: number,
): Promise<number> {
  const facts = await readLinkedRows(transaction, [closed, successor], []);
  const said = (id: number) =>
    facts.flatMap((fact) => companiesOf(fact).flatMap(([own, seen]) => (own === id ? [seen] : [])));
  const takenOver = takenOverFrom(said(closed), said(successor));
  const rows = await rowsOfEntities(transaction, 'account', [closed, successor]);
  const pair = { kind: 'account', verdict: 'renamed', leftId: closed, rightId: successor } as const;
  const { decisionId, keptId } = await decideMatch(transaction, { ...pair, note: reason }, memberId);
  const [closedRow, successorRow] = [rows.get(closed)![0]!, rows.get(successor)![0]!];
  await keepTakeover(transaction.db, { decisionId, closedRow, successorRow, ...takenOver });
  await recompute(transaction, [keptId], []);
  return keptId;
}

/** Asks again about a company that was to stay as it is. Refuses `closure_unknown` where nothing was answered. */
export async function askClosureAgain(
  { db }: Pick<Transaction, 'db'>,
  accountId: number,
  memberId: number,
): Promise<void> {
  const before = await takeBackClosureAnswer(db, accountId);
  if (!before) throw closureUnknown();
  await writeAudit(db, {
    memberId,
    action: 'account.closure_again',
    subjectKind: 'account',
    subjectId: accountId,
    before,
  });
}

/** The company of ours that is at the end of the chain of mergers. */
async function accountOfSuccessor(db: Transaction['db'], corporateNumber: string): Promise<number | null> {
  const successor = (await successorOf(db, [corporateNumber])).get(corporateNumber);
  return successor === undefined ? null : accountOfNumber(db, successor);
}

function closureUnknown(): Refusal {
  return new Refusal('closure_unknown', 'この企業は台帳で閉鎖になっていないか、まだ答えがありません。', {
    status: 409,
  });
}
