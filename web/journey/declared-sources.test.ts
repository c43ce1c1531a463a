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
let served: ServedWorld;
let browser: Browser;
before(async () => {
  mkdirSync(shots, { recursive: true });
  served = await serveTestWorld('declared_sources_page');
  browser = await openBrowser();
  const take = (source: string, industry: string, employees: number, on: string) => {
    const rows = Array.from(
      { length: 12 },
      (_, n) => `第${n}製作所株式会社,東京都港区芝${n + 1}-1-1,${industry},${employees},${on}`,
    );
    return takeIn(
      served.world.database,
      { text: `会社名,住所,業種,従業員数,更新日\r\n${rows.join('\r\n')}\r\n` },
      'companies',
      { source },
    );
  };
  await take('list', '卸売業', 120, '2024-01-01');
  await take('crm', '化学', 300, '2026-01-01');
});
after(async () => {
  await browser.close();
  await served.close();
});

test('a source is declared for an attribute, with what changes told before; the company says why; the change is taken back', async () => {
  const page = await signedIn(browser, served, 'admin');
  await page.goto(`${served.url}/settings?tab=matching`);
  const industry = page.getByRole('combobox', { name: '業種' });
  await industry.click();
  await page.getByRole('option', { name: 'list' }).click();
  await page.getByText('12社の値が変わります。').waitFor();
  assert.equal(await page.getByRole('combobox', { name: '資本金' }).isDisabled(), true, 'no file tells it');
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'declared-sources-choose.png'), fullPage: true });
  await page.getByRole('button', { name: '保存する' }).click();
  await page.getByText('12社の値が変わりました').waitFor({ timeout: 30_000 });
  await page.getByText('業種: 指定なし → list').waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'declared-sources.png'), fullPage: true });
  const { rows } = await served.world.database.pool.query('select min(account_id) as id from account');
  await page.goto(`${served.url}/accounts/${rows[0].id}`);
  await page.getByText(/正とするデータ元の値/).waitFor();
  await page.getByRole('button', { name: /ほかの行が言う、使われていない値/ }).click();
  await page.getByText('化学').first().waitFor();
  assert.equal(await page.getByText('正とするデータ元の値').count(), 1, 'of the industry alone');
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'declared-sources-account.png'), fullPage: true });
  await page.goto(`${served.url}/settings?tab=matching`);
  await page.getByRole('button', { name: 'この変更を元に戻す' }).click();
  await page.getByText('業種: list → 指定なし').waitFor();
  await page.getByText('12社の値が変わりました').nth(1).waitFor({ timeout: 30_000 });
  assert.equal(await industry.inputValue(), '');
  await page.goto(`${served.url}/accounts/${rows[0].id}`);
  await page.getByText('化学').first().waitFor();
});

test('the same in English on a small screen', async () => {
  const page = await signedIn(browser, served, 'admin', { width: 390, language: 'en' });
  await page.goto(`${served.url}/settings?tab=matching`);
  await page.getByRole('combobox', { name: 'Employees' }).click();
  await page.getByRole('option', { name: 'list' }).click();
  await page.getByText('The values of 12 companies will change.').waitFor();
  await page.screenshot({ path: join(shots, 'declared-sources-choose-en-390.png'), fullPage: true });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Employees: Not set → list').waitFor();
  await page.getByText('Values of 12 companies changed').nth(2).waitFor({ timeout: 30_000 });
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'declared-sources-en-390.png'), fullPage: true });
  assert.deepEqual(troubles, []);
});
