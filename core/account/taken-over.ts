import type { CompanySeen } from '#core/observation/observation.ts';

/** How a company was called whose corporation is closed and which was put into this one: names in safe folding, 法人番号. */
export type TakenOver = { readonly names: readonly string[]; readonly numbers: readonly string[] };

/**
 * What only the closed company was called. A name or number that both have tells nothing of which of them a row speaks.
 */
export function takenOverFrom(closed: readonly CompanySeen[], successor: readonly CompanySeen[]): TakenOver {
  const [gone, kept] = [closed, successor].map((seen) => ({
    names: new Set(seen.flatMap(({ name }) => name?.safe ?? [])),
    numbers: new Set(seen.flatMap(({ corporateNumber }) => corporateNumber ?? [])),
  })) as [Called, Called];
  return {
    names: [...gone.names.difference(kept.names)].sort(),
    numbers: [...gone.numbers.difference(kept.numbers)].sort(),
  };
}
type Called = { readonly names: Set<string>; readonly numbers: Set<string> };

/** True for a row that calls the company what it was called before. */
export function speaksOfTakenOver(takenOver: TakenOver, { name, corporateNumber }: CompanySeen): boolean {
  if (corporateNumber !== undefined) return takenOver.numbers.includes(corporateNumber);
  return name !== undefined && takenOver.names.includes(name.safe);
}
