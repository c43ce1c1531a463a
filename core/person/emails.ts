import type { Origin } from '#core/account/survive.ts';

/** One address of a person: the newest row that tells it, its place in that row, and whether a row says that mail to it bounces. */
export type KnownEmail = {
  readonly origin: Origin;
  readonly place: number;
  readonly isRole: boolean;
  readonly bounces: boolean;
};

/** The same address told by two rows. One that bounces by either does; it is taken back where that row no longer says so. */
export function joinEmail(one: KnownEmail, other: KnownEmail | undefined): KnownEmail {
  if (!other) return one;
  const newest = isLater(one, other) ? one : other;
  return { ...newest, bounces: one.bounces || other.bounces };
}

/** The address to write to (domain.md §12.5): one that does not bounce, before the person's own, before the newest. */
export function bestEmail(
  emails: ReadonlyMap<string, KnownEmail>,
): { readonly address: string; readonly known: KnownEmail } | undefined {
  let best: { address: string; known: KnownEmail } | undefined;
  for (const [address, known] of emails)
    if (!best || isBetter(known, best.known) || (!isBetter(best.known, known) && address < best.address))
      best = { address, known };
  return best;
}

function isBetter(one: KnownEmail, other: KnownEmail): boolean {
  if (one.bounces !== other.bounces) return other.bounces;
  if (one.isRole !== other.isRole) return other.isRole;
  return isLater(one, other);
}

function isLater(one: KnownEmail, other: KnownEmail): boolean {
  if (one.origin.on !== other.origin.on) return one.origin.on > other.origin.on;
  if (one.origin.row !== other.origin.row) return one.origin.row > other.origin.row;
  return one.place < other.place;
}
