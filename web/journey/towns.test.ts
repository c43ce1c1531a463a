import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { registerLine } from '#fixtures/register-line.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { flawsOf } from './flaws.ts';
import { signedIn } from './signed-in.ts';

const shots = join(import.meta.dirname, '..', '..', 'test-results');
let browser: Browser;
let served: ServedWorld;

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('towns_web')]);
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('the register and a table of towns are put side by side, and the page tells what each holds', async () => {
  const page = await signedIn(browser, served, 'admin');
  await page.goto(`${served.url}/settings?tab=register`);
  const put = (name: string, text: string, place = '町名の表') =>
    page
      .locator(`input[type=file][aria-label^=${place}]`)
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('heading', { name: '町名の表' }).waitFor();
  const line = registerLine({ number: '4011001098993', name: '株式会社銛メカトロ', updatedOn: '2021-04-01' });
  await put('diff_20210401.csv', `${line}1,2,3\r\n`, '全件');
  await page.getByRole('row', { name: /^diff_20210401\.csv 完了 2 1 0 0 1 / }).waitFor();
  await page.getByText('台帳の法人', { exact: true }).locator('..').getByText('1', { exact: true }).waitFor();
  await put('KEN_ALL_ROME.CSV', '1000005,東京都,千代田区,丸の内,TOKYO TO,CHIYODA KU,MARUNOCHI\r\n');
  await page.getByRole('row', { name: /^KEN_ALL_ROME\.CSV 完了 1 1 0 0 0 / }).waitFor();
  await put('companies.csv', '会社名,住所\r\n青空商事,東京都\r\n');
  await page.getByText(/町名の表ではありません/).waitFor();
  assert.deepEqual(await flawsOf(page), []);
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(shots, `towns-${width}.png`), fullPage: true });
  }
});
