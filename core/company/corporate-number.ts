import { digitsOf } from '#core/text/clean.ts';

/**
 * The 法人番号 of 13 digits whose check digit holds (domain.md §12.3), or undefined. `T4011001098993`, full-width and
 * hyphenated forms are read; 12 digits get their check digit put in front.
 */
export function parseCorporateNumber(raw: string): string | undefined {
  const digits = digitsOf(raw);
  if (digits.length === 12) return `${checkDigitOf(digits)}${digits}`;
  return digits.length === 13 && digits[0] === checkDigitOf(digits.slice(1)) ? digits : undefined;
}

/** Thirteen digits whose check digit does not hold, of a cell that meant a 法人番号; undefined for a number repeated or counted up. */
export function parseMisreadNumber(raw: string): string | undefined {
  const digits = digitsOf(raw);
  return digits.length === 13 && new Set(digits).size > 3 && parseCorporateNumber(digits) === undefined
    ? digits
    : undefined;
}

/** True when one digit written otherwise, or two neighbours changed places, makes one number of the other (identity.md §2.5). */
export function isSlipOf(misread: string, number: string): boolean {
  if (misread.length !== number.length) return false;
  const others: number[] = [];
  for (let place = 0; place < number.length; place++) {
    if (misread[place] === number[place]) continue;
    if (others.push(place) > 2) return false;
  }
  const [first, second] = others;
  if (second === undefined) return first !== undefined;
  return second === first! + 1 && misread[first!] === number[second] && misread[second] === number[first!];
}

/** `9 − (Σ Pₙ·Qₙ mod 9)`: Pₙ is the n-th digit from the right of the 12 base digits, Qₙ is 1 for odd n and 2 for even n. */
function checkDigitOf(base: string): string {
  let total = 0;
  for (let n = 1; n <= 12; n++) total += Number(base[12 - n]) * (n % 2 === 1 ? 1 : 2);
  return String(9 - (total % 9));
}
