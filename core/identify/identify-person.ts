import { extendPerson, type PersonRecord } from '#core/match/person-record.ts';
import type { Scorer } from '#core/match/score.ts';
import type { PersonSeen } from '#core/observation/observation.ts';
import { candidatesOf, register } from './candidates.ts';
import type { Directory } from './directory.ts';
import type { Evidence, Method, Proposal } from './evidence.ts';
import { homeAt, homeByKey, homeByModel, pinnedHome, settle, weigh } from './find-home.ts';
import type { Home, Identified, Pinned, Search, Weighed } from './find-home.ts';
import { keyTypeOf, type LookupKeys } from './lookup-keys.ts';

/** A person as a row sees it, in the forms that finding it needs. */
export type PersonSighting = { readonly seen: PersonSeen; readonly record: PersonRecord; readonly keys: LookupKeys };

/**
 * Which person a row is about (identity.md §2.1, §2.7), by the same steps as a company. A desk's address without a name is
 * one entry of its own.
 */
export function identifyPerson(
  sighting: PersonSighting,
  directory: Directory,
  scorer: Scorer<PersonRecord>,
  newId: () => number,
  pinned?: Pinned,
  explains = false,
): Identified {
  const search = searchPeople(directory, scorer);
  const weighed = explains ? { weighed: weigh(search, sighting.record, sighting.keys) } : {};
  const identified = settle(pinned ? pinnedHome(pinned) : findHome(sighting, search), newId);
  remember(sighting.record, identified.id, directory);
  register(sighting.keys, identified.id, keyTypeOf.person, directory);
  return { ...identified, ...weighed };
}

/** Known people who share a key with the row, explained; the likeliest first. */
export function weighPeople(
  { record, keys }: PersonSighting,
  directory: Directory,
  scorer: Scorer<PersonRecord>,
): Weighed[] {
  return weigh(searchPeople(directory, scorer), record, keys);
}

function searchPeople(directory: Directory, scorer: Scorer<PersonRecord>): Search<PersonRecord> {
  return { directory, profiles: directory.people, scorer, methodOf, doubtOf, isEnough: () => true, areTwo };
}

/** Two addresses at one company under one name: namesakes until somebody says otherwise. */
function areTwo(codes: ReadonlyMap<string, string>): boolean {
  return codes.get('email') === 'colleague';
}

function findHome({ record, keys }: PersonSighting, search: Search<PersonRecord>): Home {
  const known = homeByKey(search, record, keys);
  if (known) return known;
  const isDesk = record.names.length === 0 && record.emails.length === 0;
  const desk = isDesk ? search.profiles.get(candidatesOf(keys, search.directory)[0] ?? -1) : undefined;
  return desk ? { ...homeAt(search, record, desk), method: 'email', score: 1 } : homeByModel(search, record, keys);
}

function methodOf(codes: ReadonlyMap<string, string>): Method {
  if (codes.get('email') === 'equal') return 'email';
  if (codes.get('mobile') === 'equal') return 'mobile_name';
  return codes.get('account') === 'equal' ? 'account_name' : 'matched';
}

function doubtOf(codes: ReadonlyMap<string, string>, _: Evidence, answer: string): Proposal['reason'] {
  if (answer === 'same') return 'ambiguous';
  const isNameAlike = ['equal', 'print', 'spelling', 'swapped'].includes(codes.get('name') ?? '');
  return isNameAlike ? 'namesake' : codes.get('email') === 'equal' ? 'email_shared' : 'unsure';
}

/** The person's profile with what this row adds. */
function remember(record: PersonRecord, id: number, directory: Directory): void {
  const known = directory.people.get(id);
  const extended = known ? extendPerson(known.record, record) : record;
  if (known && extended === known.record) return;
  directory.people.set(id, { id, record: extended });
  directory.changedPeople.add(id);
}
