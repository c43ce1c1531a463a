import { usualOf, type Linked } from './automatic.ts';

/** A question that waits for a person, by the two entities it is about. */
export type Question = { readonly kind: string; readonly left: number; readonly right: number };

/**
 * The entity of each row once every open question is answered by somebody who knows: two entities become one where most rows of both
 * are about the same. What the matcher loses for good, apart from what it leaves to people (identity.md §1.4).
 */
export function answerQuestions(links: readonly Linked[], questions: readonly Question[]): string[] {
  const about = new Map(
    [...Map.groupBy(links, ({ entity }) => entity)].map(([entity, rows]) => [
      entity,
      usualOf(rows.map((row) => row.about)),
    ]),
  );
  const into = new Map<string, string>();
  const now = (entity: string): string => {
    const next = into.get(entity);
    return next === undefined ? entity : now(next);
  };
  for (const { left, right } of questions) {
    const [one, other] = [about.get(String(left)), about.get(String(right))];
    if (one === undefined || one !== other) continue;
    const [kept, gone] = [now(String(left)), now(String(right))];
    if (kept !== gone) into.set(gone, kept);
  }
  return links.map(({ entity }) => now(entity));
}
