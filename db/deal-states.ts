import { sql, type RawBuilder } from 'kysely';
import { decidedStates, undecidedStates } from '#core/demand/deal-state.ts';

/** Written out, not bound: the partial indexes of `deal` are chosen by these very words. */
const among = (column: string, states: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} in (${sql.join(states.map((state) => sql.lit(state)))})`;

/** The deal has ended: won, lost, or nobody decided. */
export const isDecided = (column: string): RawBuilder<boolean> => among(column, decidedStates);

/** The deal may still be won: it is worked on, or it rests. */
export const isUndecided = (column: string): RawBuilder<boolean> => among(column, undecidedStates);

/** The deal ended without a win: lost to somebody, or to nobody. */
export const isNotWon = (column: string): RawBuilder<boolean> => among(column, ['lost', 'no_decision']);
