import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { fillMeasuredWorld } from '#fixtures/measured-world.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { flawsOf } from './flaws.ts';
import { signedIn, troubles } from './signed-in.ts';

const shots = join(import.meta.dirname, '..', '..', 'test-results');
let browser: Browser;
let served: ServedWorld;
let marketing: Page;
let sales: Page;

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([
    openBrowser(),
    serveTestWorld('plans_web', () => new Date('2026-06-20T03:00:00Z')),
  ]);
  await fillMeasuredWorld(served.world.database);
  marketing = await signedIn(browser, served, 'marketing_manager');
  sales = await signedIn(browser, served, 'sales_manager', { language: 'en', width: 390, scheme: 'dark' });
});
after(async () => {
  await browser?.close();
  await served?.close();
});

const pick = async (page: Page, field: string, option: string) => {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

test('S2-11 marketing writes a target down and submits it, both approve, and the board reads it', async () => {
  await marketing.goto(`${served.url}/plans`);
  await marketing.getByText('この年度の目標はまだありません。').waitFor();
  await marketing.getByRole('button', { name: '目標を加える' }).click();
  await pick(marketing, '指標', 'SAL率');
  await pick(marketing, '期間', '2026年度Q1');
  await marketing.getByLabel('目標値(%)').fill('50');
  assert.deepEqual(await flawsOf(marketing), []);
  await marketing.getByRole('dialog').getByRole('button', { name: '目標を加える' }).click();
  await marketing.getByText('下書きにしました').first().waitFor();
  await marketing.getByRole('checkbox', { name: 'SAL率 2026年度Q1を選ぶ' }).check();
  await marketing.getByRole('button', { name: '選択した1件を申請' }).click();
  await marketing.getByRole('button', { name: '選択した1件を承認' }).click();
  await marketing.getByText('マーケ 藤代 まりえ · 営業の承認待ち').waitFor();

  await sales.goto(`${served.url}/plans`);
  await sales.getByRole('checkbox', { name: 'Select SAL rate, FY2026 Q1' }).check();
  assert.deepEqual(await flawsOf(sales), []);
  assert.ok(await sales.evaluate('document.documentElement.scrollWidth <= innerWidth'));
  await sales.screenshot({ path: join(shots, 'plans-390-dark-en.png'), fullPage: true });
  await sales.getByRole('button', { name: 'Approve 1 selected' }).click();
  await sales.getByText('In force').waitFor();

  await marketing.goto(`${served.url}/kpis`);
  const card = marketing.locator('.kpi-card', { has: marketing.getByRole('heading', { name: 'SAL率', exact: true }) });
  await card.getByText('目標 50.0%').waitFor();
  await card.getByText('計画比 80.0%').waitFor();
  await card.getByRole('img', { name: /SAL率の推移/ }).waitFor();
});

test('targets are pasted from a sheet: shown first, a line that cannot be read says why', async () => {
  await marketing.goto(`${served.url}/plans`);
  await marketing.getByRole('button', { name: '貼り付けて加える' }).click();
  await marketing.getByLabel('目標の表').fill('パイプライン創出額\t2026年6月\t4,000千円\nSAL率\tらいねん\t50%');
  await marketing.getByRole('button', { name: '確認する' }).click();
  await marketing.getByText(/2行目: 期間「らいねん」が読めません/).waitFor();
  await marketing.getByRole('cell', { name: '4,000,000円' }).waitFor();
  assert.deepEqual(await flawsOf(marketing), []);
  await marketing.getByRole('button', { name: '1件を下書きにする' }).click();
  await marketing.getByText('1件を下書きにしました').waitFor();
  await marketing.getByRole('checkbox', { name: 'パイプライン創出額 2026年6月を選ぶ' }).waitFor();
  await marketing.screenshot({ path: join(shots, 'plans-ja-1440.png') });
});

test('the history of a target tells who did what', async () => {
  await marketing.getByRole('button', { name: 'SAL率 2026年度Q1の履歴' }).click();
  await marketing.getByRole('dialog').getByText('承認(営業) 堂島 剛').waitFor();
  await marketing.keyboard.press('Escape');
});

test('the first screen answers three questions, opens a number to its rows, and shows what the member chose', async () => {
  await marketing.goto(`${served.url}/`);
  const tile = marketing.locator('.home-tile', { hasText: '営業が受け入れるリードを渡せているか' });
  await tile.getByText('目標 50.0%').waitFor();
  assert.equal(await marketing.locator('.home-tile').count(), 3);
  assert.deepEqual(await flawsOf(marketing), []);
  await tile.getByRole('button', { name: 'SAL率の元を開く' }).click();
  await marketing.getByRole('dialog').getByText('2件').waitFor();
  await marketing.keyboard.press('Escape');
  await tile.getByRole('link', { name: /どこで減っているか/ }).click();
  await marketing.waitForURL('**/waterfall');

  await marketing.goto(`${served.url}/`);
  await marketing.getByRole('button', { name: '数字を選ぶ' }).click();
  await marketing.getByRole('combobox', { name: 'ホームに出す数字' }).fill('ミーティング');
  await marketing.getByRole('option', { name: 'ミーティング獲得数' }).click();
  await marketing.keyboard.press('Escape');
  await marketing.getByRole('button', { name: '保存' }).click();
  await marketing.getByText('未計測(必要:面談の設定・実施の記録・インサイドセールスの担当者)').waitFor();
  assert.equal(await marketing.locator('.home-tile').count(), 4);
  await marketing.screenshot({ path: join(shots, 'home-tiles-ja-1440.png'), fullPage: true });
});

test('a change of meaning is recorded on the board and marked from then on', async () => {
  await marketing.goto(`${served.url}/kpis`);
  await marketing.getByRole('button', { name: '定義の変更' }).click();
  await marketing.getByLabel('変わった日').fill('2026-05-15');
  await marketing.getByRole('combobox', { name: '対象の指標' }).fill('K6.1');
  await marketing.getByRole('option', { name: /SAL率/ }).click();
  await marketing.getByLabel('何が変わったか').fill('資料請求だけのリードを除いた');
  assert.deepEqual(await flawsOf(marketing), []);
  await marketing.getByRole('button', { name: '記録する' }).click();
  await marketing.getByRole('dialog').getByText('資料請求だけのリードを除いた').first().waitFor();
  await marketing.keyboard.press('Escape');
  const card = marketing.locator('.kpi-card', { has: marketing.getByRole('heading', { name: 'SAL率', exact: true }) });
  await card.getByText(/2026\/05\/15に意味が変わりました\(資料請求だけのリードを除いた\)/).waitFor();
  await card.locator('.sparkline .marker').waitFor({ state: 'attached' });
  await marketing.screenshot({ path: join(shots, 'kpi-marker.png'), fullPage: true });
});

test('no screen logged an error', () => assert.deepEqual(troubles, []));
