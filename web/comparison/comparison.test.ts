import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { headlineDeals, headlineLeads } from '#fixtures/headline.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { flawsOf } from '../journey/flaws.ts';
import { signedIn, troubles } from '../journey/signed-in.ts';

const shots = join(import.meta.dirname, '..', '..', 'test-results');
let browser: Browser;
let served: ServedWorld;
let page: Page;

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('comparison_web')]);
  await takeIn(served.world.database, { text: headlineDeals() });
  await takeIn(served.world.database, { text: headlineLeads() });
  page = await signedIn(browser, served, 'sales_manager');
});
after(async () => {
  await browser?.close();
  await served?.close();
});

const told = async (heading: string) =>
  (await page.getByRole('region', { name: heading, exact: true }).innerText()).replace(/\s+/g, ' ');

test('S2-11 S2-35 S2-37 G-SAL-1 the page shows the headline case with its intervals and one sentence', async () => {
  await page.goto(`${served.url}/`);
  await page.getByRole('link', { name: '前後比較' }).click();
  await page.getByRole('heading', { level: 2, name: 'SAL率', exact: true }).waitFor();
  const sal = await told('SAL率');
  for (const part of [
    '2024年度下期 62.0 % (52.2–70.9)',
    '2025年度上期 93.0 % (86.3–96.6)',
    '+31.0 pt (+19.8〜+41.4)',
    'SAL率は 62.0% から 93.0% へ +31.0pt 上がりました',
  ])
    assert.ok(sal.includes(part), `${part} is not in: ${sal}`);
  const deal = await told('SFA登録率');
  for (const part of ['40.0 %', '65.0 %', '差があります']) assert.ok(deal.includes(part), deal);
  await page.getByText('営業の活動(電話・訪問・メールなど)の記録がないため、分かりません。').waitFor();
  await page.screenshot({ path: join(shots, 'comparison-ja-1440.png'), fullPage: true });
});

test('of the accepted, 差は確認できません', async () => {
  await page.getByText('分母: SAL').click();
  await page.getByRole('heading', { level: 2, name: 'SFA登録率(SAL比)' }).waitFor();
  const deal = await told('SFA登録率(SAL比)');
  for (const part of ['64.5 %', '69.9 %', '差は確認できません']) assert.ok(deal.includes(part), deal);
});

test('a count opens to its leads', async () => {
  await page.getByRole('button', { name: '2025年度上期 SAL(営業受入) 93' }).click();
  await page.getByRole('dialog').getByText('元のリード: 93件').waitFor();
  await page.keyboard.press('Escape');
});

test('a small and young side is told before anybody believes it', async () => {
  const month = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 7);
  await takeIn(served.world.database, {
    text: `リード ID,会社名,姓,名,メール,リード状況,作成日,引き渡し日\r\nN1,若葉商会,若葉,一,w@wakaba.example.jp,営業受入,${month}-01,${month}-01\r\n`,
  });
  await page.reload();
  await page.getByRole('heading', { level: 2, name: 'SAL率', exact: true }).waitFor();
  assert.ok((await told('SAL率')).includes('2025年度上期'), 'what nobody had time to answer is not proposed');
  await page.getByRole('combobox', { name: '後' }).click();
  await page.getByRole('option').first().click();
  await page.getByText(/1件と少なく/).waitFor();
  await page.getByText(/は未成熟です/).waitFor();
  await page
    .getByText(/件数が5件に満たない/)
    .first()
    .waitFor();
});

test('two groups of one period are compared, and a count opens to the leads of its group', async () => {
  await page.goto(`${served.url}/comparison`);
  await page.getByText(/いちばん新しい半期と、その前の半期/).waitFor();
  await page.getByRole('combobox', { name: '何を比べるか' }).click();
  await page.getByRole('option', { name: '獲得元・施策どうし' }).click();
  await page.getByText('2025年度上期 は、引き渡しが30件以上あり').waitFor();
  assert.equal(await page.getByRole('combobox', { name: '期間', exact: true }).inputValue(), '2025年度上期');
  await page.getByRole('combobox', { name: '比べるもの' }).click();
  await page.getByRole('option', { name: /省エネセミナー/ }).click();
  await page.getByRole('combobox', { name: '基準' }).click();
  await page.getByRole('option', { name: /Web問い合わせ/ }).click();
  await page.getByText(/SAL率の差は確認できません\(Web問い合わせ .*、省エネセミナー /).waitFor();
  await page.getByText('同じ期間の比較です。リードの質や量').waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'comparison-groups-ja-1440.png'), fullPage: true });
  await page.getByRole('button', { name: /省エネセミナー MQL.* 33$/ }).click();
  await page.getByRole('dialog').getByText('元のリード: 33件').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: '何を比べるか' }).click();
  await page.getByRole('option', { name: 'ターゲットの中と外' }).click();
  await page.getByText(/SAL率は比べられません/).waitFor();
});

test('periods are chosen by kind, in English on a phone at night, and axe finds nothing', async () => {
  const phone = await signedIn(browser, served, 'sales_manager', { width: 390, language: 'en', scheme: 'dark' });
  await phone.goto(`${served.url}/comparison`);
  await phone.getByRole('combobox', { name: 'After' }).click();
  await phone.getByRole('option', { name: 'FY2025 H1' }).click();
  await phone.getByRole('combobox', { name: 'Before' }).click();
  await phone.getByRole('option', { name: 'FY2024 H2' }).click();
  await phone.getByText('SAL rate rose from 62.0% to 93.0%', { exact: false }).waitFor();
  await phone.screenshot({ path: join(shots, 'comparison-en-390-dark.png'), fullPage: true });
  assert.deepEqual(await flawsOf(phone), []);
  const overflow = await phone.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(overflow <= 1, `${overflow}px too wide`);
  await phone.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await phone.setViewportSize({ width: 703, height: 1000 });
  await phone.emulateMedia({ media: 'print' });
  assert.equal(await phone.getByRole('combobox', { name: 'After' }).isVisible(), false);
  await phone.screenshot({ path: join(shots, 'comparison-paper.png'), fullPage: true });
});

test('no screen logged an error', () => assert.deepEqual(troubles, []));
