import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { type CleanMessage, cleanListApart } from '#flows/clean-list-apart.ts';
import { columnsOf, openList, type OpenList } from '#flows/open-list.ts';
import { findPreset, presets } from '#sources/recognise.ts';
import { route } from '../route.ts';
import { storeUpload } from '../upload.ts';

const listQuery = z.object({ preset: z.string().max(60).default('auto') });
const previewRows = 5;
const words = z.object({ ja: z.string(), en: z.string() });
const previewAnswer = z.object({
  fileName: z.string(),
  preset: z.string(),
  title: words,
  encoding: z.string(),
  columns: z.array(z.object({ header: z.string(), field: z.string().nullable(), words: words.nullable() })),
  sample: z.array(z.array(z.string())),
  presets: z.array(z.object({ preset: z.string(), title: words })),
});

/** 手元のリストを掃除: a file comes in, results go out in the same answer, and nothing stays. */
export function registerListCleanings(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/api/list-cleanings/preview',
    policy: 'lists.clean',
    summary: '掃除するリストの列がどう読まれるか(何も残さない)',
    query: listQuery,
    response: previewAnswer,
    handler: ({ query, request }) =>
      withFolder(async (folder) => {
        const { name, list } = await receive(request, folder, query.preset);
        return {
          fileName: name,
          preset: list.preset,
          title: findPreset(list.preset)!.title,
          encoding: list.format.encoding,
          columns: columnsOf(list),
          sample: list.sample.slice(0, previewRows),
          presets: presets
            .filter(({ noun }) => noun === 'company' || noun === 'person' || noun === 'lead')
            .map(({ name: preset, title }) => ({ preset, title })),
        };
      }),
  });

  route(app, {
    method: 'POST',
    url: '/api/list-cleanings',
    policy: 'lists.clean',
    summary: 'リストを掃除する。進み具合・結果のファイル・印刷できる報告・数字を1行1件のJSONで返す(何も残さない)',
    query: listQuery.extend({ language: z.enum(['ja', 'en']).default('ja') }),
    response: { download: ['application/x-ndjson'] },
    handler: async ({ query, request, reply, world }) => {
      const folder = await mkdtemp(join(tmpdir(), 'mori-clean-'));
      const ended = new AbortController();
      request.raw.socket.once('close', () => ended.abort());
      try {
        const { name: fileName, list } = await receive(request, folder, query.preset);
        const messages = cleanListApart(list, ended.signal, world.database.url, { fileName, language: query.language });
        const lines = Readable.from(linesOf(messages, folder), { objectMode: false });
        return reply.type('application/x-ndjson; charset=utf-8').header('x-accel-buffering', 'no').send(lines);
      } catch (error) {
        await remove(folder);
        throw error;
      }
    },
  });
}

async function receive(
  request: FastifyRequest,
  folder: string,
  preset: string,
): Promise<{ name: string; list: OpenList }> {
  const { path, name } = await storeUpload(request, folder);
  return { name, list: await openList(path, preset) };
}

/** One JSON object per line; the upload goes when the last line is out or the reader has gone. */
async function* linesOf(messages: AsyncIterable<CleanMessage>, folder: string): AsyncGenerator<string> {
  try {
    for await (const message of messages) yield `${JSON.stringify(message)}\n`;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const refusal: CleanMessage = { refusal: { code: error.code, message: error.message } };
    yield `${JSON.stringify(refusal)}\n`;
  } finally {
    await remove(folder);
  }
}

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mori-clean-'));
  try {
    return await work(folder);
  } finally {
    await remove(folder);
  }
}

function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}
