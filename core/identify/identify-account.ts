import { areApart, areNamesakes, besideBitsMin, bitsBesideName, mayShareName } from '#core/match/account-judgement.ts';
import { haveOtherNumbers } from '#core/match/account-model.ts';
import type { AccountRecord } from '#core/match/account-record.ts';
import type { Answer } from '#core/match/model.ts';
import type { Scorer } from '#core/match/score.ts';
import type { CompanySeen } from '#core/observation/observation.ts';
import { register } from './candidates.ts';
import { isTooLarge } from './closure-guard.ts';
import type { AccountProfile, Directory } from './directory.ts';
import { levelCodes, scoreOf, type Evidence, type Method, type Proposal } from './evidence.ts';
import { homeAt, homeByKey, homeByModel, pinnedHome, settle, weigh } from './find-home.ts';
import type { Home, Identified, Pinned, Search, Weighed } from './find-home.ts';
import { keyTypeOf, nameKey, type LookupKeys } from './lookup-keys.ts';
import { learnAccount } from './profile.ts';

/** A company as a row sees it, in the forms that finding it needs. */
export type AccountSighting = { readonly seen: CompanySeen; readonly record: AccountRecord; readonly keys: LookupKeys };

/**
 * Which account a company row belongs to (identity.md §2.7): where it was decided, the source's own key, the account a row
 * with the same words went to, else the account whose profile the model is sure about. What it is not sure about becomes an
 * account of its own and a question. Two valid 法人番号 never meet.
 */
export function identifyAccount(
  sighting: AccountSighting,
  directory: Directory,
  scorer: Scorer<AccountRecord>,
  newId: () => number,
  pinned?: Pinned,
  {
    explains = false,
    peopleBits,
    isRecord = false,
  }: {
    explains?: boolean;
    peopleBits?: PeopleBits;
    /** The row is a company's own line in a list, not somebody or something at a company. */
    isRecord?: boolean;
  } = {},
): Identified {
  const weighed = explains ? { weighed: weighAccounts(sighting, directory, scorer, peopleBits) } : {};
  const home = () => findHome(sighting, searchAccounts(directory, scorer, peopleBits), isRecord);
  const identified = settle(pinned ? pinnedHome(pinned) : home(), newId);
  remember(sighting, identified.id, directory);
  register(sighting.keys, identified.id, keyTypeOf.account, directory);
  return { ...identified, ...weighed };
}

/** Where a company row would go, without anything being learned from it. */
export function accountHome(sighting: AccountSighting, directory: Directory, scorer: Scorer<AccountRecord>): Home {
  return findHome(sighting, searchAccounts(directory, scorer));
}

/** Known companies that share a key with the row, explained; the likeliest first. */
export function weighAccounts(
  { record, keys }: AccountSighting,
  directory: Directory,
  scorer: Scorer<AccountRecord>,
  peopleBits?: PeopleBits,
): Weighed[] {
  return weigh(searchAccounts(directory, scorer, peopleBits), record, keys);
}

/** Bits that the row's person gives for each of the companies it may belong to. */
type PeopleBits = ReadonlyMap<number, number> | undefined;

function searchAccounts(
  directory: Directory,
  scorer: Scorer<AccountRecord>,
  peopleBits?: PeopleBits,
): Search<AccountRecord> {
  const isFull: Search<AccountRecord>['isFull'] = ({ record, wordings = 0 }) =>
    isTooLarge(wordings + 1, record.names.length, scorer.model.settings.guard);
  return { directory, profiles: directory.accounts, scorer, methodOf, doubtOf, isEnough, isFull, peopleBits };
}

