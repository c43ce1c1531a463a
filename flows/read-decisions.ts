import { companiesOf, type LinkedFact } from '#db/facts.ts';
import { listDecisions, type DecisionLine } from '#db/match-sides.ts';
import type { EntityKind } from '#db/move-rows.ts';
import type { Db } from '#db/pool.ts';
import { readRowsOf } from './linked-rows.ts';

/** A decision with both sides as the rows call them that it was about; null where a row is gone. */
export type NamedDecision = Omit<DecisionLine, 'leftRow' | 'rightRow'> & {
  readonly leftName: string | null;
  readonly rightName: string | null;
};

/** The latest decisions, `max` of people and of the model: a company that two became bears one name, and its rows tell which two it was. */
export async function readDecisions(
  db: Db,
  max: number,
  about?: { readonly kind: EntityKind; readonly id: number },
): Promise<NamedDecision[]> {
  const decisions = await listDecisions(db, about, max);
  const facts = await readRowsOf({ db }, [
    ...new Set(decisions.flatMap(({ leftRow, rightRow }) => [leftRow, rightRow].filter((row) => row !== null))),
  ]);
  const factOf = new Map(facts.map((fact) => [fact.observation.row.key, fact]));
  return decisions.map(({ leftRow, rightRow, ...decision }) => {
    const nameOf = (row: string | null) => (row === null ? null : calledIn(decision, factOf.get(row)));
    return { ...decision, leftName: nameOf(leftRow), rightName: nameOf(rightRow) };
  });
}

function calledIn({ kind, entityId }: Pick<DecisionLine, 'kind' | 'entityId'>, fact: LinkedFact | undefined) {
  if (!fact) return null;
  if (kind === 'person') {
    const { person } = fact.observation;
    return person?.name?.display ?? person?.emails[0]?.address ?? null;
  }
  const companies = companiesOf(fact);
  const [, seen] = companies.find(([id]) => id === entityId) ?? companies[0] ?? [];
  return seen?.name?.raw ?? seen?.corporateNumber ?? seen?.domains[0] ?? null;
}
