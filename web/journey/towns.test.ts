import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
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

test('a table of towns is put beside the register, and the page tells what it holds', async () => {
  const page = await signedIn(browser, served, 'admin');
  await page.goto(`${served.url}/settings?tab=register`);
  const drop = page.locator('input[type=file]').nth(1);
  const put = (name: string, text: string) =>
    drop.setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('heading', { name: '町名の表' }).waitFor();
  await put('KEN_ALL_ROME.CSV', '1000005,東京都,千代田区,丸の内,TOKYO TO,CHIYODA KU,MARUNOCHI\r\n');
  await page.getByRole('cell', { name: '完了' }).waitFor();
  await put('companies.csv', '会社名,住所\r\n青空商事,東京都\r\n');
  await page.getByText(/町名の表ではありません/).waitFor();
  assert.deepEqual(await flawsOf(page), []);
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(shots, `towns-${width}.png`), fullPage: true });
  }
});
