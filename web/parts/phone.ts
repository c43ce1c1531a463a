import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * A stored number as Japanese readers group it: 03-1234-5678, 0120-123-456, 090-1234-5678; a foreign one in its international form.
 * What cannot be told apart is shown as it is stored.
 */
export function shownPhone(stored: string): string {
  if (!/^\+?\d+$/.test(stored)) return stored;
  const read = parsePhoneNumberFromString(stored, 'JP');
  if (!read) return stored;
  const text = read.countryCallingCode === '81' ? read.formatNational() : read.formatInternational();
  return text.replace(/\D/g, '') === stored.replace('+', '') ? text : stored;
}
