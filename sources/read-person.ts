import {
  isWordOfLeaving,
  nameTellsLeaving,
  statusTellsLeaving,
  tellsSecondPost,
  withoutMarkOfLeaving,
} from '#core/person/leaving.ts';
import { tellsBounce } from '#core/contact/bounce.ts';
import { parseDepartment } from '#core/company/department.ts';
import { parsePersonName } from '#core/person/name.ts';
import { parseTitle } from '#core/person/title.ts';
import type { PersonSeen } from '#core/observation/observation.ts';
import type { CellReader } from './read-cells.ts';

export function readPerson(reader: CellReader, keyField: 'personKey' | 'leadKey'): PersonSeen | undefined {
  const [familyKana, givenKana] = [reader.text('familyKana'), reader.text('givenKana')];
  const kana = reader.text('personKana') ?? ([familyKana, givenKana].filter(Boolean).join(' ') || undefined);
  const cells = [reader.text('personName'), reader.text('familyName'), reader.text('givenName')];
  const [full, family, given] = cells.map((cell) => (cell ? withoutMarkOfLeaving(cell) : undefined));
  const name = parsePersonName({
    ...(full ? { full } : {}),
    ...(family ? { family } : {}),
    ...(given ? { given } : {}),
    ...(kana ? { kana } : {}),
  });
  const emails = reader.emails('email');
  if (!name && emails.length === 0) return undefined;
  if (reader.yes('mailConsent') && reader.date('consentOn') === undefined)
    reader.doubt('mailConsent', 'W_CONSENT_NO_PROOF');
  const [department, title] = [reader.text('department'), reader.text('title')];
  const isPost = (cell: string | undefined): cell is string => cell !== undefined && !isWordOfLeaving(cell);
  const leftOn = reader.date('leftOn');
  const hasLeft =
    leftOn !== undefined ||
    reader.yes('hasLeft') === true ||
    statusTellsLeaving(reader.text('employmentStatus') ?? '') ||
    cells.some((cell) => cell && nameTellsLeaving(cell)) ||
    [department, title].some((cell) => cell && isWordOfLeaving(cell));
  return {
    name,
    ownKey: reader.key(keyField),
    emails,
    phone: reader.phone('personPhone'),
    mobile: reader.phone('mobile'),
    department: isPost(department) ? parseDepartment(department) : undefined,
    title: isPost(title) ? parseTitle(title) : undefined,
    // Whoever answered no to mail has refused it: the most restrictive word holds.
    hasOptedOut: reader.yes('optOut') === true || reader.yes('mailConsent') === false,
    ...(tellsBounce(reader.text('emailBounced')) ? { bounces: true } : {}),
    ...(hasLeft ? { left: { on: leftOn } } : {}),
    ...(tellsSecondPost(`${department ?? ''} ${title ?? ''}`) ? { hasSecondPost: true } : {}),
  };
}
