import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import yauzl from 'yauzl';
import { Refusal } from '#core/refusal.ts';
import { limits } from './format.ts';

/** The parts of a workbook file. Sizes are counted while inflating, never taken from headers; a DTD ends the reading. */
export type Archive = {
  readonly names: readonly string[];
  /** Streams one XML part through a parser; `pause` is awaited between chunks, so that a slow reader is not run over. */
  readonly read: (
    name: string,
    handler: (parser: SaxesParser) => void,
    pause?: () => Promise<unknown> | undefined,
  ) => Promise<void>;
  readonly close: () => void;
};

const archiveBad = (sentence: string, cause?: unknown) =>
  new Refusal('E_ARCHIVE_BAD', `${sentence}Excel で開き直して保存してください。`, { cause });

export async function openArchive(path: string): Promise<Archive> {
  const zip = await openZip(path);
  try {
    const entries = await listEntries(zip);
    refuseOtherKinds([...entries.keys()]);
    refuseOverlaps([...entries.values()]);
    const budget = { bytes: 0 };
    return {
      names: [...entries.keys()],
      read: async (name, handler, pause) => {
        const entry = entries.get(name);
        if (!entry) throw partMissing(name);
        await parsePart(await openPart(zip, entry), name, budget, handler, pause);
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

export function partMissing(name: string): Refusal {
  return new Refusal(
    'E_XLSX_PART_MISSING',
    `このブックには ${name} がありません。Excel で開き直して保存してください。`,
  );
}

/** Names stay bytes: one that climbs out of its folder is no reason to refuse, it is never a path and matches no part. */
function openZip(path: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(
      path,
      { lazyEntries: true, autoClose: false, validateEntrySizes: true, decodeStrings: false },
      (error, zip) => (error ? reject(archiveBad('このブックは壊れています。', error)) : resolve(zip)),
    );
  });
}

function listEntries(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>();
    const fail = (cause?: unknown) => reject(archiveBad('このブックは壊れているか、部品が多すぎます。', cause));
    if (zip.entryCount > limits.workbookEntriesMax) return fail();
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileNameRaw.toString('utf8').replaceAll('\\', '/'), entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', fail);
    zip.readEntry();
  });
}

/** Other files are archives too. */
function refuseOtherKinds(names: readonly string[]): void {
  const has = (name: string) => names.includes(name);
  if ((has('mimetype') && has('content.xml')) || names.some((name) => /^Index(?:\.zip$|\/.*\.iwa$)/.test(name)))
    throw new Refusal(
      'E_FORMAT_UNSUPPORTED',
      'この形式(.ods、.numbers)は読めません。.xlsx か CSV で保存し直してください。',
    );
  if (has('xl/workbook.bin'))
    throw new Refusal('E_FORMAT_UNSUPPORTED', 'この形式(.xlsb)は読めません。.xlsx で保存し直してください。');
  if (names.some((name) => name.startsWith('xl/'))) return;
  if (names.some((name) => /\.(?:zip|7z|xlsx|xlsm)$/i.test(name)))
    throw archiveBad('圧縮ファイルの中に圧縮ファイルがあります。中のファイルを取り出すか、');
  throw new Refusal(
    'E_NOT_A_TABLE',
    'このファイルは表ではありません(圧縮ファイル)。中の CSV か XLSX を取り出して置いてください。',
  );
}

/** Parts that share bytes are how a small file unpacks to a huge one. */
function refuseOverlaps(entries: readonly yauzl.Entry[]): void {
  const headerBytes = 30;
  const inOrder = [...entries].sort(
    (one, other) => one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader,
  );
  for (const [index, entry] of inOrder.entries()) {
    const next = inOrder[index + 1];
    if (
      next &&
      entry.relativeOffsetOfLocalHeader + headerBytes + entry.compressedSize > next.relativeOffsetOfLocalHeader
    )
      throw archiveBad('このブックの部品が重なっています。');
  }
}

function openPart(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) =>
      error ? reject(archiveBad('このブックは壊れています。', error)) : resolve(opened),
    );
  });
}

/** The inflated bytes of all parts together stay under the limit. */
async function parsePart(
  stream: Readable,
  name: string,
  budget: { bytes: number },
  handler: (parser: SaxesParser) => void,
  pause: () => Promise<unknown> | undefined = () => undefined,
): Promise<void> {
  const parser = new SaxesParser({ xmlns: false });
  parser.on('doctype', () => {
    throw new Refusal('E_XML_DTD', 'このブックには使えない宣言(DTD)が含まれています。Excel で保存し直してください。');
  });
  parser.on('error', (cause) => {
    throw new Refusal(
      'E_XML_BAD',
      `このブックの ${name} が壊れています(${parser.line}行目)。Excel で開き直して保存してください。`,
      { cause },
    );
  });
  handler(parser);
  const decode = new TextDecoder();
  let isFirst = true;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (isFirst && chunk.toString('latin1', 0, 2) === 'PK')
        throw archiveBad('このブックの中にさらに圧縮ファイルがあります。');
      isFirst = false;
      budget.bytes += chunk.length;
      if (budget.bytes > limits.workbookUnpackedBytesMax) throw unpackedTooLarge();
      parser.write(decode.decode(chunk, { stream: true }));
      await pause();
    }
    parser.write(decode.decode()).close();
  } catch (error) {
    stream.destroy();
    if (error instanceof Refusal) throw error;
    throw /too many bytes/.test(String(error))
      ? unpackedTooLarge(error)
      : archiveBad('このブックは壊れているか、大きさの記載が実際と違います。', error);
  }
}

function unpackedTooLarge(cause?: unknown): Refusal {
  return new Refusal(
    'E_UNPACKED_TOO_LARGE',
    '展開後の大きさが、上限 600 MB かファイル自身の記載を超えています。CSV で保存し直してください。',
    { cause },
  );
}
