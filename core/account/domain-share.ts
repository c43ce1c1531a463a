/** How many people with an address at a domain work at each company. */
export type DomainUse = { readonly accountId: number; readonly people: number };

/** Whose domain it is: one company's, a group's, or not told yet. `share` of its people, 0–1. */
export type DomainOwner =
  | { readonly kind: 'account'; readonly accountId: number; readonly share: number; readonly people: number }
  | { readonly kind: 'group'; readonly accountIds: readonly number[]; readonly people: number }
  | { readonly kind: 'open'; readonly people: number };

const ownShareMin = 0.9;
const peopleMin = 3;

/**
 * Whose a domain is (identity.md §2.15): one company's when at least three people and nine in ten of them work there; a
 * group's when several companies share it; open as long as fewer people are known. A lead with a group's domain and no other
 * evidence belongs to the group, not to a guess.
 */
export function domainOwner(uses: readonly DomainUse[]): DomainOwner {
  const people = uses.reduce((sum, use) => sum + use.people, 0);
  const used = uses.filter((use) => use.people > 0);
  const [first] = [...used].sort((one, other) => other.people - one.people || one.accountId - other.accountId);
  if (!first || people < peopleMin) return { kind: 'open', people };
  const share = first.people / people;
  if (share >= ownShareMin) return { kind: 'account', accountId: first.accountId, share, people };
  return { kind: 'group', accountIds: used.map(({ accountId }) => accountId).sort((a, b) => a - b), people };
}
