import { digitsOf } from '#core/text/clean.ts';

/** Numbers under which credit agencies and registries keep companies, beside the 法人番号 (identity.md §2.2). */
export const companyCodes = ['tdbCode', 'tsrCode', 'dunsNumber', 'lei', 'edinetCode'] as const;
export type CompanyCode = (typeof companyCodes)[number];

/** The code as its keeper writes it, or undefined for what cannot be one. Spreadsheets drop leading zeros of numbers. */
export function parseCompanyCode(code: CompanyCode, raw: string): string | undefined {
  if (code === 'lei') return parseLei(raw);
  if (code === 'edinetCode') return /^E\d{5}$/.exec(lettersOf(raw))?.[0];
  const digits = digitsOf(raw);
  return /^\d{7,9}$/.test(digits) && !isFiller(digits) ? digits.padStart(9, '0') : undefined;
}

/** How matching holds a code: numbers of one keeper are compared with each other only. */
export const heldCode = (code: CompanyCode, value: string): string => `${code}:${value}`;

/** Who keeps a number that matching holds: the scheme of a code, and nothing for a 法人番号. */
export const keeperOf = (held: string): string => held.slice(0, Math.max(0, held.indexOf(':')));

/** ISO 17442: 20 letters and digits whose two check digits make the whole 1 modulo 97 (ISO 7064). */
function parseLei(raw: string): string | undefined {
  const lei = lettersOf(raw);
  if (!/^[A-Z\d]{18}\d{2}$/.test(lei)) return undefined;
  let rest = 0;
  for (const sign of lei) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1 ? lei : undefined;
}

const lettersOf = (raw: string) => raw.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();

/** 000000000, 999999999 and 123456789 stand where no code was known. */
const isFiller = (digits: string) => new Set(digits).size === 1 || '1234567890'.startsWith(digits);
