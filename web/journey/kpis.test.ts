import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { fillMeasuredWorld } from '#fixtures/measured-world.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { flawsOf } from './flaws.ts';
import { signedIn, troubles } from './signed-in.ts';

const shots = join(import.meta.dirname, '..', '..', 'test-results');
let browser: Browser;
let served: ServedWorld;

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('kpis_web')]);
  await fillMeasuredWorld(served.world.database);
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('S3-07 the board shows four phases with numbers, their cases and what is not measured yet', async () => {
  const page = await signedIn(browser, served, 'marketing_manager');
  await page.goto(`${served.url}/kpis`);
  await page.getByRole('heading', { name: '1 ターゲットとリストの質' }).waitFor();
  await page.getByText('2026年度Q1', { exact: true }).waitFor();
  const card = page.locator('.kpi-card', { has: page.getByRole('heading', { name: 'SAL率', exact: true }) });
  await card.getByText('40.0%').waitFor();
  await page.getByText('未計測(必要:面談の設定・実施の記録・インサイドセールスの担当者)').first().waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await card.getByRole('button', { name: 'SAL率の詳細' }).click();
  await card.getByText('営業受入 ÷ 引き渡し(H)').waitFor();
  await page.screenshot({ path: join(shots, 'kpis-ja-1440.png'), fullPage: true });
  await page.getByRole('button', { name: 'SAL率の元を開く' }).click();
  await page.getByRole('dialog').getByText('2件').waitFor();
  await page.getByText('分母', { exact: true }).click();
  await page.getByRole('dialog').getByText('5件').waitFor();
  await page.getByRole('dialog').getByRole('link', { name: 'CSV' }).waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'kpi-rows.png') });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '前の期間' }).click();
  await page.getByText('2025年度Q4', { exact: true }).first().waitFor();
});

test('an interval of yen is told in yen; an average opens to how its cases are spread', async () => {
  const page = await signedIn(browser, served, 'marketing_manager');
  await page.route('**/api/kpis?*', async (route) => {
    const response = await route.fetch();
    const board = (await response.json()) as { kpis: { code: string; figure: object }[] };
    for (const kpi of board.kpis)
      if (kpi.code === 'K4.3b') Object.assign(kpi.figure, { value: 5e6, n: 12, interval: { low: 4e6, high: 7e6 } });
    await route.fulfill({ response, json: board });
  });
  await page.goto(`${served.url}/kpis`);
  const card = page.locator('.kpi-card', { hasText: '顧客生涯価値(ターゲット以外)' });
  await card.getByText('95%区間 4,000,000円–7,000,000円').waitFor();
  await page.getByRole('button', { name: '平均受注金額の元を開く' }).click();
  const spread = page.getByRole('dialog').getByRole('region', { name: '金額のちらばり' });
  await spread.getByText('四分位(25%〜75%)').waitFor();
  await spread.getByText('3件だけなので区間は出さず').waitFor();
  assert.deepEqual(await flawsOf(page), []);
});

test('the board reads well on a phone, in English and in the dark, and on paper', async () => {
  const page = await signedIn(browser, served, 'sales_manager', { language: 'en', width: 390, scheme: 'dark' });
  await page.goto(`${served.url}/kpis`);
  await page.getByRole('heading', { name: '3 Pipeline' }).waitFor();
  assert.deepEqual(await flawsOf(page), []);
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
  await page.screenshot({ path: join(shots, 'kpis-390-dark-en.png'), fullPage: true });
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 760, height: 1000 });
  await page.screenshot({ path: join(shots, 'kpis-print.png'), fullPage: true });
});

test('no screen logged an error', () => assert.deepEqual(troubles, []));
