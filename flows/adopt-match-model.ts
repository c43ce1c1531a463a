import { differencesOf } from '#core/match/settings-change.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { endProposal } from '#db/match-model-proposals.ts';
import type { Database } from '#db/pool.ts';
import { lockIdentity, nextArrival } from '#db/raw-rows.ts';
import { inTransaction } from '#db/transaction.ts';
import { addVersion, settingsInForce } from './match-models.ts';
import { isOver, requireProposal } from './propose-match-model.ts';

/**
 * Adopts a proposal as a new version of its model, which decides everything that comes from now on; what was decided stays as it
 * is until somebody has it decided again. Its place in the order of arrival is what a rebuild replays. Refuses
 * `model_proposal_not_found`, `model_proposal_over`, and `model_changed` where another version was adopted meanwhile.
 */
export async function adoptModel(
  database: Database,
  id: number,
  given: { readonly reason: string; readonly memberId: number | null; readonly now: Date },
): Promise<{ number: number }> {
  const { reason, memberId, now } = given;
  return inTransaction(database, async (transaction) => {
    await lockIdentity(transaction);
    const { db } = transaction;
    const { kind, origin, state, settings, basedOn } = await requireProposal(db, id);
    if (state !== 'ready' || !settings) throw isOver();
    const before = await settingsInForce(db, kind);
    if (before.number !== basedOn)
      throw new Refusal('model_changed', '試したあとに、別の版が採用されました。もう一度試してください。', {
        status: 409,
        details: { inForce: before.number },
      });
    const arrival = await nextArrival(db);
    const number = await addVersion(transaction, { kind, origin, settings, reason, arrival, memberId, now });
    await endProposal(db, id, { state: 'adopted', adoptedNumber: number });
    await writeAudit(db, {
      memberId,
      action: 'match_model.adopt',
      subjectKind: 'match_model',
      subjectId: `${kind}/v${number}`,
      before: { version: before.number },
      after: { version: number, origin, reason, ...differencesOf(before.settings, settings) },
    });
    return { number };
  });
}
