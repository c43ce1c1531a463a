import { parseCompanyName } from '#core/company/name.ts';
import { parseEmail } from '#core/contact/email.ts';
import { lessonOf } from '#core/match/account-judgement.ts';
import { domainLabels, extendAccount, linesOf, type AccountRecord, type Place } from '#core/match/account-record.ts';
import { nameForms } from '#core/match/name-forms.ts';
import { personForms, type PersonForms } from '#core/match/compare-person-name.ts';
import { namesRead, type PersonRecord } from '#core/match/person-record.ts';
import type { CompanySeen } from '#core/observation/observation.ts';
import type { AccountProfile } from './directory.ts';

/**
 * The profile of an account with what one more row tells; the same object when it tells nothing new. `isNewWording` is true when no row
 * of it said the very same before; `isTaken` tells of a name in loose kana whether another account goes by it.
 */
export function learnAccount(
  known: AccountProfile | undefined,
  id: number,
  record: AccountRecord,
  seen: CompanySeen,
  isNewWording: boolean,
  isTaken: (loose: string) => boolean = () => false,
): AccountProfile {
  const headCount = Math.max(known?.headCount ?? 0, Number(seen.attributes.employees ?? 0));
  const wordings = (known?.wordings ?? 0) + (isNewWording ? 1 : 0);
  if (!known) return { id, record, heard: none, headCount, wordings };
  const lesson = lessonOf(known.record, record, known.heard, isTaken);
  const extended = extendAccount(known.record, lesson.record);
  const hears = lesson.doubtful !== undefined && known.heard.length < heardMax;
  if (extended === known.record && headCount === known.headCount && !hears && !isNewWording) return known;
  return { id, record: extended, heard: hears ? [...known.heard, lesson.doubtful!] : known.heard, headCount, wordings };
}

const heardMax = 10;

/** A company's profile as it is stored: names as written, addresses taken apart. Empty lists are left out. */
export type StoredAccount = {
  readonly n?: readonly string[];
  readonly r?: readonly string[];
  readonly l?: readonly string[];
  readonly c?: readonly string[];
  readonly m?: readonly string[];
  readonly d?: readonly string[];
  readonly p?: readonly string[];
  /** Lines of its people that no number of its own tells. */
  readonly b?: readonly string[];
  readonly a?: readonly StoredPlace[];
  readonly o?: readonly string[];
  readonly x?: readonly string[];
  readonly h?: number;
  /** Wordings, where it is not one. */
  readonly w?: number;
};
type StoredPlace = readonly [string | null, string | null, string, string, string, string, 0 | 1];

/** A company's profile as JSON without empty lists: a million of them are read again. */
export function storeAccount({ record, heard, headCount, wordings }: AccountProfile): StoredAccount {
  const given = <Value>(values: readonly Value[]) => (values.length > 0 ? values : undefined);
  const known = linesOf(record.phones);
  return {
    n: given(record.names.map(({ raw }) => raw)),
    r: given(record.readings),
    l: given(record.aliases),
    c: given(record.corporateNumbers),
    m: given(record.misread),
    d: given(record.domains),
    p: given(record.phones),
    b: given(record.lines.filter((line) => !known.includes(line))),
    a: given(record.addresses.map(storePlace)),
    o: given(record.owners),
    x: given(heard),
    h: headCount || undefined,
    w: wordings === 1 ? undefined : wordings,
  } as StoredAccount;
}

/** The inverse of `storeAccount`. */
export function readAccount(id: number, stored: StoredAccount): AccountProfile {
  return { id, record: readRecord(stored), heard: stored.x ?? none, headCount: stored.h ?? 0, wordings: stored.w ?? 1 };
}

function readRecord(stored: StoredAccount): AccountRecord {
  const domains = stored.d ?? none;
  const phones = stored.p ?? none;
  return {
    names: stored.n?.map((raw) => nameForms(parseCompanyName(raw))) ?? none,
    readings: stored.r ?? none,
    aliases: stored.l ?? none,
    corporateNumbers: stored.c ?? none,
    misread: stored.m ?? none,
    domains,
    labels: domainLabels(domains),
    phones,
    lines: stored.b ? [...linesOf(phones), ...stored.b] : linesOf(phones),
    addresses: stored.a?.map(readPlace) ?? none,
    owners: stored.o ?? none,
  };
}

const none: readonly never[] = [];

function storePlace({ prefecture, postalCode, town, numbers, building, floor, hasSectionName }: Place): StoredPlace {
  return [prefecture ?? null, postalCode ?? null, town, numbers, building, floor, hasSectionName ? 1 : 0];
}

function readPlace([prefecture, postalCode, town, numbers, building, floor, hasSectionName]: StoredPlace): Place {
  return {
    prefecture: prefecture ?? undefined,
    postalCode: postalCode ?? undefined,
    town,
    numbers,
    building,
    floor,
    hasSectionName: hasSectionName === 1,
  };
}

/** A person's profile as it is stored; names as family, given, reading and former family name. */
export type StoredPerson = {
  readonly n?: readonly (readonly [string, string, string, string])[];
  readonly e?: readonly string[];
  readonly m?: readonly string[];
  readonly p?: readonly string[];
  readonly d?: readonly string[];
  readonly t?: readonly string[];
  readonly a?: readonly string[];
};

/** A person's profile as JSON without empty lists. */
export function storePerson(record: PersonRecord): StoredPerson {
  const given = <Value>(values: readonly Value[]) => (values.length > 0 ? values : undefined);
  return {
    n: given(record.names.map(({ family, given, kana, formerFamily }) => [family, given, kana, formerFamily] as const)),
    e: given(record.emails.map(({ address }) => address)),
    m: given(record.mobiles),
    p: given(record.phones),
    d: given(record.departments),
    t: given(record.titles),
    a: given(record.accounts),
  } as StoredPerson;
}

/** The inverse of `storePerson`; names are made ready for comparing. */
export function readPerson(stored: StoredPerson): PersonRecord {
  const emails = stored.e?.flatMap((address) => parseEmail(address) ?? []) ?? none;
  return {
    names: namesRead(stored.n?.map(readName) ?? none, emails),
    emails,
    mobiles: stored.m ?? none,
    phones: stored.p ?? none,
    departments: stored.d ?? none,
    titles: stored.t ?? none,
    accounts: stored.a ?? none,
  };
}

function readName([family, given, kana, formerFamily]: readonly [string, string, string, string]): PersonForms {
  return personForms({
    display: '',
    key: '',
    family,
    given,
    kana: kana === '' ? undefined : kana,
    ...(formerFamily === '' ? {} : { formerFamily }),
  });
}
