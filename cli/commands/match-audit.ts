import { drawAudit } from '#flows/draw-audit.ts';
import { readAudit } from '#flows/match-audit.ts';
import type { OpenWorld } from '../open-world.ts';
import type { Output } from '../output.ts';

/** `mori match-audit [--draw]`: draws cases first if asked to, then tells what the answers so far say. */
export async function auditMatches(
  { database }: Pick<OpenWorld, 'database'>,
  { draws, seed }: { readonly draws: boolean; readonly seed?: number },
  output: Output,
): Promise<void> {
  const drawn = draws
    ? await drawAudit(database, { memberId: null, now: new Date(), ...(seed === undefined ? {} : { seed }) })
    : undefined;
  const { waiting, answered, disagreements, ...state } = await readAudit(database.db, null);
  output.result({
    ...(drawn ? { drawn } : {}),
    ...state,
    waiting: waiting.length,
    answered: answered.length,
    disagreements: disagreements.length,
  });
}
