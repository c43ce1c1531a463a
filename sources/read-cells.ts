import { domainToASCII } from 'node:url';
import {
  isCorporateDomain,
  isDisposableDomain,
  parseEmail,
  registrableDomain,
  splitEmails,
  type Email,
} from '#core/contact/email.ts';
import { parsePhone } from '#core/contact/phone.ts';
import { parsePostalCode } from '#core/contact/address.ts';
import { type CompanyCode, parseCompanyCode } from '#core/company/company-code.ts';
import { parseCorporateNumber, parseMisreadNumber } from '#core/company/corporate-number.ts';
import { fields, type Field } from '#core/observation/fields.ts';
import type { Mapping } from '#core/observation/preset.ts';
import type { CellFlag } from '#core/observation/observation.ts';
import { clean, stripInvisible } from '#core/text/clean.ts';
import { unescapeEntities } from '#core/text/entities.ts';
import { nearestChoices } from '#core/text/nearest.ts';
import { parseDate } from '#core/value/date.ts';
import { parseCount, parseMoney } from '#core/value/money.ts';
import { parseTermMonths, termMonthsMax } from '#core/value/term.ts';
import { unsafeCell } from './file/csv-row.ts';
import { cellRefMark, formulaMark } from './file/cell-marks.ts';

/**
 * One row's cells, read by field. A cell that cannot be read becomes a flag with its code and is left out; the row goes on.
 */
export class CellReader {
  readonly flags: CellFlag[] = [];
  readonly #cells: readonly string[];
  readonly #columns: ReadonlyMap<Field, number>;
  readonly #mapping: Mapping;
  readonly #oneKey: (given: string) => string;

  /** `oneKey` gives an id the one form it is known by. */
  constructor(
    cells: readonly string[],
    columns: ReadonlyMap<Field, number>,
    mapping: Mapping,
    oneKey: (given: string) => string = (given) => given,
  ) {
    this.#cells = cells;
    this.#columns = columns;
    this.#mapping = mapping;
    this.#oneKey = oneKey;
  }

