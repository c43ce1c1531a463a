import type { FeedbackCode } from '#core/demand/feedback.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { deleteFeedback, saveFeedback, saveFeedbackAnswer, type GivenFeedback } from '#db/feedback.ts';
import type { Db } from '#db/pool.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Seal } from './seal.ts';

/** One tap on a hand-over (domain.md §11.5). A later tap of the same member takes the place of the earlier one. */
export async function giveFeedback(transaction: Transaction, given: GivenFeedback): Promise<{ given: true }> {
  const before = await saveFeedback(transaction.db, given);
  const { code, text, through } = given;
  await writeAudit(transaction.db, {
    memberId: given.memberId,
    action: 'feedback.give',
    subjectKind: 'lead',
    subjectId: given.cycleId,
    ...(before ? { before } : {}),
    after: { code, text, through },
  });
  return { given: true };
}

/** Takes this member's own tap back; `taken` is false where there was none. */
export async function takeFeedbackBack(
  transaction: Transaction,
  cycleId: string,
  memberId: number,
): Promise<{ taken: boolean }> {
  const taken = await deleteFeedback(transaction.db, cycleId, memberId);
  if (taken)
    await writeAudit(transaction.db, {
      memberId,
      action: 'feedback.take_back',
      subjectKind: 'lead',
      subjectId: cycleId,
    });
  return { taken };
}

type Tap = Pick<GivenFeedback, 'cycleId' | 'memberId'>;

/**
 * What marketing answers to a tap (domain.md §11.5), or null to take the answer back. Whoever tapped reads it where they tapped; another
 * tap waits for another answer. Refuses `feedback_not_found`.
 */
export async function answerFeedback(
  transaction: Transaction,
  tap: Tap,
  text: string | null,
  actor: { readonly memberId: number; readonly now: Date },
): Promise<{ answered: boolean }> {
  const answer = text === null ? null : { text, by: actor.memberId, at: actor.now };
  if (!(await saveFeedbackAnswer(transaction.db, tap, answer)))
    throw new Refusal(
      'feedback_not_found',
      'この評価は、取り消されたか置き換えられました。一覧を開き直してください。',
      {
        status: 404,
      },
    );
  await writeAudit(transaction.db, {
    memberId: actor.memberId,
    action: answer ? 'feedback.answer' : 'feedback.take_answer_back',
    subjectKind: 'lead',
    subjectId: tap.cycleId,
    after: { giver: tap.memberId, text },
  });
  return { answered: answer !== null };
}

/** How long a link in a letter may be used. */
const linkDays = 30;

/**
 * The address of the page on which a receiver confirms a tap. What signs it stands behind the `#`, which no browser sends and
 * no log keeps; opening the page changes nothing, because mail scanners open links too.
 */
export function feedbackLink(
  { seal, publicUrl }: { seal: Seal; publicUrl: string },
  about: { cycleId: string; memberId: number },
  code: FeedbackCode,
  now: Date,
): string {
  const token = seal.sign(about, new Date(now.getTime() + linkDays * 86_400_000));
  return `${publicUrl}/feedback#${new URLSearchParams({ token, code })}`;
}

export type OpenedLink = {
  readonly cycleId: string;
  readonly memberId: number;
  readonly memberName: string;
  readonly side: 'sales' | 'agency';
  readonly accountName: string | null;
  readonly handedOn: string | null;
  readonly saidBefore: string | null;
};

/** Whom and what a link is about. Refuses `feedback_link_invalid` for one that is old, edited, or of somebody who left. */
export async function openFeedbackLink(db: Db, seal: Seal, token: string, now: Date): Promise<OpenedLink> {
  const about = seal.verify(token, now) as { cycleId: string; memberId: number } | undefined;
  const found =
    about &&
    (await db
      .selectFrom('lead_cycle')
      .innerJoin('member', (join) => join.on('member.member_id', '=', about.memberId))
      .leftJoin('account', 'account.account_id', 'lead_cycle.account_id')
      .leftJoin('feedback', (join) =>
        join.onRef('feedback.cycle_id', '=', 'lead_cycle.cycle_id').on('feedback.member_id', '=', about.memberId),
      )
      .select(['member.name as memberName', 'member.role', 'account.name as accountName', 'mql_at', 'feedback.code'])
      .where('lead_cycle.cycle_id', '=', about.cycleId)
      .where('member.is_active', '=', true)
      .executeTakeFirst());
  if (!about || !found)
    throw new Refusal(
      'feedback_link_invalid',
      'このリンクは使えません(期限切れ、または途中で切れています)。Mori を開いて評価してください。',
      { status: 410 },
    );
  return {
    ...about,
    memberName: found.memberName,
    side: found.role === 'agency' ? 'agency' : 'sales',
    accountName: found.accountName,
    handedOn: found.mql_at,
    saidBefore: found.code,
  };
}
