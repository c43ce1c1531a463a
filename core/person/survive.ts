import { beats, type Origin } from '#core/account/survive.ts';
import type { Observation } from '#core/observation/observation.ts';

export type PersonAttribute = 'name' | 'kana' | 'email' | 'phone' | 'mobile' | 'department' | 'title' | 'account';

export type GoldenPerson = {
  values: {
    name?: string;
    family?: string;
    given?: string;
    nameKey?: string;
    kana?: string;
    email?: string;
    phone?: string;
    mobile?: string;
    department?: string;
    departmentFunction?: string;
    title?: string;
    titleRank?: number;
    band?: string;
    accountId?: number;
  };
  provenance: Partial<Record<PersonAttribute, Origin>>;
  emails: Set<string>;
  hasOptedOut: boolean;
  isRoleAddress: boolean;
  /** Values that somebody of ours decided: files compete beneath them. */
  pinned?: ReadonlySet<PersonAttribute>;
};

export function emptyPerson(): GoldenPerson {
  return { values: {}, provenance: {}, emails: new Set(), hasOptedOut: false, isRoleAddress: true };
}

/**
 * Lets one row's values compete: title, department and company follow the newest dated evidence (domain.md §12.5), the
 * name the most trusted source. An opt-out is never taken back by an import. Returns whether anything changed.
 */
export function survivePerson(golden: GoldenPerson, observation: Observation, accountId: number | undefined): boolean {
  const seen = observation.person;
  if (!seen) return false;
  const { row } = observation;
  const byTrust: Origin = { row: row.key, source: row.source, rank: row.trust, on: observation.observedOn ?? '' };
  const byDate: Origin = { ...byTrust, rank: 0 };
  let changed = false;
  const claim = (attribute: PersonAttribute, origin: Origin, value: unknown, set: () => void) => {
    if (value === undefined || value === '' || !beats(origin, golden.provenance[attribute])) return;
    changed = true;
    golden.provenance[attribute] = origin;
    if (!golden.pinned?.has(attribute)) set();
  };
  const { values } = golden;
  const name = seen.name;
  claim('name', byTrust, name, () =>
    Object.assign(values, { name: name!.display, family: name!.family, given: name!.given, nameKey: name!.key }),
  );
  claim('kana', byTrust, name?.kana, () => (values.kana = name!.kana!));
  const email = seen.emails.find((one) => !one.isRole) ?? seen.emails[0];
  claim('email', byDate, email, () => (values.email = email!.address));
  claim('phone', byDate, seen.phone, () => (values.phone = seen.phone!));
  claim('mobile', byDate, seen.mobile, () => (values.mobile = seen.mobile!));
  claim('department', byDate, seen.department, () => {
    values.department = seen.department!.name;
    values.departmentFunction = seen.department!.function;
  });
  claim('title', byDate, seen.title, () => {
    values.title = seen.title!.raw;
    values.titleRank = seen.title!.rank;
    values.band = seen.title!.band;
  });
  claim('account', byDate, accountId, () => (values.accountId = accountId!));
  for (const { address } of seen.emails) {
    if (golden.emails.has(address)) continue;
    golden.emails.add(address);
    changed = true;
  }
  if (seen.hasOptedOut && !golden.hasOptedOut) changed = golden.hasOptedOut = true;
  if ((name || seen.emails.some((one) => !one.isRole)) && golden.isRoleAddress) {
    golden.isRoleAddress = false;
    changed = true;
  }
  return changed;
}
