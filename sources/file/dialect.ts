import type { FileFormat } from './format.ts';
import { readBytes } from './sniff.ts';

/** How the first lines of a text file are cut and quoted. */
export type Dialect = {
  readonly delimiter: FileFormat['delimiter'];
  readonly quoteEscape: NonNullable<FileFormat['quoteEscape']>;
  /** Spaces stand between delimiters and quotes; they belong to no cell. */
  readonly isSpaced: boolean;
  /** A quote inside a cell that is not quoted; it is kept as text. */
  readonly hasStrayQuote: boolean;
};

const headBytes = 64 * 1024;

export async function detectDialect(
  path: string,
  encoding: FileFormat['encoding'],
  given: Partial<FileFormat>,
): Promise<Dialect> {
  const text = new TextDecoder(encoding).decode(await readBytes(path, 0, headBytes));
  const delimiter = given.delimiter ?? detectDelimiter(text);
  const quoteEscape = given.quoteEscape ?? detectEscape(text);
  const isSpaced = hasSpacedQuotes(text, delimiter);
  return {
    delimiter,
    quoteEscape,
    isSpaced,
    hasStrayQuote: quoteEscape === '"' && !isSpaced && hasStrayQuote(text, delimiter),
  };
}

/** The delimiter that cuts the first lines into the most even columns. */
function detectDelimiter(text: string): FileFormat['delimiter'] {
  const hint = /^\ufeff?sep=([,;\t|])/i.exec(text)?.[1];
  if (hint) return hint as FileFormat['delimiter'];
  const unquoted = text.replace(/"(?:[^"]|"")*"/g, '');
  const lines = unquoted
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 40);
  const score = (delimiter: string) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const usual = counts.sort((one, other) => one - other)[Math.floor(counts.length / 2)] ?? 0;
    return usual * counts.filter((count) => count === usual).length;
  };
  return ([',', '\t', ';', '|'] as const)
    .map((delimiter) => [delimiter, score(delimiter)] as const)
    .sort((one, other) => other[1] - one[1])[0]![0];
}

/** `\"` with more text behind it can only be a quote inside a cell; a path that ends in `\"` closes its cell. */
function detectEscape(text: string): Dialect['quoteEscape'] {
  return /[^\\]\\"[^",;|\t\r\n]/.test(text) ? '\\' : '"';
}

function hasStrayQuote(text: string, delimiter: string): boolean {
  const edge = delimiter === '|' ? '\\|' : delimiter;
  const wholeLines = text.length < headBytes / 4 ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  const bare = wholeLines.replace(new RegExp(`(^|[\\r\\n${edge}])=?"(?:[^"]|"")*"(?=[\\r\\n${edge}]|$)`, 'g'), '$1');
  return new RegExp(`[^"\\r\\n${edge}]"`).test(bare);
}

/** A whole quoted cell with spaces between it and a delimiter. */
function hasSpacedQuotes(text: string, delimiter: string): boolean {
  const edge = delimiter === '|' ? '\\|' : delimiter;
  const quoted = '"(?:[^"]|"")*"';
  return new RegExp(`${edge} +${quoted} *(?=[${edge}\\r\\n]|$)|(?:^|[\\r\\n${edge}])${quoted} +(?=${edge})`).test(text);
}
