import type { Observation } from '#core/observation/observation.ts';

/** Where a person works, in one department of one company, as all rows that name it tell. Days are YYYY-MM-DD; '' in keys of order: undated. */
export type Affiliation = {
  readonly departmentKey: string;
  readonly department: string | undefined;
  readonly title: string | undefined;
  readonly titleRank: number | undefined;
  /** The row that told the title, and of when it is. */
  readonly titleOn: string | undefined;
  readonly titleRow: string | undefined;
  /** First and last dated row. */
  readonly firstOn: string | undefined;
  readonly observedOn: string | undefined;
  /** The newest row. */
  readonly source: string;
  readonly rowKey: string;
  /** 兼務, 出向: a row says that they work there beside another company. */
  readonly hasSecondPost: boolean;
  /** The newest row that says they left: of when it is ('' undated), and the day it names. */
  readonly leftToldOn: string | undefined;
  readonly leftRow: string | undefined;
  readonly leftOn: string | undefined;
  /** That row says so by naming another company in a later version. */
  readonly leftByChange: boolean;
};

/**
 * What one row says of where its person works; undefined where it speaks of nobody. `replacedOn`: since when a later version of the row
 * names another company.
 */
export function affiliationOf(
  { person, row, observedOn }: Observation,
  replacedOn?: string | undefined,
): Affiliation | undefined {
  if (!person) return undefined;
  const { department, title } = person;
  const left = replacedOn === undefined ? person.left : { on: undefined };
  return {
    departmentKey: department?.key ?? '',
    department: department?.name,
    title: title?.raw,
    titleRank: title?.rank === undefined ? undefined : Math.floor(title.rank),
    titleOn: title && (observedOn ?? ''),
    titleRow: title && row.key,
    firstOn: observedOn,
    observedOn,
    source: row.source,
    rowKey: row.key,
    hasSecondPost: person.hasSecondPost ?? false,
    leftToldOn: left && (replacedOn ?? observedOn ?? ''),
    leftRow: left && row.key,
    leftOn: left?.on,
    leftByChange: replacedOn !== undefined,
  };
}

/** Two accounts of the same department as one; neither the order of rows nor how they are grouped matters. */
export function joinAffiliations(one: Affiliation, other: Affiliation): Affiliation {
  const newest = isLater([one.observedOn, one.rowKey], [other.observedOn, other.rowKey]) ? one : other;
  const titled = isLater([one.titleOn, one.titleRow], [other.titleOn, other.titleRow]) ? one : other;
  const leaving = isLater([one.leftToldOn, one.leftRow], [other.leftToldOn, other.leftRow]) ? one : other;
  return {
    departmentKey: newest.departmentKey,
    department: newest.department,
    title: titled.title,
    titleRank: titled.titleRank,
    titleOn: titled.titleOn,
    titleRow: titled.titleRow,
    firstOn: earlier(one.firstOn, other.firstOn),
    observedOn: newest.observedOn,
    source: newest.source,
    rowKey: newest.rowKey,
    hasSecondPost: one.hasSecondPost || other.hasSecondPost,
    leftToldOn: leaving.leftToldOn,
    leftRow: leaving.leftRow,
    leftOn: leaving.leftOn,
    leftByChange: leaving.leftByChange,
  };
}

type Place = readonly [on: string | undefined, row: string | undefined];

/** Later by day, then by row; what names no row is before all others. */
function isLater([on, row]: Place, [otherOn, otherRow]: Place): boolean {
  if (row === undefined || otherRow === undefined) return row !== undefined;
  const [day, otherDay] = [on ?? '', otherOn ?? ''];
  return day === otherDay ? row > otherRow : day > otherDay;
}

function earlier(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}
