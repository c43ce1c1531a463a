import { Refusal } from '#core/refusal.ts';
import type { Archive } from './xlsx-archive.ts';
import { limits } from './format.ts';

export type Book = {
  readonly sheets: readonly { readonly name: string; readonly part: string; readonly isHidden: boolean }[];
  readonly is1904: boolean;
};

/** Tag and attribute names without their prefix: producers choose their own. */
export const local = (name: string) => name.slice(name.indexOf(':') + 1);

export async function readBook({ read, names }: Archive): Promise<Book> {
  const found: { name: string; relation: string; isHidden: boolean }[] = [];
  let is1904 = false;
  await read('xl/workbook.xml', (parser) =>
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      if (local(name) === 'sheet')
        found.push({
          name: given.name ?? '',
          relation: given['r:id'] ?? Object.entries(given).find(([key]) => local(key) === 'id')?.[1] ?? '',
          isHidden: (given.state ?? 'visible') !== 'visible',
        });
      if (local(name) === 'workbookPr') is1904 = given.date1904 === '1' || given.date1904 === 'true';
    }),
  );
  const targets = new Map<string, string>();
  await read('xl/_rels/workbook.xml.rels', (parser) =>
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      if (local(name) === 'Relationship') targets.set(given.Id ?? '', given.Target ?? '');
    }),
  );
  const sheets = found
    .map((sheet) => ({
      name: sheet.name,
      isHidden: sheet.isHidden,
      part: `xl/${(targets.get(sheet.relation) ?? '').replace(/^\/?xl\//, '').replace(/^\//, '')}`,
    }))
    .filter((sheet) => names.includes(sheet.part));
  if (sheets.length === 0)
    throw new Refusal('E_XLSX_PART_MISSING', 'シートの中身が見つかりません。Excel で開き直して保存してください。');
  return { sheets, is1904 };
}

/** Shared texts; ふりがな runs (rPh) are left out, they are no part of the text. Undefined where the book has none. */
export async function readSharedStrings({ read, names }: Archive): Promise<string[] | undefined> {
  if (!names.includes('xl/sharedStrings.xml')) return undefined;
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let phonetic = 0;
  let bytes = 0;
  await read('xl/sharedStrings.xml', (parser) => {
    parser.on('opentag', ({ name }) => {
      const tag = local(name);
      if (tag === 'si') text = '';
      else if (tag === 't') isText = true;
      else if (tag === 'rPh') phonetic++;
    });
    parser.on('text', (part) => {
      if (isText && phonetic === 0) text += part;
    });
    parser.on('closetag', ({ name }) => {
      const tag = local(name);
      if (tag === 't') isText = false;
      else if (tag === 'rPh') phonetic--;
      else if (tag === 'si') {
        bytes += text.length * 2;
        if (bytes > limits.sharedStringsBytesMax)
          throw new Refusal('E_TOO_LARGE', '文字列の種類が多すぎます。CSV で保存し直してください。');
        strings.push(unescapeExcel(text));
      }
    });
  });
  return strings;
}

/** Style numbers whose number format shows a date. */
export async function readDateStyles({ read, names }: Archive): Promise<ReadonlySet<number>> {
  const styles = new Set<number>();
  if (!names.includes('xl/styles.xml')) return styles;
  const dateFormats = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
  let inCellFormats = false;
  let index = 0;
  await read('xl/styles.xml', (parser) => {
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      if (local(name) === 'numFmt' && showsDate(given.formatCode ?? '')) dateFormats.add(Number(given.numFmtId));
      else if (local(name) === 'cellXfs') inCellFormats = true;
      else if (local(name) === 'xf' && inCellFormats) {
        if (dateFormats.has(Number(given.numFmtId))) styles.add(index);
        index++;
      }
    });
    parser.on('closetag', ({ name }) => {
      if (local(name) === 'cellXfs') inCellFormats = false;
    });
  });
  return styles;
}

/** `yyyy"年"m"月"` and `ggge` are dates; `General"名"` has letters of dates and is a number. */
function showsDate(formatCode: string): boolean {
  const told = formatCode.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
  return /[ymdge]/i.test(told) && !/[0#]|general/i.test(told);
}

/** Excel writes a control character as `_x000D_`, and a text that looks like one as `_x005F_x000D_`. */
export function unescapeExcel(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
