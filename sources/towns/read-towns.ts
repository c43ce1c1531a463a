import { Refusal } from '#core/refusal.ts';
import { prefectures } from '#core/contact/prefectures.ts';
import { readTown, type Town, type WrittenTown } from '#core/town/town.ts';
import { readReferenceFile } from '../file/reference-file.ts';

/** A line of a table of towns, or that it names none. */
export type TownLine = Town | 'no_town';

/** Reads one line as its table writes it; undefined for a line that goes on with the one before. */
type Format = (cells: readonly string[]) => WrittenTown | undefined;

/**
 * Streams a table of towns in batches: 日本郵便 KEN_ALL_ROME (7 columns), utf_ken_all or KEN_ALL (15 columns), none of which has a header, or
 * Geolonia 住所データ by its header. CSV or the zip it is published in. Throws a Refusal for a file of another kind.
 */
export function readTowns(path: string, rowsPerBatch: number): AsyncGenerator<readonly TownLine[]> {
  let format: Format | undefined;
  return readReferenceFile<TownLine>(path, {
    rowsPerBatch,
    refuse: notATable,
    read: (cells) => {
      if (!format) {
        format = formatOfHeader(cells);
        if (format) return undefined;
        format = formatOfLine(cells);
      }
      if (!format) throw notATable();
      const written = format(cells);
      return (written && readTown(written)) ?? 'no_town';
    },
  });
}

function formatOfHeader(header: readonly string[]): Format | undefined {
  const column = (...names: string[]) => names.map((name) => header.indexOf(name)).find((index) => index >= 0);
  const prefecture = column('都道府県名', '都道府県');
  const city = column('市区町村名', '市区町村');
  const name = column('大字町丁目名', '大字町丁目', '町字', '町域名');
  if (prefecture === undefined || city === undefined || name === undefined) return undefined;
  const romaji = { city: column('市区町村名ローマ字'), name: column('大字町丁目名ローマ字') };
  const kana = { city: column('市区町村名カナ'), name: column('大字町丁目名カナ') };
  const isKana = romaji.city === undefined || romaji.name === undefined;
  const readings = isKana ? kana : romaji;
  const cell = (cells: readonly string[], index: number | undefined) =>
    index === undefined ? '' : (cells[index] ?? '').trim();
  return (cells) => ({
    prefecture: cell(cells, prefecture),
    city: cell(cells, city),
    name: cell(cells, name),
    cityReading: cell(cells, readings.city),
    reading: cell(cells, readings.name),
    isKana,
  });
}

/** How files without a header are told apart: by the number of columns and where postal code and prefecture stand. */
function formatOfLine(cells: readonly string[]): Format | undefined {
  if (cells.length === 7 && isPostal(cells[0]) && isPrefecture(cells[1]))
    return wholeLines(([, prefecture, city, name, , cityReading, reading]) => ({
      prefecture: prefecture!,
      city: city!.replace(/\s/g, ''),
      name: name!,
      cityReading: cityReading!,
      reading: reading!,
      isKana: false,
    }));
  if (cells.length === 15 && isPostal(cells[2]) && isPrefecture(cells[6])) {
    if (/^(?:ホツカイドウ|トウキヨウト|キヨウトフ|ヒヨウゴケン|トツトリケン)$/.test(cells[3]!.normalize('NFKC')))
      throw largeKana();
    return wholeLines(([, , , , cityKana, kana, prefecture, city, name]) => ({
      prefecture: prefecture!,
      city: city!,
      name: name!,
      cityReading: cityKana!.normalize('NFKC'),
      reading: kana!.normalize('NFKC'),
      isKana: true,
    }));
  }
  return undefined;
}

/** KEN_ALL goes on in the next line where a name in brackets is long; the first line says what we need. */
function wholeLines(read: (cells: readonly string[]) => WrittenTown): Format {
  let isOpen = false;
  return (cells) => {
    const written = read(cells);
    const wasOpen = isOpen;
    isOpen = wasOpen ? !written.name.includes('）') : /（[^）]*$/.test(written.name);
    return wasOpen ? undefined : written;
  };
}

const isPostal = (cell: string | undefined) => /^\d{7}$/.test(cell ?? '');
const isPrefecture = (cell: string | undefined) => (prefectures as readonly string[]).includes(cell ?? '');

function notATable(cause?: unknown): Refusal {
  return new Refusal(
    'towns_unknown',
    '町名の表ではありません。日本郵便の KEN_ALL_ROME(ローマ字)・utf_ken_all・KEN_ALL、または Geolonia 住所データの CSV か zip を、ダウンロードしたまま選んでください。',
    { cause },
  );
}

function largeKana(): Refusal {
  return new Refusal(
    'towns_large_kana',
    '読み仮名の促音・拗音が大きい字で書かれた表です。日本郵便の「促音・拗音を小書きで表記するもの」か、UTF-8 の表を選んでください。',
  );
}
