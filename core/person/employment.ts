/** What is known of one department that a person worked in: dated as far as rows are. */
export type Stay = {
  readonly accountId: number;
  readonly departmentKey: string;
  readonly department: string | null;
  readonly title: string | null;
  readonly firstOn: string | null;
  readonly lastOn: string | null;
  readonly source: string;
  readonly rowKey: string;
  readonly hasSecondPost: boolean;
  /** Of when the newest row is that says they left ('' undated); null where none does. */
  readonly leftToldOn: string | null;
  readonly leftOn: string | null;
  /** That row says so by naming another company since. */
  readonly leftByChange: boolean;
};

/** Two companies of which somebody of ours said that the person works at both. */
export type BothPosts = readonly [number, number];

/** Why a person seems to be at a company no more. */
export type Leaving = {
  /** A row says so; the same record names another company since; they were seen at another company since; or nothing dates them here while another company is dated. */
  readonly why: 'told' | 'changed' | 'elsewhere' | 'undated';
  /** The day that a row names. */
  readonly on: string | null;
  /** The day by which they were gone: of the row that says so, or of the first one elsewhere. */
  readonly by: string | null;
  /** The company where they were seen since. */
  readonly nextAccountId: number | null;
  readonly source: string;
  readonly rowKey: string;
};

/** One company that a person works at, or worked at, with all departments there, the latest first. */
export type Employment = {
  readonly accountId: number;
  readonly firstOn: string | null;
  readonly lastOn: string | null;
  readonly hasSecondPost: boolean;
  readonly left: Leaving | null;
  /** `isCurrent`: still there, and not in a department seen later instead. */
  readonly stays: readonly (Stay & { readonly isCurrent: boolean })[];
};

/** Two companies that were both seen stay both current as long as neither is this much older than the other. */
export const besideDays = 730;
const dayMs = 86_400_000;

/**
 * Where a person works and worked, current companies first, each by its last day. A company is left when its newest row says so,
 * or when they were seen at another one later; 兼務 and 出向 stay: where a row or somebody of ours says so, or where rows of
 * both companies overlap in time. Depends on the stays alone, not on their order.
 */
export function employmentsOf(stays: readonly Stay[], both: readonly BothPosts[] = []): Employment[] {
  const posts = Array.from(Map.groupBy(stays, ({ accountId }) => accountId).values(), postOf);
  return posts
    .map((post) => ({ post, left: leavingOf(post, posts, both) }))
    .map(({ post, left }) => ({
      ...post,
      left,
      stays: post.stays.map((stay) => ({ ...stay, isCurrent: left === null && isPresent(stay, post) })),
    }))
    .sort(
      (one, other) =>
        Number(one.left !== null) - Number(other.left !== null) ||
        compare(other.lastOn ?? '', one.lastOn ?? '') ||
        one.accountId - other.accountId,
    );
}

type Post = Omit<Employment, 'left' | 'stays'> & { readonly stays: readonly Stay[] };

/** A department is left when another one is seen later; a row that names none says nothing about it. */
function isPresent(stay: Stay, { stays }: Post): boolean {
  const newest = stays.find(({ department }) => department !== null);
  if (!newest || stay === newest || stay.lastOn === newest.lastOn) return true;
  return isOverlap(stay, newest);
}

function postOf(stays: readonly Stay[]): Post {
  const sorted = [...stays].sort(
    (one, other) => compare(other.lastOn ?? '', one.lastOn ?? '') || compare(other.rowKey, one.rowKey),
  );
  const firsts = stays.flatMap(({ firstOn }) => firstOn ?? []).sort(compare);
  return {
    accountId: sorted[0]!.accountId,
    firstOn: firsts[0] ?? null,
    lastOn: sorted[0]!.lastOn,
    hasSecondPost: stays.some((stay) => stay.hasSecondPost),
    stays: sorted,
  };
}

/** What a row says stands before what is seen; where they went is known from where they were seen since. */
function leavingOf(post: Post, posts: readonly Post[], both: readonly BothPosts[]): Leaving | null {
  const [said, seen] = [told(post, both), seenElsewhere(post, posts, both)];
  return said && seen ? { ...said, nextAccountId: seen.nextAccountId } : (said ?? seen);
}

function told({ stays, lastOn, accountId }: Post, both: readonly BothPosts[]): Leaving | null {
  const telling = stays
    .filter((stay) => stay.leftToldOn !== null)
    .sort((one, other) => compare(other.leftToldOn!, one.leftToldOn!) || compare(other.rowKey, one.rowKey));
  const [newest] = telling;
  if (!newest || (newest.leftToldOn !== '' && newest.leftToldOn! < (lastOn ?? ''))) return null;
  const { leftOn, leftToldOn, leftByChange, source, rowKey } = newest;
  if (leftByChange && both.some((pair) => pair.includes(accountId))) return null;
  return {
    why: leftByChange ? 'changed' : 'told',
    on: leftOn,
    by: leftToldOn || null,
    nextAccountId: null,
    source,
    rowKey,
  };
}

function seenElsewhere(post: Post, posts: readonly Post[], both: readonly BothPosts[]): Leaving | null {
  if (post.hasSecondPost) return null;
  // Where nothing dates this one, a company that they are said to have left tells nothing of it.
  const since = posts.filter(
    (other) =>
      (other.lastOn ?? '') > (post.lastOn ?? '') &&
      !isBeside(post, other, both) &&
      (post.lastOn !== null || told(other, both) === null),
  );
  // Where they went first; of companies that were there before, the one seen last.
  const [next] = since.sort(
    (one, other) =>
      Number(one.firstOn! <= (post.lastOn ?? '')) - Number(other.firstOn! <= (post.lastOn ?? '')) ||
      compare(one.firstOn!, other.firstOn!) ||
      one.accountId - other.accountId,
  );
  if (!next) return null;
  const { source, rowKey } = next.stays[0]!;
  const why = post.lastOn === null ? 'undated' : 'elsewhere';
  const by = why === 'undated' ? null : next.firstOn! > post.lastOn! ? next.firstOn : next.lastOn;
  return { why, on: null, by, nextAccountId: next.accountId, source, rowKey };
}

/** True where the other company, seen later, does not speak against this one. */
function isBeside(post: Post, later: Post, both: readonly BothPosts[]): boolean {
  if (later.hasSecondPost || both.some((pair) => pair.includes(post.accountId) && pair.includes(later.accountId)))
    return true;
  return isOverlap(post, later);
}

type Span = { readonly firstOn: string | null; readonly lastOn: string | null };

/** Both were seen in the same time, and the older one not so long ago that it is forgotten. */
function isOverlap(older: Span, later: Span): boolean {
  if (older.lastOn === null || later.firstOn === null || later.firstOn > older.lastOn) return false;
  return Date.parse(later.lastOn!) - Date.parse(older.lastOn) <= besideDays * dayMs;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
