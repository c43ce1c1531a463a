import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { flawsOf } from './flaws.ts';
import { signedIn, troubles } from './signed-in.ts';

let served: ServedWorld;
let browser: Browser;
before(async () => {
  served = await serveTestWorld('match_models_page');
  browser = await openBrowser();
  const rows = Array.from(
    { length: 40 },
    (_, n) => `第${n}製作所株式会社,https://k${n}.co.jp,東京都港区芝${n + 1}-1-1,`,
  );
  const take = (source: string) =>
    takeIn(served.world.database, { text: `会社名,URL,住所,電話\r\n${rows.join('\r\n')}\r\n` }, 'companies', {
      source,
    });
  await take('crm');
  await take('cards');
});
after(async () => {
  await browser.close();
  await served.close();
});

test('the model is seen in words, a number is changed, tried, adopted with a reason, and taken back to as it came', async () => {
  const page = await signedIn(browser, served, 'admin');
  await page.goto(`${served.url}/settings?tab=matching`);
  await page.getByText('99%以上の確からしさで、自動でまとめます。').waitFor();
  await page.getByRole('button', { name: /詳細/ }).click();
  await page.getByLabel('ドメイン・一致の重み').fill('9');
  await page.getByRole('button', { name: '変えた1個の数字を試す' }).click();
  await page.getByRole('heading', { name: '数字を変えて試した結果' }).waitFor({ timeout: 60_000 });
  const adopt = page.getByRole('button', { name: '新しい版として採用する' });
  assert.equal(await adopt.isDisabled(), true, 'not without a reason');
  await page.getByLabel('理由').fill('代表ドメインを共有する会社が多いため');
  assert.deepEqual(await flawsOf(page), []);
  await adopt.click();
  await page.getByRole('link', { name: '今の判定でまとめ直す' }).waitFor();
  await page.getByText('代表ドメインを共有する会社が多いため').first().waitFor();
  await page.getByRole('button', { name: '出荷時に戻して試す' }).click();
  await page.getByRole('heading', { name: '前の版を試した結果' }).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: '採用しない' }).click();
  await page.getByRole('heading', { name: '前の版を試した結果' }).waitFor({ state: 'detached' });
});

test('weights are learned in the background, in English on a small screen as well', async () => {
  const page = await signedIn(browser, served, 'admin', { width: 390, language: 'en' });
  await page.goto(`${served.url}/settings?tab=matching`);
  await page.getByRole('button', { name: 'Learn from own rows' }).click();
  await page.getByRole('heading', { name: 'What your own rows say' }).waitFor({ timeout: 120_000 });
  await page.getByText(/Compared on \d+ pairs/).waitFor();
  assert.deepEqual(await flawsOf(page), []);
  assert.deepEqual(troubles, []);
});
