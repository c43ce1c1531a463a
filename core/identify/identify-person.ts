import type { PersonSeen } from '#core/observation/observation.ts';
import type { Directory, PersonProfile } from './directory.ts';
import type { Evidence, EvidenceWord, Method, Proposal, ProposalReason } from './evidence.ts';
import type { PersonKey } from './person-keys.ts';

export type PersonIdentified = {
  readonly id: number;
  readonly isNew: boolean;
  readonly method: Method;
  readonly evidence: Evidence;
  readonly proposals: readonly Proposal[];
};

/**
 * Which person a row is about (domain.md §12.4): the source's own key, personal e-mail, mobile with name, name inside
 * the company. Two work addresses at one domain under one name are two people until somebody says otherwise; one address
 * under two unlike names is shared.
 */
export function identifyPerson(
  seen: PersonSeen,
  keys: readonly PersonKey[],
  directory: Directory,
  newId: () => number,
  pinned?: { readonly id: number; readonly method: Method },
): PersonIdentified {
  const found = pinned ? undefined : findPerson(seen, keys, directory);
  const id = pinned?.id ?? found?.id ?? newId();
  const isNew = !pinned && found?.id === undefined;
  const proposals = (found?.doubts ?? [])
    .filter((doubt) => doubt.id !== id)
    .slice(0, 5)
    .map((doubt): Proposal => ({ leftId: id, rightId: doubt.id, reason: doubt.reason, evidence: doubt.evidence }));
  register(seen, keys, id, directory);
  return {
    id,
    isNew,
    method: pinned?.method ?? found?.method ?? 'new',
    evidence: found?.evidence ?? { matched: [], differs: [] },
    proposals,
  };
}

type Doubt = { id: number; reason: ProposalReason; evidence: Evidence };
type Found = { id?: number; method?: Method; evidence?: Evidence; doubts: Doubt[] };

function findPerson(seen: PersonSeen, keys: readonly PersonKey[], directory: Directory): Found {
  const doubts: Doubt[] = [];
  const methods = { ownKey: 'own_key', email: 'email', mobileName: 'mobile_name' } as const;
  const words = { ownKey: ['own_key'], email: ['email'], mobileName: ['mobile', 'name'] } as const;
  for (const key of keys) {
    if (key.name === 'accountName') continue;
    for (const id of directory.find(key.text)) {
      const profile = directory.people.get(id);
      if (!profile) continue;
      if (key.name === 'email' && areUnlikeNames(seen, profile))
        doubts.push({ id, reason: 'email_shared', evidence: { matched: ['email'], differs: ['name'] } });
      else
        return {
          id,
          method: methods[key.name],
          evidence: {
            matched: [...words[key.name], ...agreements(seen, profile)],
            differs: disagreements(seen, profile),
          },
          doubts,
        };
    }
  }
  return { ...findNamesake(seen, keys, directory, doubts), doubts };
}

/** Same name in the same company: one person, unless both have work addresses that differ and nothing else agrees. */
function findNamesake(
  seen: PersonSeen,
  keys: readonly PersonKey[],
  directory: Directory,
  doubts: Doubt[],
): Omit<Found, 'doubts'> {
  const key = keys.find(({ name }) => name === 'accountName');
  if (!key) return {};
  for (const id of directory.find(key.text)) {
    const profile = directory.people.get(id);
    if (!profile) continue;
    const agreed = agreements(seen, profile);
    const differs = disagreements(seen, profile);
    if (differs.includes('email') && agreed.length === 0)
      doubts.push({ id, reason: 'namesake', evidence: { matched: ['name'], differs } });
    else return { id, method: 'account_name', evidence: { matched: ['name', ...agreed], differs } };
  }
  return {};
}

function register(seen: PersonSeen, keys: readonly PersonKey[], id: number, directory: Directory): void {
  for (const { text, type } of keys) directory.add(text, id, type);
  const known = directory.people.get(id);
  directory.people.set(id, {
    id,
    nameKey: known?.nameKey || seen.name?.key || '',
    family: known?.family || seen.name?.family || '',
    emails: seen.emails.reduce((known, email) => including(known, email.address), known?.emails ?? nothing),
    phones: including(including(known?.phones ?? nothing, seen.phone), seen.mobile),
    departments: including(known?.departments ?? nothing, seen.department?.key),
  });
}

const nothing: readonly string[] = [];

function including(list: readonly string[], value: string | undefined): readonly string[] {
  return value === undefined || list.includes(value) ? list : [...list, value];
}

/** Neither the whole name nor the family name agrees: 佐藤 花子 and 鈴木 花子 may be one (marriage), 佐藤 and 田中 一郎 are not. */
function areUnlikeNames(seen: PersonSeen, profile: PersonProfile): boolean {
  if (!seen.name || profile.nameKey === '') return false;
  const given = seen.name.given;
  return (
    seen.name.key !== profile.nameKey &&
    seen.name.family !== profile.family &&
    !(given.length >= 2 && profile.nameKey.endsWith(given)) &&
    !isOtherScript(seen.name.key, profile.nameKey)
  );
}

function isOtherScript(one: string, other: string): boolean {
  return /^[\x20-\x7e]+$/.test(one) !== /^[\x20-\x7e]+$/.test(other);
}

function agreements(seen: PersonSeen, profile: PersonProfile): EvidenceWord[] {
  const words: EvidenceWord[] = [];
  if (seen.phone && profile.phones.includes(seen.phone)) words.push('phone');
  if (seen.department && profile.departments.includes(seen.department.key)) words.push('department');
  return words;
}

function disagreements(seen: PersonSeen, profile: PersonProfile): EvidenceWord[] {
  const words: EvidenceWord[] = [];
  const sameDomain = seen.emails.find((email) => profile.emails.some((known) => known.endsWith(`@${email.domain}`)));
  if (sameDomain && !seen.emails.some((email) => profile.emails.includes(email.address))) words.push('email');
  if (seen.department && profile.departments.length > 0 && !profile.departments.includes(seen.department.key))
    words.push('department');
  if (seen.name && profile.nameKey !== '' && seen.name.key !== profile.nameKey) words.push('name');
  return words;
}
