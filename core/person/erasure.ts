import type { Field } from '#core/observation/fields.ts';
import type { Observation } from '#core/observation/observation.ts';

/**
 * A person who asked to be erased (個人情報保護法 35条; reliability.md §5.2 P6): their values go, what the company did with us
 * stays. Nothing here can be taken back.
 */

/** Stands where a personal value stood. */
export const erasedMark = '(消去済み)';
/** Keeps the domain of an address, which tells the company and not the person. */
const erasedLocalPart = 'mori-erased';

const personalFields: ReadonlySet<Field> = new Set([
  'personKey',
  'personName',
  'familyName',
  'givenName',
  'personKana',
  'familyKana',
  'givenKana',
  'email',
  'personPhone',
  'mobile',
  'department',
  'title',
  'employmentStatus',
  'hasLeft',
  'leftOn',
  'emailBounced',
  'tags',
  'memo',
  'subject',
]);

/** A cell after erasure. `field` is undefined for a column that means nothing to Mori: whatever it says goes. */
export function erasedCell(field: Field | undefined, cell: string): string {
  if (field === undefined) return '';
  if (!personalFields.has(field) || cell.trim() === '') return cell;
  if (field === 'personName' || field === 'familyName') return erasedMark;
  if (field !== 'email') return '';
  const domains = [...cell.normalize('NFKC').matchAll(/@([a-z0-9.-]+\.[a-z]{2,})/gi)].map(([, domain]) => domain!);
  const kept = [...new Set(domains)].map((domain) => `${erasedLocalPart}@${domain.toLowerCase()}`);
  return kept.length > 0 ? kept.join('; ') : erasedMark;
}

/** Whether a stored row was erased: it still tells of the company, and of nobody. */
export function isErasedRow(cells: readonly string[]): boolean {
  return cells.some((cell) => cell === erasedMark || cell.startsWith(`${erasedLocalPart}@`));
}

/**
 * What tells a person apart, as texts to be hashed: addresses, mobile number, record id, name within the company. One of
 * them is enough to know them again. An address of a desk (info@) is nobody's.
 */
export function erasureKeys({ person, company, row }: Observation): string[] {
  if (!person) return [];
  const places = [company?.name?.safe, ...(company?.domains ?? [])].filter((place) => place);
  return [
    ...person.emails.filter((email) => !email.isRole).map((email) => `email/${email.address}`),
    ...(person.mobile ? [`mobile/${person.mobile}`] : []),
    ...(person.ownKey ? [`own/${row.source}/${person.ownKey}`] : []),
    ...(person.name ? places.map((place) => `name/${person.name!.key}/${place}`) : []),
  ];
}
