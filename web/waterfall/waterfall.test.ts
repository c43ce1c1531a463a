import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { flawsOf } from '../journey/flaws.ts';
import { signedIn, troubles } from '../journey/signed-in.ts';

const demo = join(import.meta.dirname, '..', '..', 'fixtures', 'demo');
const shots = join(import.meta.dirname, '..', '..', 'test-results');
let browser: Browser;
let served: ServedWorld;
let page: Page;

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('waterfall_web')]);
  const { database } = served.world;
  for (const file of ['sfa-opportunities.csv', 'sfa-activities.csv', 'crm-leads.csv'])
    await takeIn(database, { path: join(demo, file) });
  page = await signedIn(browser, served, 'marketing_manager');
});
after(async () => {
  await browser?.close();
  await served?.close();
});

const dialogTotal = async (on: Page = page) => {
  const text = await on
    .getByRole('dialog')
    .getByText(/元のリード/)
    .innerText();
  await on.keyboard.press('Escape');
  await on.getByRole('dialog').waitFor({ state: 'detached' });
  return Number(/[\d,]+/.exec(text.split(':')[1]!)![0].replace(',', ''));
};
/** Presses a number and holds that it opens as many leads. */
const opens = async (region: string, name: RegExp) => {
  const number = page.getByRole('region', { name: region }).getByRole('button', { name }).first();
  const shown = Number((await number.innerText()).replace(',', ''));
  await number.click();
  assert.equal(await dialogTotal(), shown, `${region} ${name}`);
};

test('funnel, period and cohort numbers open to as many leads', async () => {
  await page.goto(`${served.url}/waterfall`);
  await page.getByRole('region', { name: '引き渡し月 × 日数' }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(shots, 'waterfall-ja-1440.png'), fullPage: true });
  for (const stage of [/^リード/, /^MQL/, /^SAL/, /^商談/]) await opens('リードから受注まで', stage);
  await opens('金額', /期間中のできごと SAL/);
  await opens('引き渡し月 × 日数', /MQL/);
});

test('S2-21 S2-22 what a lead of each stage costs stands on the page, and the step that loses most is named', async () => {
  await page
    .getByRole('region', { name: 'リードから受注まで' })
    .getByText(/^ボトルネック: 目安 \d+\.\d% に \d+件足りません$/)
    .waitFor();
  const money = page.getByRole('region', { name: '金額' });
  await money.getByText('未計測(必要: 取込のときの「1件あたりの費用」)').waitFor();
  await served.world.database.pool.query(
    "update import_batch set unit_cost_yen = 3200 where file_name like '%crm-leads%'",
  );
  await page.reload();
  await money.getByText(/費用の分かるリード/).waitFor();
  const costs = (await money.getByRole('listitem').allInnerTexts()).map((text) =>
    Number(/([\d,]+)円/.exec(text)![1]!.replaceAll(',', '')),
  );
  assert.equal(costs.length, 6);
  assert.deepEqual(
    costs,
    [...costs].sort((one, other) => one - other),
    'the later the stage, the dearer',
  );
});

test('S2-23 the ignore rate stands beside the reference lines from outside', async () => {
  await page.goto(`${served.url}/comparison`);
  const ignored = page.getByRole('region', { name: '無視率' });
  await ignored.getByText('2016年 米国の無視率 50.0%', { exact: false }).waitFor();
  assert.equal(await ignored.locator('line.reference').count(), 3);
  await page.goto(`${served.url}/waterfall`);
  await page.getByRole('region', { name: '引き渡し月 × 日数' }).waitFor();
});

