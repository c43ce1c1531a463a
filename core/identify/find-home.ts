import { decidePair, decideRow, probabilityOf, type Decision } from '#core/match/decide.ts';
import { explainPair, type Explanation } from '#core/match/explain.ts';
import type { Answer } from '#core/match/model.ts';
import type { Scorer } from '#core/match/score.ts';
import { candidatesOf } from './candidates.ts';
import type { Directory } from './directory.ts';
import { evidenceOf, levelCodes, scoreOf, type Evidence, type Method, type Proposal } from './evidence.ts';
import type { LookupKeys } from './lookup-keys.ts';
import type { ProfilesById } from './profiles.ts';

/** What became of one row's company or person. */
export type Identified = {
  readonly id: number;
  readonly isNew: boolean;
  readonly method: Method;
  /** Probability of the link, 0–1. */
  readonly score: number;
  readonly evidence: Evidence;
  readonly proposals: readonly Proposal[];
  /** Somebody should look: the row may belong to an entity it was not given to. */
  readonly isDoubtful: boolean;
  /** Why, for each entity the row was compared with; only for a row that somebody asked about. */
  readonly weighed?: readonly Weighed[];
};
/** An entity that a row was compared with, as it was before it learned from the row. */
export type Weighed = { readonly id: number; readonly explanation: Explanation };
/** Where a decision, or the founding row's own id, holds a row. */
export type Pinned = { readonly id: number; readonly method: Method };

/** An entity for a row, or none, and the ones it may belong to as well. */
export type Home = Omit<Identified, 'id' | 'isNew' | 'proposals' | 'weighed'> & {
  readonly id: number | undefined;
  readonly others: readonly Omit<Proposal, 'leftId'>[];
};

type Profile<Item> = { readonly id: number; readonly record: Item; readonly wordings?: number };
type Codes = ReadonlyMap<string, string>;

/** One kind of entity to look among. */
export type Search<Item> = {
  readonly directory: Directory;
  readonly profiles: ProfilesById<Profile<Item>>;
  readonly scorer: Scorer<Item>;
  /** How a link is called, and why a pair is asked about, by the levels of the pair. */
  readonly methodOf: (codes: Codes) => Method;
  readonly doubtOf: (codes: Codes, evidence: Evidence, answer: Answer) => Proposal['reason'];
  /** False where the pair that was scored last may be sure by its bits and still has to be asked about. */
  readonly isEnough: (scorer: Scorer<Item>) => boolean;
  /** True where two known ones, by the levels of the pair, are two until somebody decides: no row goes to either by itself. */
  readonly areTwo?: (codes: Codes) => boolean;
  /** True for an entity that may not grow by what the model says alone: the row is asked about (identity.md §2.8, 5). */
  readonly isFull?: (known: Profile<Item>) => boolean;
  /** Bits that the people of both sides give, by entity. */
  readonly peopleBits?: ReadonlyMap<number, number> | undefined;
};

export const nothingKnown: Home = {
  id: undefined,
  method: 'new',
  score: 1,
  evidence: { matched: [], differs: [] },
  isDoubtful: false,
  others: [],
};

/** The home of a row that was put somewhere before the model is asked. */
export function pinnedHome({ id, method }: Pinned): Home {
  return { ...nothingKnown, id, method, score: scoreOf[method] ?? 1 };
}

/** The entity that the source's own key, or a row with the very same words, tells; undefined when neither does. */
export function homeByKey<Item>(search: Search<Item>, record: Item, keys: LookupKeys): Home | undefined {
  const { scorer, directory, profiles } = search;
  const holder = (key: string | undefined) => {
    if (key === undefined) return undefined;
    for (const id of directory.find(key)) {
      const profile = profiles.get(id);
      if (profile && !scorer.model.isVetoed?.(record, profile.record)) return profile;
    }
    return undefined;
  };
  const own = holder(keys.own);
  if (own) return { ...homeAt(search, record, own), method: 'own_key', score: scoreOf.own_key! };
  const same = holder(keys.signature);
  return same && homeAt(search, record, same);
}

/** How a row of an entity is found that may grow without limit. */
const isByNumber: ReadonlySet<Method> = new Set(['corporate_number', 'company_code']);

/** The model's decision over the entities that share a key with the row, and the home that follows from it. */
export function homeByModel<Item>(search: Search<Item>, record: Item, keys: LookupKeys): Home {
  const candidates = candidatesOf(keys, search.directory).flatMap((id) => search.profiles.get(id) ?? []);
  const home = homeAmong(search, record, candidates);
  const full = candidates.find(({ id }) => id === home.id);
  if (!full || isByNumber.has(home.method) || !search.isFull?.(full)) return home;
  // A part of it that was begun before may take the row.
  const next = homeAmong(
    search,
    record,
    candidates.filter((known) => !search.isFull!(known)),
  );
  const { evidence } = home;
  const others = [{ rightId: full.id, reason: 'too_many', state: 'open', evidence } as const, ...next.others];
  return { ...next, isDoubtful: next.isDoubtful || next.id === undefined, others };
}

