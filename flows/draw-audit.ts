import { accountModel } from '#core/match/account-model.ts';
import { accountRecord } from '#core/match/account-record.ts';
import { type DrawnOrigin, drawSize } from '#core/match/audit.ts';
import { personModel } from '#core/match/person-model.ts';
import { personRecord } from '#core/match/person-record.ts';
import { todayJst } from '#core/period/day.ts';
import { writeAudit } from '#db/audit.ts';
import { companiesOf, type LinkedFact } from '#db/facts.ts';
import { countAudited, type Drawn, drawCases, readAuditWindow } from '#db/match-audit.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { readLinkedRows } from './linked-rows.ts';
import { readAuditShares } from './match-audit.ts';

/** Nobody looks at more; 200 tell a precision of 99 % to within two points. */
const drawnMax = 200;

/** Of each origin: how many cases came since the last draw, and how many were drawn; the seed draws the same again. */
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

/** Keeps drawn cases with the rows on either side; a link whose company or person has no other row is left out. */
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