  /** Trimmed text without invisible marks; mapped words are replaced. Error cells of a spreadsheet are flagged. */
  text(field: Field): string | undefined {
    const index = this.#columns.get(field);
    if (index === undefined) return undefined;
    const given = stripInvisible(unsafeCell(this.#cells[index] ?? '')).trim();
    if (given === '' || given === mysqlNull) return undefined;
    if (given.charCodeAt(0) === 35) {
      if (/^#(?:N\/A|REF!|DIV\/0!|VALUE!|NAME\?|NUM!|NULL!)$/.test(given))
        return this.#flag(field, 'E_CELL_ERROR', given);
      if (given === formulaMark) return this.#flag(field, 'E_FORMULA_NO_VALUE', given);
      if (given.startsWith(cellRefMark)) return this.#flag(field, 'E_CELL_REF', given.slice(cellRefMark.length).trim());
    }
    if (given.length > 32_767) this.#flag(field, 'E_CELL_TOO_LONG', given);
    const text = unescapeEntities(given.slice(0, 32_767));
    if (text !== given && given.length <= 32_767) this.#flag(field, 'I_ENTITIES', given);
    if (names.has(field) && isGarbled(text)) this.#flag(field, 'W_GARBLED', text);
    const words = this.#mapping.values[field];
    return words && Object.hasOwn(words, text) ? words[text] : text;
  }

  /** The id of a record in its own system. */
  key(field: Field): string | undefined {
    const text = this.text(field);
    return text === undefined ? undefined : this.#oneKey(text);
  }

  date(field: Field): string | undefined {
    const text = this.text(field);
    if (text === undefined || isEmptyWord(text)) return undefined;
    const reading = parseDate(text, this.#mapping.dateOrder);
    return 'date' in reading ? reading.date : this.#flag(field, `E_${reading.problem.toUpperCase()}`, text);
  }

  money(field: Field): number | undefined {
    const text = this.text(field);
    if (text === undefined || isEmptyWord(text)) return undefined;
    const reading = parseMoney(text, this.#mapping.moneyUnits?.[field] ?? this.#mapping.moneyUnit ?? 1);
    return 'yen' in reading ? reading.yen : this.#flag(field, `E_${reading.problem.toUpperCase()}`, text);
  }

  /** Yen that are a part of another cell's: what is negative or more than the whole is none. */
  partOf(field: Field, whole: number | undefined): number | undefined {
    const yen = this.money(field);
    if (yen === undefined || (yen >= 0 && yen <= (whole ?? yen))) return yen;
    return this.#flag(field, 'E_NUMBER_RANGE', this.text(field)!);
  }

  count(field: Field): number | undefined {
    const text = this.text(field);
    if (text === undefined || isEmptyWord(text)) return undefined;
    const count = parseCount(text);
    if (count === undefined) return this.#flag(field, 'E_NUMBER_INVALID', text);
    if (/[〜~–-]\s*\d/.test(text)) this.#flag(field, 'I_RANGE', text);
    return count > 2_000_000_000 ? this.#flag(field, 'E_NUMBER_RANGE', text) : count;
  }

  /** Months of a contract; a number alone counts in years where the header says so, as 契約期間(年) does. */
  termMonths(field: Field): number | undefined {
    const text = this.text(field);
    if (text === undefined || isEmptyWord(text)) return undefined;
    const months = parseTermMonths(text, /年|years?\b/i.test(this.#mapping.columns[field] ?? '') ? 'years' : 'months');
    if (months === undefined) return this.#flag(field, 'E_NUMBER_INVALID', text);
    return months > termMonthsMax ? this.#flag(field, 'E_NUMBER_RANGE', text) : months;
  }

  phone(field: Field): string | undefined {
    const text = this.text(field);
    if (text === undefined || isEmptyWord(text)) return undefined;
    const phone = parsePhone(text);
    if (!phone) return this.#flag(field, 'E_PHONE', text);
    if (phone.isRepaired) this.#flag(field, 'E_LEADING_ZERO', text);
    return phone.digits;
  }

  postalCode(field: Field): string | undefined {
    const text = this.text(field);
    if (text === undefined || isEmptyWord(text)) return undefined;
    const code = parsePostalCode(text);
    if (!code) return this.#flag(field, 'E_POSTAL_CODE', text);
    if (!/\d{3}-?\d{4}/.test(text.normalize('NFKC'))) this.#flag(field, 'I_LEADING_ZERO', text);
    return code;
  }

  corporateNumber(field: Field): string | undefined {
    const text = this.text(field);
    if (text === undefined || isEmptyWord(text)) return undefined;
    if (/e\+?\d+$/i.test(text)) return this.#flag(field, 'E_NUMBER_ROUNDED', text);
    const code = isInvoiceNumber(text) ? 'E_TRADER_NUMBER' : 'E_CORPORATE_NUMBER';
    return parseCorporateNumber(text) ?? this.#flag(field, code, text);
  }

  /** Thirteen digits of a cell that holds no 法人番号, as they stand there. */
  misreadNumber(field: Field): string | undefined {
    const text = this.text(field);
    return text === undefined || isInvoiceNumber(text) ? undefined : parseMisreadNumber(text);
  }

  companyCode(field: CompanyCode): string | undefined {
    const text = this.text(field);
    if (text === undefined || isEmptyWord(text)) return undefined;
    if (/e\+\d+$/i.test(text)) return this.#flag(field, 'E_NUMBER_ROUNDED', text);
    const code = parseCompanyCode(field, text);
    if (code === undefined) return this.#flag(field, 'E_COMPANY_CODE', text);
    if (code.length > text.length) this.#flag(field, 'I_LEADING_ZERO', text);
    return code;
  }

  emails(field: Field): Email[] {
    const text = this.text(field);
    if (text === undefined || isEmptyWord(text)) return [];
    const parts = splitEmails(text);
    if (parts.length > 1) {
      if (this.#hasLineBreak(field) && text.split(/\s+/).some((word) => !/[@＠]/.test(word))) {
        this.#flag(field, 'E_EMAIL', text);
        return [];
      }
      this.#flag(field, 'E_EMAIL_MULTIPLE', text);
    }
    const found = (parts.length > 1 ? parts : [text]).map(parseEmail).filter((email) => email !== undefined);
    if (found.length === 0) this.#flag(field, 'E_EMAIL', text);
    else if (parts.length <= 1 && found[0]!.address !== text.toLowerCase())
      this.#flag(field, 'I_EMAIL_CORRECTED', text);
    for (const { address, domain, isRole } of found) {
      if (isRole) this.#flag(field, 'I_EMAIL_ROLE', address);
      if (isDisposableDomain(domain)) this.#flag(field, 'W_EMAIL_DISPOSABLE', address);
    }
    return found;
  }

  /** A line break in an address cell may carry a mail header behind it. */
  #hasLineBreak(field: Field): boolean {
    return /[\r\n]/.test((this.#cells[this.#columns.get(field)!] ?? '').trim());
  }

  /** The registrable domain of a web address in ASCII; other schemes than http and https are flagged. */
  domain(field: Field): string | undefined {
    const text = this.text(field);
    if (text === undefined || isEmptyWord(text)) return undefined;
    if (/^(?!https?:)[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)) return this.#flag(field, 'E_URL_SCHEME', text);
    const domain = registrableDomain(text);
    if (domain === undefined) return this.#flag(field, 'E_DOMAIN', text);
    if (!isCorporateDomain(domain)) this.#flag(field, 'I_DOMAIN_SHARED', text);
    return /[^\x20-\x7e]/.test(domain) ? domainToASCII(domain) || this.#flag(field, 'E_DOMAIN', text) : domain;
  }

  yes(field: Field): boolean | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const own = ownAnswers[field];
    const answer = own?.get(clean(text)) ?? answers.get(clean(text));
    if (answer === undefined)
      this.#flag(field, 'E_OPTION_UNKNOWN', text, nearestChoices(text, [...answers.keys(), ...(own?.keys() ?? [])]));
    return answer;
  }

  /** A word that stands for one of ours; one that stands for none of them is flagged with ours to choose from. */
  word<Meaning>(
    field: Field,
    read: (text: string) => Meaning | undefined,
    choices: readonly string[],
  ): Meaning | undefined {
    const text = this.text(field);
    if (text === undefined || isEmptyWord(text)) return undefined;
    return read(text) ?? this.#flag(field, 'E_OPTION_UNKNOWN', text, choices);
  }

  /** One of our own people, by the name that the mapping gives them. */
  colleague(field: Field): string | undefined {
    const name = this.text(field);
    return (
      (name !== undefined && Object.hasOwn(this.#mapping.owners, name) ? this.#mapping.owners[name] : name) || undefined
    );
  }

  /** Notes a cell that reads well but cannot count as it stands. */
  doubt(field: Field, code: string): void {
    this.#flag(field, code, this.text(field) ?? '');
  }

  has(field: Field): boolean {
    return this.#columns.has(field);
  }

  /** A cell may be asked for twice; it is flagged once. */
  #flag(field: Field, code: string, given: string, choices?: readonly string[]): undefined {
    const { ja } = fields[field];
    if (this.flags.some((flag) => flag.field === ja && flag.code === code)) return undefined;
    this.flags.push({ field: ja, code, given: given.slice(0, 40), ...(choices ? { choices } : {}) });
    return undefined;
  }
}

const names: ReadonlySet<Field> = new Set([
  'companyName',
  'personName',
  'familyName',
  'givenName',
  'department',
  'title',
  'street',
]);

/** Characters that were lost on the way: the mark for what could not be decoded, 〓, or question marks among kanji and kana. */
function isGarbled(text: string): boolean {
  return (
    text.includes('\ufffd') ||
    text.includes('〓') ||
    (text.includes('??') && /[\u3041-\u9fff]\?{2}|\?{2}[\u3041-\u9fff]/.test(text))
  );
}

const mysqlNull = '\\N';

const wordsFor = (yes: string, no: string): ReadonlyMap<string, boolean> =>
  new Map([
    ...yes.split(' ').map((word) => [clean(word), true] as const),
    ...no.split(' ').map((word) => [clean(word), false] as const),
  ]);

const answers = wordsFor(
  'はい 有 あり ○ 〇 ◯ ◎ true yes y 1 x ✓ ✔ ☑ ■ レ on する 停止 除外',
  'いいえ 無 なし × ✕ false no n 0 - ☐ □ off しない 配信可',
);
/** What people answer to one question only: 不可 of a list of those who want no mail means the contrary of 不可 under 同意. */
const ownAnswers: Readonly<Partial<Record<Field, ReadonlyMap<string, boolean>>>> = {
  mailConsent: wordsFor(
    '希望する 希望します 希望 同意 同意する 同意します 同意済 同意済み 承諾 承諾する 許可 可 要',
    '希望しない 希望しません 希望なし 同意しない 同意しません 不同意 未同意 拒否 不可 不要 辞退 停止 配信停止 除外',
  ),
  optOut: wordsFor('不可 配信不可 配信拒否 拒否 停止中 停止済 停止済み 配信停止', '可 配信中 許可'),
  hasLeft: wordsFor('退職 退社 退職済 退職済み 離職', '在籍 在籍中 在職 在職中'),
};

/** T and thirteen digits: a sole trader's is no 法人番号 (identity.md §1.1). */
function isInvoiceNumber(text: string): boolean {
  return /^t[\s-]*\d{13}$/i.test(text.normalize('NFKC').trim());
}

function isEmptyWord(text: string): boolean {
  return /^(?:[-‐–—―ー－−ｰ]{1,3}|なし|無し|該当なし|不明|未定|未登録|非公開|n\/a|null|none)$/i.test(text);
}
