import { readFile, writeFile } from 'node:fs/promises';
import { Refusal } from '#core/refusal.ts';
import { detectEncoding } from '#sources/file/sniff.ts';
import { csvRow } from '#sources/file/csv-row.ts';

const columns = [
  'uid',
  'fn',
  'family',
  'given',
  'kana',
  'org',
  'unit',
  'title',
  'email',
  'phone',
  'mobile',
  'postal',
  'region',
  'city',
  'street',
  'url',
  'rev',
] as const;
type Card = Partial<Record<(typeof columns)[number], string>>;
const bytesMax = 200 * 1024 ** 2;

/** Turns vCard 3.0 and 4.0 into a UTF-8 table, one row per card. */
export async function vcardToTable(path: string, target: string): Promise<void> {
  const bytes = await readFile(path);
  if (bytes.length > bytesMax) throw new Refusal('E_TOO_LARGE', 'vCard は 200 MB までです。ファイルを分けてください。');
  const lines = unfold(new TextDecoder(await detectEncoding(path)).decode(bytes));
  const cards: Card[] = [];
  let card: Card | undefined;
  for (const line of lines) {
    if (/^BEGIN:VCARD/i.test(line)) card = {};
    else if (/^END:VCARD/i.test(line) && card) {
      cards.push(card);
      card = undefined;
    } else if (card) readProperty(card, line);
  }
  const rows = cards.map((one) => csvRow(columns.map((name) => one[name] ?? '')));
  await writeFile(target, csvRow(columns.map((name) => `vcard.${name}`)) + rows.join(''));
}

/** A line that starts with a space goes on the line above (RFC 6350 §3.2); quoted-printable breaks with `=`. */
function unfold(text: string): string[] {
  return text
    .replace(/=\r?\n/g, '=\n')
    .replace(/\r?\n[ \t]/g, '')
    .replace(/=\n/g, '')
    .split(/\r?\n/);
}

function readProperty(card: Card, line: string): void {
  const found = /^(?:[\w-]+\.)?([\w-]+)((?:;[^:]*)?):(.*)$/.exec(line);
  if (!found) return;
  const [, rawName, parameters, rawValue] = found as unknown as [string, string, string, string];
  const name = rawName.toUpperCase();
  const value = /quoted-printable/i.test(parameters) ? decodeQuotedPrintable(rawValue, parameters) : rawValue;
  const parts = splitValue(value);
  const set = (field: keyof Card, text: string | undefined) => {
    if (text && !card[field]) card[field] = text.trim();
  };
  if (name === 'UID') set('uid', value);
  else if (name === 'FN') set('fn', parts.join(';'));
  else if (name === 'N') {
    set('family', parts[0]);
    set('given', parts[1]);
  } else if (name === 'SORT-STRING' || name === 'X-PHONETIC-LAST-NAME' || name === 'X-PHONETIC-FIRST-NAME')
    card.kana = [card.kana, value].filter(Boolean).join(' ');
  else if (name === 'ORG') {
    set('org', parts[0]);
    set('unit', parts.slice(1).join(' '));
  } else if (name === 'TITLE' || name === 'ROLE') set('title', parts[0]);
  else if (name === 'EMAIL') set('email', value);
  else if (name === 'TEL')
    set(
      /cell|mobile/i.test(parameters) ? 'mobile' : 'phone',
      /fax/i.test(parameters) ? undefined : value.replace(/^tel:/i, ''),
    );
  else if (name === 'ADR') {
    set('street', parts[2]);
    set('city', parts[3]);
    set('region', parts[4]);
    set('postal', parts[5]);
  } else if (name === 'URL') set('url', value);
  else if (name === 'REV') set('rev', value.replace(/^(\d{4})(\d{2})(\d{2})T.*$/, '$1-$2-$3').slice(0, 10));
}

function splitValue(value: string): string[] {
  return value.split(/(?<!\\);/).map((part) => part.replace(/\\n/gi, ' ').replace(/\\([,;\\])/g, '$1'));
}

function decodeQuotedPrintable(value: string, parameters: string): string {
  const bytes = Buffer.from(
    value.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  const charset = /charset=([\w-]+)/i.exec(parameters)?.[1] ?? 'utf-8';
  return new TextDecoder(/shift|sjis|932/i.test(charset) ? 'shift_jis' : charset).decode(bytes);
}