function homeAmong<Item>(search: Search<Item>, record: Item, candidates: readonly Profile<Item>[]): Home {
  const decision = decideRow(
    search.scorer,
    record,
    candidates.map((profile) => profile.record),
  );
  const { answer, best, second } = decision;
  const [first, next] = [best, second].map((one) => candidates.find((profile) => profile.record === one?.candidate));
  const propose = (profile: Profile<Item>, one: Decision) => proposal(search, record, profile, one);
  const rest = next && second!.bits >= weakBits ? [propose(next, second!)] : [];
  if (!first || best!.bits < weakBits) return nothingKnown;
  const isHome = answer === 'same' || (best!.answer === 'same' && mayBeOne(search, first, next!));
  const people = search.peopleBits?.get(first.id) ?? 0;
  if (isHome || isSureWithPeople(search, record, first, people, second)) {
    const home = homeAt(search, record, first, people);
    if (people >= peopleBitsMin || search.isEnough(search.scorer)) return { ...home, others: rest.map(asWeak) };
  }
  const others = [propose(first, best!), ...rest];
  return { ...nothingKnown, isDoubtful: answer === 'review' || isHome, others };
}

/** Somebody who is known at the likeliest may settle it, where the rest of the row does not speak for another. */
function isSureWithPeople<Item>(
  { scorer }: Search<Item>,
  record: Item,
  first: Profile<Item>,
  people: number,
  second: Decision | undefined,
): boolean {
  if (people < peopleBitsMin) return false;
  const { answer, bits } = decidePair(scorer, record, first.record, people);
  return (
    answer === 'same' && bits - (second?.bits ?? Number.NEGATIVE_INFINITY) >= scorer.model.settings.thresholds.margin
  );
}
const peopleBitsMin = 4;

/** Two that a row fits alike may be halves of one: the row goes to the better, and they are looked at again. */
function mayBeOne<Item>({ scorer, areTwo }: Search<Item>, one: Profile<Item>, other: Profile<Item>): boolean {
  const { answer } = decidePair(scorer, one.record, other.record);
  return answer === 'same' || (answer === 'review' && !areTwo?.(levelCodes(scorer)));
}

/** Pairs with p > .1 are kept for later (identity.md §2.7). */
const weakBits = Math.log2(0.1 / 0.9);

function asWeak(other: Omit<Proposal, 'leftId'>): Omit<Proposal, 'leftId'> {
  return { ...other, state: 'weak' };
}

/** Every entity that shares a key with the row, explained; the likeliest first. */
export function weigh<Item>(
  { scorer, profiles, directory, peopleBits }: Search<Item>,
  record: Item,
  keys: LookupKeys,
): Weighed[] {
  return candidatesOf(keys, directory)
    .flatMap((id) => profiles.get(id) ?? [])
    .map((profile) => ({
      id: profile.id,
      explanation: explainPair(scorer, record, profile.record, peopleBits?.get(profile.id)),
    }))
    .sort((one, other) => other.explanation.bits - one.explanation.bits || one.id - other.id);
}

/** The link to an entity with its evidence. */
export function homeAt<Item>(
  { scorer, methodOf }: Search<Item>,
  record: Item,
  { id, record: known }: Profile<Item>,
  people = 0,
): Home {
  const bits = scorer.score(record, known);
  const method = methodOf(levelCodes(scorer));
  return { ...nothingKnown, id, method, score: probabilityOf(bits + people), evidence: evidenceOf(scorer, people) };
}

/** Closes the search: the row has an id, and what is doubtful about it names it. */
export function settle({ others, ...home }: Home, newId: () => number): Identified {
  const id = home.id ?? newId();
  const proposals = others.filter(({ rightId }) => rightId !== id).map((other) => ({ ...other, leftId: id }));
  return { ...home, id, isNew: home.id === undefined, proposals };
}

function proposal<Item>(
  { scorer, doubtOf }: Search<Item>,
  record: Item,
  { id, record: known }: Profile<Item>,
  { answer }: Decision,
): Omit<Proposal, 'leftId'> {
  scorer.score(record, known);
  const evidence = evidenceOf(scorer);
  const state = answer === 'same' || answer === 'review' ? 'open' : 'weak';
  return { rightId: id, reason: doubtOf(levelCodes(scorer), evidence, answer), state, evidence };
}
