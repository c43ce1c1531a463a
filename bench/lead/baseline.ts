import { editDistance } from '#core/text/similar.ts';
import type { AccountProfile } from '#core/identify/directory.ts';
import type { AccountRecord } from '#core/match/account-record.ts';

/**
 * The rule to beat (identity.md §2.15, P17): an exact name, or a close name and one of domain, phone and postal code. Given the
 * same parsed values and profiles as Mori: legal form, width and case do not count, and neither does free mail. Of several the one
 * with more of the three wins, then the one with more people, then the older one.
 */
export class LeadRule {
  readonly #profiles = new Map<number, AccountProfile>();
  readonly #byValue = new Map<string, Set<number>>();

  constructor(profiles: Iterable<AccountProfile>) {
    for (const profile of profiles) {
      this.#profiles.set(profile.id, profile);
      for (const value of valuesOf(profile.record)) {
        const ids = this.#byValue.get(value) ?? new Set<number>();
        this.#byValue.set(value, ids.add(profile.id));
      }
    }
  }

  /** The account the rule gives this row, or none. */
  find(row: AccountRecord): number | undefined {
    const carriers = new Set(valuesOf(row).flatMap((value) => [...(this.#byValue.get(value) ?? [])]));
    let best: { id: number; shared: number; people: number } | undefined;
    for (const id of carriers) {
      const { record, headCount } = this.#profiles.get(id)!;
      const shared = sharedKinds(row, record);
      const nearness = nameNearness(row, record);
      if (!(nearness === 'exact' || (nearness === 'close' && shared > 0))) continue;
      const one = { id, shared, people: headCount };
      if (!best || beats(one, best)) best = one;
    }
    return best?.id;
  }
}

type Found = { readonly id: number; readonly shared: number; readonly people: number };

function beats(one: Found, other: Found): boolean {
  return one.shared - other.shared || one.people - other.people || other.id - one.id
    ? (one.shared - other.shared || one.people - other.people || other.id - one.id) > 0
    : false;
}

function valuesOf({ names, domains, phones, addresses }: AccountRecord): string[] {
  return [
    ...names.map(({ core }) => `name|${core}`),
    ...domains.map((domain) => `domain|${domain}`),
    ...phones.map((phone) => `phone|${phone}`),
    ...addresses.flatMap(({ postalCode }) => (postalCode ? [`zip|${postalCode}`] : [])),
  ];
}

function sharedKinds(one: AccountRecord, other: AccountRecord): number {
  const shares = (values: readonly string[], others: readonly string[]) =>
    values.some((value) => others.includes(value)) ? 1 : 0;
  const zips = ({ addresses }: AccountRecord) => addresses.flatMap(({ postalCode }) => postalCode ?? []);
  return shares(one.domains, other.domains) + shares(one.phones, other.phones) + shares(zips(one), zips(other));
}

/** Close: one in five characters differs at most, or one name begins with the other. */
function nameNearness(one: AccountRecord, other: AccountRecord): 'exact' | 'close' | undefined {
  let isClose = false;
  for (const { core } of one.names)
    for (const { core: known } of other.names) {
      if (core === known) return 'exact';
      const length = Math.max(core.length, known.length);
      const limit = Math.floor(length / 5);
      isClose ||= core.length >= 2 && known.length >= 2 && (core.startsWith(known) || known.startsWith(core));
      isClose ||= limit > 0 && editDistance(core, known, limit) <= limit;
    }
  return isClose ? 'close' : undefined;
}
