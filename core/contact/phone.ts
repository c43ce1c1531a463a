import { digitsOf } from '#core/text/clean.ts';

export type Phone = {
  /** Digits with the leading 0: `0312345678`. Foreign numbers keep `+` and their country code. */
  readonly digits: string;
  /** The leading 0 was missing, as spreadsheets drop it, and was put back. */
  readonly isRepaired: boolean;
};

/** Of a Japanese number; more are two numbers. */
const digitsMax = 11;

/** Reads a Japanese phone number, the first of several; extension, brackets and country code are understood. Undefined when it is no number. */
export function parsePhone(raw: string): Phone | undefined {
  if (/^0[1-9][\d-]*$/.test(raw)) return asWritten(raw.replaceAll('-', ''));
  const text = raw
    .normalize('NFKC')
    .replace(/(?:\(?内線|\(内\)|ext\.?|#|(?<=\d\s*)x(?=\s*\d)).*$/i, '')
    .replace(/(?<=\d)\s*[/、,;].*$/, '')
    .trim();
  const given = digitsOf(text);
  const [first] = text.split(/(?<=(?:\d\D*){9})\s+(?=\(?0)/);
  if (given.length > digitsMax && first !== text) return parsePhone(first!);
  const national = given
    .replace(/^0081|^81(?=0?[1-9]\d{8,9}$)/, '')
    .replace(/^(?!0)/, /^\+?81|^0081/.test(text) ? '0' : '');
  if (text.startsWith('+') && !text.startsWith('+81'))
    return given.length >= 8 && given.length <= 15 ? { digits: `+${given}`, isRepaired: false } : undefined;
  if (isWellFormed(national)) return asWritten(national);
  const repaired = `0${national}`;
  return national.length >= 9 && !national.startsWith('0') && isWellFormed(repaired) && !isDummy(repaired)
    ? { digits: repaired, isRepaired: true }
    : undefined;
}

function asWritten(digits: string): Phone | undefined {
  return isWellFormed(digits) && !isDummy(digits) ? { digits, isRepaired: false } : undefined;
}

function isWellFormed(digits: string): boolean {
  return /^0(?![5789]0)[1-9]\d{8}$/.test(digits) || /^(?:0[5789]0\d{8}|0800\d{7})$/.test(digits);
}

function isDummy(digits: string): boolean {
  return /^0?(\d)\1+$/.test(digits) || digits === '0123456789' || /^0\d{1,3}0{6,}$/.test(digits);
}

export type PhoneKind = 'fixed' | 'mobile' | 'toll_free' | 'ip' | 'foreign';

/** What a number's first digits tell: 090 is a person's, 0120 is anybody's, 050 follows its owner. */
export function phoneKind(digits: string): PhoneKind {
  if (digits.startsWith('+')) return 'foreign';
  if (/^0[789]0\d{8}$/.test(digits)) return 'mobile';
  if (/^(?:0120|0570|0800)/.test(digits)) return 'toll_free';
  return digits.startsWith('050') ? 'ip' : 'fixed';
}

/** The first digits that name the place: 03, 06, else three. Good enough to tell Tokyo from Osaka without a table. */
export function areaCode(digits: string): string {
  return /^0[36]/.test(digits) ? digits.slice(0, 2) : digits.slice(0, 3);
}

/** Digits of a number written without its area code (`1234-5678`), or undefined. */
export function parseLocalPhone(raw: string): string | undefined {
  const digits = digitsOf(raw);
  return /^[1-9]\d{5,7}$/.test(digits) ? digits : undefined;
}
