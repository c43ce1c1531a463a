import { rateOf, type Rate } from '#core/measure/rate.ts';

/** One row as it was linked: the entity it went to, how, and what it is about. */
export type Linked = { readonly key: string; readonly entity: string; readonly method: string; readonly about: string };
/** One merge the second look made: rows of either side. */
export type Merged = { readonly left: readonly string[]; readonly right: readonly string[] };

/** Methods that a source's own key or a person stands for, and rows that founded their entity. */
const unasked = new Set(['new', 'own_key', 'decided', 'none']);

/**
 * Precision of what was put together without asking (identity.md §1.4, 4). A row that was given to a known entity is right when most
 * rows of the entity are about the same; a merge is right when most rows of both its sides are.
 */
export function automaticPrecision(links: readonly Linked[], merges: readonly Merged[]): { links: Rate; merges: Rate } {
  const byEntity = Map.groupBy(links, ({ entity }) => entity);
  const mostOf = new Map([...byEntity].map(([entity, rows]) => [entity, usualOf(rows.map(({ about }) => about))]));
  const given = links.filter(({ method }) => !unasked.has(method));
  const right = given.filter(({ entity, about }) => mostOf.get(entity) === about);
  const linkOf = new Map(links.map((link) => [link.key, link]));
  const sides = merges.map(({ left, right: gone }) => {
    const [kept, moved] = [left, gone].map((keys) => keys.flatMap((key) => linkOf.get(key) ?? [])) as [
      Linked[],
      Linked[],
    ];
    // A row may be there as the payer of an order that is about somebody else: it says nothing of the two.
    const home = usualOf(kept.map(({ entity }) => entity));
    return [kept, moved].map((rows) => usualOf(rows.flatMap(({ entity, about }) => (entity === home ? about : []))));
  });
  const told = sides.filter(([one, other]) => one !== undefined && other !== undefined);
  return {
    links: rateOf(right.length, given.length),
    merges: rateOf(told.filter(([one, other]) => one === other).length, told.length),
  };
}

/**
 * Entities of the traps (`generate --adversarial`) and how many of them hold two: any row of another, or two whose own rows mostly lie
 * there.
 */
export function trapsTaken(
  links: readonly Linked[],
  isTrap: (about: string) => boolean,
): { anyRow: Rate; whole: Rate } {
  const byEntity = [...Map.groupBy(links, ({ entity }) => entity)];
  const homeOf = new Map(
    [...Map.groupBy(links, ({ about }) => about)].map(([about, rows]) => [
      about,
      usualOf(rows.map(({ entity }) => entity)),
    ]),
  );
  const held = byEntity.flatMap(([entity, rows]) => {
    const about = [...new Set(rows.map((row) => row.about))];
    return about.some(isTrap) ? [{ about, home: about.filter((one) => homeOf.get(one) === entity) }] : [];
  });
  return {
    anyRow: rateOf(held.filter(({ about }) => about.length > 1).length, held.length),
    whole: rateOf(held.filter(({ home }) => home.length > 1).length, held.length),
  };
}

/** The most frequent of these, the first of equals. */
export function usualOf(values: readonly string[]): string | undefined {
  const counts = [...Map.groupBy(values, (value) => value)];
  return counts.sort((one, other) => other[1].length - one[1].length)[0]?.[0];
}
