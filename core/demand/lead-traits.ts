/** What leads are told apart by in analyses and rules. */
export const traitNames = ['source', 'industry', 'prefecture', 'size', 'title', 'class'] as const;
export type TraitName = (typeof traitNames)[number];

/** Bands of employees, from the first that a number is below. */
export const sizeBands = ['〜49人', '50〜299人', '300〜999人', '1000人〜'] as const;
const below = [50, 300, 1_000];

/** The band that so many employees fall into, such as 50〜299人; null where nobody knows. */
export function sizeBand(employees: number | null): string | null {
  if (employees === null) return null;
  const place = below.findIndex((limit) => employees < limit);
  return sizeBands[place < 0 ? sizeBands.length - 1 : place]!;
}
