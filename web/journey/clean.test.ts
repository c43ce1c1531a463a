import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { signedIn, troubles } from './signed-in.ts';

const demo = join(import.meta.dirname, '..', '..', 'fixtures', 'demo');
let browser: Browser;
let served: ServedWorld;
let page: Page;
before(async () => {
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('clean')]);
  page = await signedIn(browser, served, 'sales_manager');
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('a list is cleaned on the page: columns shown, duplicates told, a file taken home, nothing stored', async () => {
  await page.goto(`${served.url}/clean`);
  await page.locator('input[type=file]').setInputFiles(join(demo, 'cards-sansan.csv'));
  await page.getByRole('table', { name: '列の読み方' }).getByText('会社名').first().waitFor();
  await page.getByRole('button', { name: '掃除を始める' }).click();
  await page.getByRole('heading', { name: /cards-sansan\.csv」の結果/ }).waitFor({ timeout: 60_000 });
  await page.getByRole('heading', { name: '会社: まとめた理由' }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'まとめた会社' }).click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  assert.match(text, /^\ufeff"会社の番号","元の行数","企業名"/);
  const [paper] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '報告(印刷できる1枚)' }).click(),
  ]);
  assert.match(readFileSync(await paper.path(), 'utf8'), /「cards-sansan\.csv」の重複調査/);
  const { rows } = await served.world.database.pool.query(
    'select (select count(*) from account) + (select count(*) from import_batch) + (select count(*) from raw_row) as stored',
  );
  assert.equal(Number(rows[0].stored), 0);
});

test('what is no list is refused with its sentence, and another file can be chosen at once', async () => {
  await page.goto(`${served.url}/clean`);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 x') });
  await page.getByText(/このファイルは表ではありません/).waitFor();
  await page.getByText('リスト(CSV・XLSX・vCard)をここに置く').waitFor();
});

test('no screen logged an error', () =>
  assert.deepEqual(
    troubles.filter((trouble) => !trouble.includes('400')),
    [],
  ));
