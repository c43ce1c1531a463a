import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Readable, Transform, pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import yauzl from 'yauzl';
import { Refusal } from '#core/refusal.ts';

/** The full file of all corporations unpacks to less than this. */
const unpackedBytesMax = 6 * 1024 ** 3;
const recordCharactersMax = 20_000;
const chunkBytes = 256 * 1024;

export type ReferenceReading<Row> = {
  readonly rowsPerBatch: number;
  /** What to say of a file of another kind. */
  readonly refuse: (cause?: unknown) => Refusal;
  /** The meaning of a line, undefined for a header; throws what `refuse` gives for a first line that cannot be. */
  readonly read: (cells: readonly string[], isFirst: boolean) => Row | undefined;
};

/**
 * Streams a public reference file (CSV without our columns, CP932 or UTF-8, plain or in the zip it is published in) in batches. Every line is
 * handed on, so that all rows add up. Throws a Refusal for a file of another kind.
 */
export async function* readReferenceFile<Row>(
  path: string,
  { rowsPerBatch, refuse, read }: ReferenceReading<Row>,
): AsyncGenerator<readonly Row[]> {
  const parser = parse({ info: false, relax_column_count: true, max_record_size: recordCharactersMax });
  let failure: unknown;
  pipeline(await openBytes(path, refuse), decoder(), parser, (error) => (failure = error));
  let batch: Row[] = [];
  let isFirst = true;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      const row = read(cells, isFirst);
      if (row === undefined) continue;
      isFirst = false;
      batch.push(row);
      if (batch.length < rowsPerBatch) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (failure instanceof Refusal) throw failure;
    throw error instanceof CsvError ? refuse(error) : error;
  }
  if (isFirst) throw refuse();
  if (batch.length > 0) yield batch;
}

async function openBytes(path: string, refuse: (cause?: unknown) => Refusal): Promise<Readable> {
  const handle = await open(path);
  const head = Buffer.alloc(4);
  await handle.read(head, 0, 4, 0);
  await handle.close();
  return head.toString('latin1') === 'PK\u0003\u0004'
    ? openZipped(path, refuse)
    : createReadStream(path, { highWaterMark: chunkBytes });
}

/** The one CSV of the published zip; its signature file is left alone. */
function openZipped(path: string, refuse: (cause?: unknown) => Refusal): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const fail = (cause?: unknown) => reject(refuse(cause));
    yauzl.open(path, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) return fail(error);
      zip.on('entry', (entry: yauzl.Entry) => {
        if (!/\.csv$/i.test(entry.fileName)) return zip.readEntry();
        if (entry.uncompressedSize > unpackedBytesMax) return fail();
        zip.openReadStream(entry, (problem, stream) => (problem ? fail(problem) : resolve(stream)));
      });
      zip.on('end', () => fail());
      zip.on('error', fail);
      zip.readEntry();
    });
  });
}

/** Bytes to text: UTF-8 as long as the bytes allow it, CP932 from the first chunk on otherwise. */
function decoder(): Transform {
  let decode: InstanceType<typeof TextDecoder> | undefined;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      decode ??= new TextDecoder(isUtf8(chunk) ? 'utf-8' : 'shift_jis');
      done(null, decode.decode(chunk, { stream: true }));
    },
    flush(done) {
      done(null, decode?.decode() ?? '');
    },
  });
}

function isUtf8(head: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