test('money and the deals of sales open to deals that add up, and a share over days to its leads', async () => {
  const money = page.getByRole('region', { name: '金額' });
  for (const words of [/^受注 [\d,]+件/, /^進行中 [\d,]+件/, /^商談 [\d,]+件/]) {
    const button = money.getByRole('button', { name: words });
    const shown = /[\d,]+/.exec(await button.innerText())![0];
    await button.click();
    await page
      .getByRole('dialog')
      .getByText(new RegExp(`^${shown}件 · 合計 [\\d,]+千円`))
      .waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  const made = page.getByRole('button', { name: /^このほか、営業が自分で作った商談 \d+/ });
  const shown = await made.innerText();
  await made.click();
  await page.getByRole('dialog').getByText(`${shown}件 · 合計`).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await opens('到達率の表', /SAL.*30日まで/);
});

test('a cell of the heat map opens to the leads that came within its days', async () => {
  const cell = page
    .getByRole('region', { name: '引き渡し月 × 日数' })
    .first()
    .getByRole('button', { name: /7日まで/ })
    .first();
  const parts = await cell.locator('xpath=..').getAttribute('title');
  await cell.click();
  assert.equal(await dialogTotal(), Number(parts!.split('/')[0]));
});

test('a breakdown opens its numbers, and a name narrows the page to its leads', async () => {
  await page.getByText('担当', { exact: true }).click();
  await page.getByRole('columnheader', { name: '担当' }).waitFor();
  const table = page.getByRole('region', { name: '内訳' });
  const number = table.getByRole('button', { name: /SAL/ }).first();
  const accepted = Number(await number.innerText());
  await number.click();
  assert.equal(await dialogTotal(), accepted);
  const row = table.locator('tbody tr').first();
  const owner = await row.getByRole('button').first().innerText();
  await row.getByRole('button').first().click();
  await page.getByText(`担当: ${owner}`).first().waitFor();
  const funnel = page.getByRole('region', { name: 'リードから受注まで' });
  await funnel.getByRole('button', { name: `SAL(営業受入) ${accepted}` }).waitFor();
  await page.getByText('獲得元', { exact: true }).click();
  await page.getByRole('columnheader', { name: '獲得元' }).waitFor();
  await opens('内訳', /SAL/);
  await page.getByRole('button', { name: '絞り込みを外す' }).click();
  await page.getByText(`担当: ${owner}`).first().waitFor({ state: 'detached' });
});

test('the same leads in the words of the four other waterfalls, behind 詳細設定', async () => {
  const region = page.getByRole('region', { name: 'ほかのウォーターフォールの言葉で見る' });
  assert.equal(await region.getByRole('table').count(), 0);
  await page.getByRole('button', { name: /^詳細設定/ }).click();
  for (const [name, stage] of [
    ['初期(2006)', 'Inquiry'],
    ['再設計(2012)', 'TQL'],
    ['デマンドユニット(2017)', 'Active Demand'],
    ['収益(2021)', 'Pipeline'],
  ] as const) {
    await page.getByText(name).click();
    await page.getByRole('rowheader', { name: stage, exact: true }).waitFor();
  }
  await page.getByRole('columnheader', { name: '既存顧客' }).waitFor();
  await page.getByText('初期(2006)').click();
  const number = page.getByRole('button', { name: /^SAL \d+$/ });
  const accepted = Number(await number.innerText());
  await number.click();
  assert.equal(await dialogTotal(), accepted);
  await page.getByText('デマンドユニット(2017)').click();
  const companies = page.getByRole('button', { name: /^Pipeline \d+$/ });
  const shown = await companies.innerText();
  await companies.click();
  await page.getByRole('dialog').getByText(`${shown}社`, { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.screenshot({ path: join(shots, 'vocabularies.png'), fullPage: true });
});

test('in English on a phone at night nothing overflows and axe finds nothing; paper shows the pictures', async () => {
  const phone = await signedIn(browser, served, 'marketing_manager', { width: 390, language: 'en', scheme: 'dark' });
  await phone.goto(`${served.url}/waterfall`);
  await phone.getByRole('region', { name: 'Month of hand-over × days' }).waitFor();
  await phone.waitForLoadState('networkidle');
  await phone.screenshot({ path: join(shots, 'waterfall-en-390-dark.png'), fullPage: true });
  assert.deepEqual(await flawsOf(phone), []);
  const overflow = await phone.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(overflow <= 1, `${overflow}px too wide`);
  await page.setViewportSize({ width: 703, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.screenshot({ path: join(shots, 'waterfall-paper.png'), fullPage: true });
});

test('no screen logged an error', () => assert.deepEqual(troubles, []));