function findHome({ seen, record, keys }: AccountSighting, search: Search<AccountRecord>, isRecord = false): Home {
  const known = homeByKey(search, record, keys) ?? homeByDeal(record, keys, search);
  if (known) return known;
  const home = homeByModel(search, record, keys);
  if (home.id !== undefined || seen.ownKey) return home;
  const records = keys.recordName === undefined ? [] : search.directory.find(keys.recordName);
  const isOfRecord = records.length > 0;
  const profile = onlyOne(isOfRecord ? keys.recordName : keys.ownName, search);
  if (!profile || search.isFull?.(profile) || areNamesakes(record, profile.record)) return home;
  if (isRecord && areApart(record, profile.record)) return home;
  const own = homeAt(search, record, profile);
  const { cap } = search.scorer;
  const isNamed = isOfRecord ? namesRecord(cap, levelCodes(search.scorer)) : cap === 'same';
  return isNamed ? { ...own, method: 'own_name' } : home;
}

/**
 * A record of the CRM stands in its other rows as it is written: 青空株式会社 does not name 株式会社青空. Where our owner is the
 * record's, somebody's mail address at another company changes nothing.
 */
function namesRecord(cap: Answer, codes: ReadonlyMap<string, string>): boolean {
  if (codes.get('form_position') === 'different') return false;
  const isMailOnly =
    codes.get('domain') === 'different' && codes.get('name') === 'core' && codes.get('legal_form') === 'equal';
  return cap === 'same' || (cap === 'review' && isMailOnly && codes.get('owner') === 'equal');
}

/** The company of this key where no other carries it. */
function onlyOne(key: string | undefined, { directory }: Search<AccountRecord>): AccountProfile | undefined {
  const [id, ...others] = key === undefined ? [] : directory.find(key);
  return id === undefined || others.length > 0 ? undefined : directory.accounts.get(id);
}

/** The company of the deal that a lead became, or of the lead that a deal was, unless their names show two companies. */
function homeByDeal(record: AccountRecord, { deal }: LookupKeys, search: Search<AccountRecord>): Home | undefined {
  if (deal === undefined) return undefined;
  const profile = search.directory
    .find(deal)
    .flatMap((id) => search.profiles.get(id) ?? [])
    .find((known) => !haveOtherNumbers(record, known.record) && mayShareName(record, known.record));
  return profile && { ...homeAt(search, record, profile), method: 'same_deal', score: scoreOf.own_key! };
}

/** Across sources a name alone never merges, however rare it is, nor with no more than a prefecture beside: somebody decides. */
function isEnough(scorer: Scorer<AccountRecord>): boolean {
  return bitsBesideName(scorer) >= besideBitsMin;
}

function methodOf(codes: ReadonlyMap<string, string>): Method {
  const number = codes.get('corporate_number');
  if (number === 'equal') return 'corporate_number';
  if (number === 'company_code') return 'company_code';
  if (codes.get('domain')?.startsWith('equal')) return 'domain';
  if (['room', 'parcel', 'postal'].includes(codes.get('address') ?? '')) return 'name_address';
  return codes.get('phone') === 'equal' ? 'name_phone' : 'matched';
}

function doubtOf(codes: ReadonlyMap<string, string>, { matched }: Evidence, answer: string): Proposal['reason'] {
  if (answer === 'same' && matched.some((word) => word !== 'name' && word !== 'legal_form')) return 'ambiguous';
  if (codes.has('protected_words')) return 'protected_word';
  if (answer === 'related') return 'related';
  if (codes.get('legal_form') === 'incompatible') return 'legal_form';
  return matched.some((word) => word !== 'name' && word !== 'legal_form') ? 'unsure' : 'name_only';
}

function remember({ seen, record, keys }: AccountSighting, id: number, directory: Directory): void {
  const known = directory.accounts.get(id);
  const isNewWording = keys.signature !== undefined && !directory.find(keys.signature).includes(id);
  const learned = learnAccount(known, id, record, seen, isNewWording, (loose) =>
    directory.find(nameKey(loose)).some((other) => other !== id),
  );
  if (learned === known) return;
  for (const owner of learned.record.owners)
    if (!known?.record.owners.includes(owner))
      directory.ownersLearnt.set(owner, (directory.ownersLearnt.get(owner) ?? 0) + 1);
  directory.accounts.set(id, learned);
  directory.changedAccounts.add(id);
}
