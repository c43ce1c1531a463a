import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { flawsOf } from './flaws.ts';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

test('what axe finds is told by rule and element, on the whole page or in a part of it', async () => {
  const page = await (await browser.newContext()).newPage();
  await page.setContent(`<html lang="ja"><head><title>Mori</title></head><body><main><h1>一覧</h1>
    <p style="color: #bbb; background: #fff">薄い字</p><section><h2>図</h2><img src="data:,"></section></main></body></html>`);
  assert.deepEqual(await flawsOf(page), [
    'color-contrast: <p style="color: #bbb; background: #fff">薄い字</p>',
    'image-alt: <img src="data:,">',
  ]);
  assert.deepEqual(await flawsOf(page, 'section'), ['image-alt: <img src="data:,">']);
  assert.deepEqual(await flawsOf(page, 'section', ['image-alt']), []);
});
