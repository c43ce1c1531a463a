import type { CompanyName } from '#core/company/name.ts';
import { nameOfForm } from '#core/company/legal-form.ts';
import { isDeclaredSource, nothingDeclared, type DeclaredSources } from './declared.ts';
import { speaksOfTakenOver, type TakenOver } from './taken-over.ts';
import { noRemarks, takeRemarks, type Remarks } from './union.ts';
import type { CompanyAttribute, Observation } from '#core/observation/observation.ts';

/** Where a value comes from; the greatest wins, whatever the order of arrival (domain.md §12.5). */
export type Origin = { readonly row: string; readonly source: string; readonly rank: number; readonly on: string };

export type GoldenAccount = {
  values: Partial<Record<AccountAttribute, string | number>>;
  provenance: Partial<Record<AccountAttribute, Origin>>;
  formerNames: Set<string>;
  /** Of a closed company that was put into this one; its rows are asked last how this one is called. */
  takenOver?: TakenOver | undefined;
  remarks: Remarks;
};

export type AccountAttribute =
  | CompanyAttribute
  | 'name'
  | 'corporateNumber'
  | 'postalCode'
  | 'prefecture'
  | 'address'
  | 'phone'
  | 'domain'
  | 'ownerName';

/** A company of which nothing is known yet. */
export function emptyGolden(): GoldenAccount {
  return { values: {}, provenance: {}, formerNames: new Set(), remarks: noRemarks() };
}

/**
 * Lets one row's values compete with the ones held. Per attribute, never per record: a pinned value beats all, then the
 * source that is declared for the attribute, then the more trusted source, then the newer date, then the row key, so that every
 * order of arrival gives the same company. What a company that was taken over was called stays behind all that.
 * Returns whether anything changed.
 */
export function surviveCompany(
  golden: GoldenAccount,
  observation: Observation,
  seen = observation.company,
  declared = nothingDeclared,
): boolean {
  if (!seen) return false;
  const { row } = observation;
  const origin: Origin = { row: row.key, source: row.source, rank: row.trust, on: observation.observedOn ?? '' };
  let changed = false;
  const claim = (attribute: AccountAttribute, value: string | number | undefined, own: Origin) => {
    if (value === undefined || value === '' || !standsOver(attribute, own, golden.provenance[attribute], declared))
      return;
    if (golden.values[attribute] !== value || golden.provenance[attribute]?.row !== own.row) changed = true;
    golden.values[attribute] = value;
    golden.provenance[attribute] = own;
  };
  const isRecordOfCompany = tellsOfCompany(observation);
  const weaker = isRecordOfCompany ? origin : { ...origin, rank: rankOf(observation) };
  const isOfTakenOver = golden.takenOver !== undefined && speaksOfTakenOver(golden.takenOver, seen);
  const called = isOfTakenOver ? { ...weaker, rank: weaker.rank - lastRank } : weaker;
  if (seen.name) {
    const own = isLatin(seen.name.raw) ? { ...called, rank: called.rank - latinRank } : called;
    if (beats(own, golden.provenance.name)) claim('name', displayName(seen.name), own);
  }
  claim('corporateNumber', seen.corporateNumber, called);
  claim('postalCode', seen.address?.postalCode, weaker);
  claim('prefecture', seen.address?.prefecture, weaker);
  claim('address', seen.address?.raw || undefined, weaker);
  claim('phone', seen.phones[0], weaker);
  claim('domain', seen.domains[0], weaker);
  for (const [attribute, value] of Object.entries(seen.attributes) as [CompanyAttribute, string | number][])
    claim(attribute, value, names.has(attribute) ? called : weaker);
  if (isRecordOfCompany) claim('ownerName', observation.ownerName, origin);
  if (isRecordOfCompany && takeRemarks(golden.remarks, observation)) changed = true;
  const former = seen.name ? calledBefore(seen.name) : [];
  for (const name of isOfTakenOver && seen.name ? [...former, displayName(seen.name)] : former) {
    if (golden.formerNames.has(name)) continue;
    golden.formerNames.add(name);
    changed = true;
  }
  return changed;
}

/** False for a row about somebody or something of the company, which tells of the company by the way. */
function tellsOfCompany({ person, fact }: Observation): boolean {
  return !person && !fact;
}

/** How much a row is trusted in what it says of a company. */
export function rankOf(observation: Observation): number {
  return tellsOfCompany(observation) ? observation.row.trust : observation.row.trust - 20;
}

/** What else a company is called by. */
const names: ReadonlySet<CompanyAttribute> = new Set(['kana', 'englishName']);
/** Below every source. */
const lastRank = 1_000;
/** Below every source that tells a Japanese name. */
const latinRank = 500;

/**
 * Whether a value of one origin stands over one of another: by rank, then by day, then by row key. An equal origin wins, so that a row
 * may say its value again.
 */
export function beats(one: Origin, other: Origin | undefined): boolean {
  if (!other) return true;
  if (one.rank !== other.rank) return one.rank > other.rank;
  if (one.on !== other.on) return one.on > other.on;
  return one.row >= other.row;
}

/** `beats` for a value of this attribute: what its declared source tells goes before everything else. */
export function standsOver(
  attribute: string,
  one: Origin,
  other: Origin | undefined,
  declared: DeclaredSources,
): boolean {
  if (!other || one.source === other.source) return beats(one, other);
  const isOfDeclared = isDeclaredSource(declared, attribute, one.source);
  return isOfDeclared === isDeclaredSource(declared, attribute, other.source) ? beats(one, other) : isOfDeclared;
}

/** A Japanese name is shown before an English one of the same company. */
function isLatin(raw: string): boolean {
  return /^[\x20-\x7e]+$/.test(raw.normalize('NFKC'));
}

/** What was called before, in brackets beside the name: it stands among the former names. */
const formerBeside =
  /\s*[(（【[]\s*(?:旧(?:社名|商号)?|former(?:ly)?|f\/k\/a)[\s:：.]*((?:[(（][^()（）]{1,3}[)）]|[^)）\]】])+)[)）\]】]/gi;

/** Former names as the row writes them. */
function calledBefore({ raw, formerNames }: CompanyName): readonly string[] {
  const written = formerNames.length === 0 ? [] : Array.from(raw.matchAll(formerBeside), ([, name]) => name!.trim());
  return written.length === formerNames.length ? written : formerNames;
}

/** The name without its branch and without what it was called before; ㈱ and (株) are written out. */
function displayName({ raw, site, formerNames }: CompanyName): string {
  const written = (formerNames.length > 0 ? raw.replace(formerBeside, '') : raw)
    .replace(/[㈱㍿]|[(（]株[)）]/g, nameOfForm('KK')!)
    .replace(/㈲|[(（]有[)）]/g, nameOfForm('YK')!)
    .replace(/\s*(?:御中|様)$/, '')
    .replace(/[\s\u3000]+/g, ' ')
    .trim();
  if (!site) return written;
  const words = written.split(' ');
  const kept = words.filter((word) => !site.includes(word.normalize('NFKC').toLowerCase()));
  const shortened = (
    kept.length > 0 && kept.length < words.length
      ? kept.join(' ')
      : written.normalize('NFKC').replace(new RegExp(`${escapeForPattern(site)}$`, 'i'), '')
  ).trim();
  return shortened === '' ? written : shortened;
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
