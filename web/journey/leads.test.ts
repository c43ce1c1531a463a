import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { flawsOf } from './flaws.ts';
import { signedIn, troubles } from './signed-in.ts';

const shots = join(import.meta.dirname, '..', '..', 'test-results');
let browser: Browser;
let served: ServedWorld;
before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('leads-page')]);
  await takeIn(served.world.database, {
    text: '企業ID,会社名,住所,電話番号,URL,担当営業\r\n1,株式会社青嶺精機,東京都港区芝浦3-4-1,03-5440-1201,https://www.seireiseiki.co.jp/,山田 太郎\r\n2,青嶺物流株式会社,東京都港区芝浦3-4-1,03-5440-1301,https://www.seirei-logi.co.jp/,\r\n',
  });
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('sales looks a card up, sees why, adds it, and finds company and person behind the links', async () => {
  const page = await signedIn(browser, served, 'sales_manager');
  await page.goto(`${served.url}/one-lead`);
  await page.getByText('名刺', { exact: true }).click();
  await page.getByLabel('会社名').fill('(株)青嶺精機');
  await page.getByLabel('氏名').fill('佐藤 花子');
  await page.getByLabel('メール').fill('h.sato@seireiseiki.co.jp');
  await page.getByLabel('電話').fill('03-5440-1205');
  await page.getByRole('button', { name: '調べる', exact: true }).click();
  await page.getByText('登録済みの企業です').waitFor();
  await page.getByText('調べた結果(登録していません)').waitFor();
  await page.getByText('ドメインが一致').waitFor();
  await page.getByText('山田 太郎').waitFor();
  await page
    .getByRole('button', { name: /ビットの内訳/ })
    .first()
    .click();
  await page.getByText('前提(台帳の規模)').waitFor();
  await page.screenshot({ path: join(shots, 'one-lead-ja.png'), fullPage: true });
  const counted = async () =>
    (await served.world.database.pool.query('select count(*)::int as n from raw_row')).rows[0].n;
  assert.equal(await counted(), 2);
  await page.getByRole('button', { name: '登録する', exact: true }).click();
  await page.getByText('登録しました').waitFor();
  assert.equal(await counted(), 3);
  await page.getByRole('link', { name: '佐藤 花子' }).click();
  await page.getByRole('heading', { level: 1, name: /佐藤 花子/ }).waitFor();
});

test('in English on a phone, a lead of free mail stays open with the nearest company', async () => {
  const page = await signedIn(browser, served, 'admin', { width: 390, language: 'en', scheme: 'dark' });
  await page.goto(`${served.url}/one-lead`);
  await page.getByLabel('Company', { exact: true }).fill('青嶺精機');
  await page.getByLabel('E-mail').fill('hanako@gmail.com');
  await page.getByRole('button', { name: 'Look up' }).click();
  await page.getByText('The company cannot be told').waitFor();
  await page.getByText('Nearest company, and why it was not taken').waitFor();
  await page.screenshot({ path: join(shots, 'one-lead-en.png'), fullPage: true });
  assert.deepEqual(await flawsOf(page), []);
});

test('no screen logged an error', () => assert.deepEqual(troubles, []));
