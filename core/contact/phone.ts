import { digitsOf } from '#core/text/clean.ts';

export type Phone = {
  /** Digits with the leading 0: `0312345678`. Foreign numbers keep `+` and their country code. */
  readonly digits: string;
  /** The leading 0 was missing, as spreadsheets drop it, and was put back. */
  readonly isRepaired: boolean;
};

/** Reads a Japanese phone number; extension, brackets and country code are understood. Undefined when it is no number. */
export function parsePhone(raw: string): Phone | undefined {
  const text = raw
    .normalize('NFKC')
    .replace(/(?:内線|ext\.?|#).*$/i, '')
    .trim();
  const given = digitsOf(text);
  const national = given
    .replace(/^0081|^81(?=0?[1-9]\d{8,9}$)/, '')
    .replace(/^(?!0)/, /^\+?81|^0081/.test(text) ? '0' : '');
  if (text.startsWith('+') && !text.startsWith('+81'))
    return given.length >= 8 && given.length <= 15 ? { digits: `+${given}`, isRepaired: false } : undefined;
  if (isWellFormed(national)) return isDummy(national) ? undefined : { digits: national, isRepaired: false };
  const repaired = `0${national}`;
  return national.length >= 9 && !national.startsWith('0') && isWellFormed(repaired) && !isDummy(repaired)
    ? { digits: repaired, isRepaired: true }
    : undefined;
}

function isWellFormed(digits: string): boolean {
  return /^0[1-9]\d{8}$/.test(digits) || /^(?:0[5789]0\d{8}|0800\d{7})$/.test(digits);
}

function isDummy(digits: string): boolean {
  return (
    /^0?(\d)\1+$/.test(digits) || digits === '0123456789' || digits === '0312345678' || /^0\d{1,3}0{6,}$/.test(digits)
  );
}
