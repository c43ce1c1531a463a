import { parseDepartment } from '#core/company/department.ts';
import { parsePersonName } from '#core/person/name.ts';
import { parseTitle } from '#core/person/title.ts';
import type { PersonSeen } from '#core/observation/observation.ts';
import type { CellReader } from './read-cells.ts';

export function readPerson(reader: CellReader, keyField: 'personKey' | 'leadKey'): PersonSeen | undefined {
  const [familyKana, givenKana] = [reader.text('familyKana'), reader.text('givenKana')];
  const kana = reader.text('personKana') ?? ([familyKana, givenKana].filter(Boolean).join(' ') || undefined);
  const [full, family, given] = [reader.text('personName'), reader.text('familyName'), reader.text('givenName')];
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
  const department = reader.text('department');
  const title = reader.text('title');
  return {
    name,
    ownKey: reader.text(keyField),
    emails,
    phone: reader.phone('personPhone'),
    mobile: reader.phone('mobile'),
    department: department === undefined ? undefined : parseDepartment(department),
    title: title === undefined ? undefined : parseTitle(title),
    hasOptedOut: reader.yes('optOut') === true,
  };
}
