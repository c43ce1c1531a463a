import type { Scorer } from '#core/match/score.ts';
import type { AccountRecord } from '#core/match/account-record.ts';
import type { Directory } from './directory.ts';
import { accountHome, type AccountSighting } from './identify-account.ts';
import { storedAccountKey } from './lookup-keys.ts';

/** Why a lead is given to no company. */
export type OpenReason = 'too_little' | 'group_domain';

/**
 * Why one lead or card is given to no company, neither a known one nor a new one (identity.md §2.15); undefined when it may have
 * one. Without a domain of its own (free mail) it needs a name and a phone or an address. A domain that companies of unlike
 * names share belongs to the group: with no name beside it the company stays open. `carriers` counts such companies.
 */
export function reasonToStayOpen(
  sighting: AccountSighting | undefined,
  directory: Directory,
  scorer: Scorer<AccountRecord>,
  carriers: (key: string) => number,
): OpenReason | undefined {
  if (!sighting) return 'too_little';
  const { names, domains, phones, lines, addresses, corporateNumbers } = sighting.record;
  if (corporateNumbers.length > 0 || sighting.seen.ownKey) return undefined;
  if (domains.length === 0)
    return names.length > 0 && phones.length + lines.length + addresses.length > 0 ? undefined : 'too_little';
  if (names.length > 0 || domains.every((domain) => carriers(`2|${domain}`) <= 1)) return undefined;
  return accountHome(sighting, directory, scorer).id === undefined ? 'group_domain' : undefined;
}

/** Known companies that carry one of the row's domains: the group that a lead is given to as a whole. */
export function companiesOfDomain({ record }: AccountSighting, directory: Directory): readonly number[] {
  return [...new Set(record.domains.flatMap((domain) => directory.find(storedAccountKey(`2|${domain}`))))].filter(
    (id) => directory.accounts.get(id)?.record.domains.some((domain) => record.domains.includes(domain)),
  );
}
