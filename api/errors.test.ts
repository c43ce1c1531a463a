import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { choosePreset } from '#flows/begin-import.ts';
import { addMember, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';
import { english } from './english.ts';
import type { World } from './world.ts';

let app: FastifyInstance;
let world: World;
let close: () => Promise<void>;
let admin: TestMember;

before(async () => {
  ({ world, close } = await openTestWorld('errors'));
  app = await createApp(world);
  admin = await addMember(world, 'admin');
});
after(async () => {
  await app.close();
  await close();
});

const root = join(import.meta.dirname, '..');
const answer = async (language: string, url: string, body?: object) => {
  const response = await app.inject({
    method: body ? 'POST' : 'GET',
    url,
    headers: { ...admin.headers, 'accept-language': language },
    ...(body ? { payload: body } : {}),
  });
  return response.json<{ code: string; message: string }>();
};
const isJapanese = (text: string) => /[ぁ-んァ-ヶ一-龠]/.test(text);

test('every refusal that can reach a caller has an English sentence', () => {
  const files = globSync('{core,flows,sources,api}/**/*.ts', { cwd: root }).filter(
    (file) => !file.endsWith('.test.ts'),
  );
  const codes = files.flatMap((file) => [
    ...readFileSync(join(root, file), 'utf8').matchAll(/(?:new Refusal|refuse)\(\s*'(\w+)'/g),
  ]);
  const missing = codes.map(([, code]) => code!).filter((code) => !(code in english));
  assert.ok(codes.length > 60, `${codes.length} refusals found`);
  assert.deepEqual([...new Set(missing)], []);
  for (const [code, sentence] of Object.entries(english)) assert.ok(!isJapanese(sentence), code);
});

test('a refusal speaks the language of the caller, with its values', async () => {
  for (const [url, body] of [
    ['/api/accounts/999999', undefined],
    ['/api/nowhere', undefined],
    ['/api/accounts?limit=-1', undefined],
    ['/api/members', { name: 'x', email: 'x@example.jp', password: 'short', role: 'admin' }],
    ['/api/wish-lists', { name: 'x', lines: [] }],
  ] as const) {
    const [ja, en] = await Promise.all([answer('ja', url, body), answer('en-GB,en;q=0.9', url, body)]);
    assert.equal(ja.code, en.code);
    assert.ok(isJapanese(ja.message), `${url}: ${ja.message}`);
    assert.ok(!isJapanese(en.message) && !en.message.includes('{'), `${url}: ${en.message}`);
  }
  const short = { name: 'x', email: 'x@example.jp', password: 'short', role: 'admin' };
  assert.match((await answer('en', '/api/members', short)).message, /password.*12/);
  assert.match((await answer('ja', '/api/members', short)).message, /password.*12文字/);
});

test('what a row had beyond the header is not lost when it is written out', async () => {
  const { batch } = await takeIn(
    world.database,
    { text: '会社コード,会社名,業種\r\nX11,青空商事,東京都,千代田区,商社\r\nX12,北斗電子\r\nX13,白樺精機,機械\r\n' },
    'companies',
  );
  const url = `/api/imports/${batch}/rejected.csv`;
  const { body } = await app.inject({ method: 'GET', url, headers: admin.headers });
  const lines = body
    .slice(1)
    .trim()
    .split('\r\n')
    .map((line) => JSON.parse(`[${line}]`) as string[]);
  assert.deepEqual(
    lines.map((cells) => [...cells.slice(0, 5), ...cells.slice(6)]),
    [
      ['会社コード', '会社名', '業種', '元の行', '理由コード', 'はみ出したセル 1', 'はみ出したセル 2'],
      ['X11', '青空商事', '東京都', '1', 'E_COLUMN_COUNT', '千代田区', '商社'],
      ['X12', '北斗電子', '', '2', 'E_COLUMN_COUNT', '', ''],
    ],
  );
});

test('rows that were not taken in are written out with reasons in the language asked for, and are read again as the same kind of file', async () => {
  const result = await takeIn(
    world.database,
    { text: '会社コード,会社名,業種\r\nX1,青空商事,商社\r\nX2,,商社\r\n' },
    'companies',
  );
  assert.equal(result.rejected, 1);
  for (const [language, titles, reason] of [
    ['ja', ['元の行', '理由コード', '理由'], /[ぁ-んァ-ヶ一-龠]/],
    ['en', ['Row in the file', 'Rejection code', 'Why rejected'], /^Neither a company name nor a corporate number/],
  ] as const) {
    const url = `/api/imports/${result.batch}/rejected.csv?language=${language}`;
    const { body } = await app.inject({ method: 'GET', url, headers: admin.headers });
    const [header, row] = body
      .slice(1)
      .trim()
      .split('\r\n')
      .map((line) => JSON.parse(`[${line}]`) as string[]);
    assert.deepEqual(header, ['会社コード', '会社名', '業種', ...titles]);
    assert.equal(row!.at(-2), 'E_NO_COMPANY');
    assert.match(row!.at(-1)!, reason);
    const { preset, mapping } = choosePreset({ header: header!, headerRow: 1 }, 'auto');
    assert.equal(preset.name, 'companies');
    assert.ok(!Object.values(mapping.columns).some((name) => (titles as readonly string[]).includes(name)));
  }
});
