import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, type TestMember } from '#fixtures/api-client.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';

let app: FastifyInstance;
let close: () => Promise<void>;
let sales: TestMember;
before(async () => {
  const opened = await openTestWorld('list_cleanings');
  close = opened.close;
  app = await createApp(opened.world);
  sales = await addMember(opened.world, 'inside_sales');
});
after(async () => {
  await app?.close();
  await close?.();
});

const list = [
  '会社名,電話番号,メールアドレス,氏名,備考',
  '㈱青空商事,03-1234-5678,sato@aozora-shoji.co.jp,佐藤 太郎,至急',
  '青空商事株式会社,０３（１２３４）５６７８,sato@aozora-shoji.co.jp,佐藤　太郎,',
  '株式会社緑工業,06-9999-8888,tanaka@midori-kogyo.co.jp,田中 花子,',
  '有限会社緑工業,06-9999-8889,tanaka@midori-k.co.jp,田中 花子,',
].join('\n');

async function send(url: string, text: string) {
  const boundary = 'mori-test';
  const answer = await app.inject({
    method: 'POST',
    url,
    headers: { ...sales.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="list.csv"\r\n\r\n${text}\r\n--${boundary}--\r\n`,
  });
  return { status: answer.statusCode, text: answer.body };
}
const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('mori-clean-'));

test('a preview tells how each column is read and keeps nothing', async () => {
  const before = leftovers();
  const { status, text } = await send('/api/list-cleanings/preview', list);
  assert.equal(status, 200, text);
  const preview = JSON.parse(text) as { columns: { header: string; field: string | null }[]; sample: unknown[] };
  assert.deepEqual(
    preview.columns.map(({ header, field }) => [header, field]),
    [
      ['会社名', 'companyName'],
      ['電話番号', 'personPhone'],
      ['メールアドレス', 'email'],
      ['氏名', 'personName'],
      ['備考', 'memo'],
    ],
  );
  assert.equal(preview.sample.length, 4);
  assert.deepEqual(leftovers(), before);
});

test('one answer brings progress, files and a report that adds up; nothing stays', async () => {
  const before = leftovers();
  const { status, text } = await send('/api/list-cleanings?preset=people', list);
  assert.equal(status, 200, text);
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.ok(lines.some(({ stage }) => stage === 'matching'));
  const files = new Set(lines.flatMap(({ file }) => (file ? [file] : [])));
  assert.deepEqual([...files].sort(), ['clusters.csv', 'companies.csv', 'people.csv', 'report.html', 'review.csv']);
  const paper = lines.find(({ file }) => file === 'report.html').text;
  assert.match(paper, /「list\.csv」の重複調査[\s\S]*4行 → 3件/);
  const { report } = lines.at(-1);
  assert.deepEqual([report.rows, report.companies.entities, report.companies.duplicates], [4, 3, 1]);
  for (const part of [report.companies, report.people]) {
    assert.equal(part.rows, part.entities + part.duplicates);
    assert.equal(
      part.duplicates,
      part.kinds.reduce((sum: number, kind: { rows: number }) => sum + kind.rows, 0),
    );
  }
  assert.deepEqual(report.companies.examples[0].spellings.length, 2);
  assert.deepEqual(leftovers(), before);
});

test('files and report come in the language that is asked for', async () => {
  const { text } = await send('/api/list-cleanings?preset=people&language=en', list);
  const written = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const fileOf = (name: string) => written.find(({ file }) => file === name).text as string;
  assert.match(fileOf('people.csv'), /^\ufeff"Person no\.","Rows","Name","Company no\.","Company name"/);
  assert.match(fileOf('report.html'), /Duplicates in “list\.csv”/);
});

test('what is no table, or has no column to read, is refused with a sentence', async () => {
  const pdf = await send('/api/list-cleanings', '%PDF-1.7');
  assert.deepEqual([pdf.status, JSON.parse(pdf.text).code], [400, 'E_NOT_A_TABLE']);
  const other = await send('/api/list-cleanings?preset=people', '色,形\n赤,丸\n');
  assert.equal(JSON.parse(other.text).code, 'preset_does_not_fit', other.text);
});
