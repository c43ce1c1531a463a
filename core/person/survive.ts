import { beats, type Origin } from '#core/account/survive.ts';
import { noRemarks, takeRemarks, type Remarks } from '#core/account/union.ts';
import { bestEmail, joinEmail, type KnownEmail } from './emails.ts';
import type { Observation, PersonSeen } from '#core/observation/observation.ts';

export type PersonAttribute = 'name' | 'kana' | 'email' | 'phone' | 'mobile' | 'department' | 'title' | 'account';

export type GoldenPerson = {
  values: {
    name?: string;
    family?: string;
    given?: string;
    nameKey?: string;
    /** Kept rather than read again: whether a space or a cell told the parts apart stands in the row alone. */
    isNameGuess?: boolean;
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
  /** Every address that rows tell. */
  emails: Map<string, KnownEmail>;
  remarks: Remarks;
  hasOptedOut: boolean;
  isRoleAddress: boolean;
  /** Values that somebody of ours decided: files compete beneath them. */
  pinned?: ReadonlySet<PersonAttribute>;
};

/** A person of whom nothing is known yet. A role address until a row tells a person's own. */
export function emptyPerson(): GoldenPerson {
  return {
    values: {},
    provenance: {},
    emails: new Map(),
    remarks: noRemarks(),
    hasOptedOut: false,
    isRoleAddress: true,
  };
}

/**
 * Lets one row's values compete: title, department and company follow the newest dated evidence (domain.md §12.5), the
 * name the most trusted source, the mail address the newest that does not bounce. An opt-out is never taken back by an import. Returns whether anything changed.
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
    Object.assign(values, {
      name: name!.display,
      family: name!.family,
      given: name!.given,
      nameKey: name!.key,
      isNameGuess: name!.isGuess === true,
    }),
  );
  claim('kana', byTrust, name?.kana, () => (values.kana = name!.kana!));
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
  if (takeRemarks(golden.remarks, observation)) changed = true;
  if (takeEmails(golden, seen, byDate)) changed = true;
  if (seen.hasOptedOut && !golden.hasOptedOut) changed = golden.hasOptedOut = true;
  if ((name || seen.emails.some((one) => !one.isRole)) && golden.isRoleAddress) {
    golden.isRoleAddress = false;
    changed = true;
  }
  return changed;
}

/** All addresses are kept; the best of them holds, unless somebody of ours decided one. Returns whether anything changed. */
function takeEmails(golden: GoldenPerson, { emails, bounces }: PersonSeen, origin: Origin): boolean {
  let changed = false;
  for (const [place, { address, isRole }] of emails.entries()) {
    const known = golden.emails.get(address);
    const joined = joinEmail({ origin, place, isRole, bounces: bounces === true }, known);
    if (
      known &&
      joined.origin.row === known.origin.row &&
      joined.origin.on === known.origin.on &&
      joined.bounces === known.bounces
    )
      continue;
    golden.emails.set(address, joined);
    changed = true;
  }
  const best = changed ? bestEmail(golden.emails) : undefined;
  if (!best) return changed;
  golden.provenance.email = best.known.origin;
  if (!golden.pinned?.has('email')) golden.values.email = best.address;
  return true;
}
