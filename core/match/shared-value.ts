import { type AccountRecord, addressKey, domainLabels, linesOf } from './account-record.ts';
import type { PersonRecord } from './person-record.ts';

/** What may turn out to be shared, and by how many at most it tells who somebody is (identity.md §2.2). */
export const sharedKinds = ['domain', 'phone', 'address', 'email'] as const;
export type SharedKind = (typeof sharedKinds)[number];
export const carriersMax: Readonly<Record<SharedKind, number>> = { domain: 3, phone: 3, address: 20, email: 2 };
/** A domain that most of its people share in one company is that company's, however many others carry it. */
export const domainTopShareMax = 0.9;

export type SharedValue = { readonly kind: SharedKind; readonly value: string };

/** The company as it is known without this value. */
export function companyWithout(record: AccountRecord, { kind, value }: SharedValue): AccountRecord {
  switch (kind) {
    case 'domain': {
      const domains = record.domains.filter((domain) => domain !== value);
      return { ...record, domains, labels: domainLabels(domains) };
    }
    case 'phone': {
      const phones = record.phones.filter((phone) => phone !== value);
      const own = linesOf([value]);
      return { ...record, phones, lines: record.lines.filter((line) => !own.includes(line)) };
    }
    case 'address':
      return { ...record, addresses: record.addresses.filter((place) => addressKey(place) !== value) };
    case 'email':
      return record;
  }
}

/** The person as known without this value. */
export function personWithout(record: PersonRecord, { kind, value }: SharedValue): PersonRecord {
  return kind === 'email' ? { ...record, emails: record.emails.filter(({ address }) => address !== value) } : record;
}
