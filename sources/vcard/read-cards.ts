import type { FileFormat } from '../file/format.ts';

/** One line of a card: `TEL;TYPE=CELL:090-1234-5679`. */
export type Property = {
  /** In capitals, without the group in front (`item1.EMAIL` → `EMAIL`). */
  readonly name: string;
  /** Everything between name and value, in capitals: `;TYPE=CELL`, or `;CELL` as version 2.1 has it. */
  readonly parameters: string;
  readonly value: string;
};

/**
 * The cards of a file of vCard 2.1, 3.0 or 4.0, one list of properties each. Bytes are decoded value by value, because phones write a character
 * set beside each of them and break lines in the middle of a character. A last card without its END is a card as well.
 */
export function readCards(bytes: Buffer, detected: FileFormat['encoding']): Property[][] {
  const isInBytes = detected === 'utf-8' || detected === 'shift_jis' || detected === 'euc-jp';
  const lines = wholeLines(
    (isInBytes ? bytes : Buffer.from(new TextDecoder(detected).decode(bytes))).toString('latin1'),
  );
  const encoding = !isInBytes || isUtf8(lines) ? 'utf-8' : detected;
  const cards: Property[][] = [];
  let card: Property[] | undefined;
  for (const line of lines) {
    if (/^BEGIN:VCARD/i.test(line)) {
      card = [];
      cards.push(card);
    } else if (/^END:VCARD/i.test(line)) card = undefined;
    else {
      const property = card && readProperty(line, encoding);
      if (property) card!.push(property);
    }
  }
  return cards;
}

/** Judged when lines are whole again: one that was broken inside a character looks like another encoding. */
function isUtf8(lines: readonly string[]): boolean {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for (const line of lines) decoder.decode(Buffer.from(line, 'latin1'));
    return true;
  } catch {
    return false;
  }
}

const isQuotedPrintable = /^[^:]*;[^:]*quoted-printable/i;

/**
 * A line that starts with a space goes on the line above (RFC 6350 §3.2); a quoted-printable one goes on behind a `=` at its end. Only there: the
 * last line of a picture ends in `=` too.
 */
function wholeLines(text: string): string[] {
  const lines: string[] = [];
  let whole = '';
  for (const line of text.replace(/^\u00ef\u00bb\u00bf/, '').split(/\r\n|\n|\r/)) {
    if (whole.endsWith('=') && isQuotedPrintable.test(whole))
      whole = whole.slice(0, -1) + line.replace(/^[ \t](?==)/, '');
    else if (/^[ \t]/.test(line)) whole += line.slice(1);
    else {
      lines.push(whole);
      whole = line;
    }
  }
  return [...lines, whole];
}

/** Picture and sound are as long as all the rest and mean nothing here. */
const leftOut = /^(?:PHOTO|LOGO|KEY|X-ABCROP-RECTANGLE|X-DCM-.*)$/;

function readProperty(line: string, encoding: string): Property | undefined {
  const found = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/.exec(line);
  if (!found) return undefined;
  const [name, parameters, raw] = [found[1]!.toUpperCase(), found[2]!.toUpperCase(), found[3]!];
  if (leftOut.test(name)) return undefined;
  const isQuoted = parameters.includes('QUOTED-PRINTABLE');
  const bytes = Buffer.from(isQuoted ? unquotePrintable(raw) : raw, 'latin1');
  const told = /CHARSET="?([\w-]+)/.exec(parameters)?.[1];
  // A file that is UTF-8 throughout was converted, and what its lines say of themselves is what they were before.
  const isConverted = !isQuoted && encoding === 'utf-8';
  return { name, parameters, value: decoderOf(isConverted ? undefined : told, encoding).decode(bytes) };
}

function unquotePrintable(value: string): string {
  return value.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function decoderOf(told: string | undefined, encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(told === undefined ? encoding : /SJIS|SHIFT|932/.test(told) ? 'shift_jis' : told);
  } catch {
    return new TextDecoder(encoding);
  }
}
