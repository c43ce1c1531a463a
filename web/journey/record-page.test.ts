import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { flawsOf } from './flaws.ts';
import { signedIn, troubles } from './signed-in.ts';

const shots = join(import.meta.dirname, '..', '..', 'test-results');
let browser: Browser;
let served: ServedWorld;
let page: Page;

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('record_page_web')]);
  await takeIn(
    served.world.database,
    {
      text: '会社名,姓,名,部署名,役職,e-mail,TEL,名刺交換日\r\n株式会社青空商事,高瀬,亮介,製造部,部長,takase@aozora.example.jp,03-1234-5679,2026/04/01\r\n青空ホールディングス株式会社,高瀬,亮介,経営企画部,部長,takase@aozora-hd.example.jp,06-1111-2222,2026/05/01\r\n',
    },
    'sansan-cards',
  );
  page = await signedIn(browser, served, 'marketing_manager');
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('a company is merged with another from its page, and the merge is taken back', async () => {
  await page.goto(`${served.url}/accounts`);
  await page.getByRole('link', { name: /青空商事/ }).click();
  await page.getByRole('button', { name: 'ほかの企業とまとめる' }).click();
  await page.getByLabel('まとめる相手の企業を探す').fill('青空');
  await page.getByRole('button', { name: /青空ホールディングス/ }).click();
  await page.getByText('人物2名・商談0件・活動2件がまとまります').waitFor();
  await page.screenshot({ path: join(shots, 'merge-accounts.png') });
  await page.getByRole('button', { name: '1件にまとめる' }).click();
  await page.getByText('1件にまとめました').waitFor();
  await page.getByRole('tab', { name: '人物 2' }).waitFor();
  await page.getByRole('button', { name: '元に戻す' }).click();
  await page.getByText('元に戻しました').waitFor();
  await page.getByRole('tab', { name: '人物 1' }).waitFor();
});

test('the history of a merge and of its taking back names both companies, here and in the list of changes', async () => {
  await page.getByRole('tab', { name: '変更履歴' }).click();
  const both = /株式会社青空商事.*青空ホールディングス株式会社/;
  for (const action of ['同じ', '取り消'])
    await page
      .getByRole('listitem')
      .filter({ hasText: new RegExp(`${action}[^]*${both.source}`) })
      .first()
      .waitFor();
  await page.screenshot({ path: join(shots, 'merge-history.png') });
});

test('a company gets its agency and area on its page, and the edit is taken back; it becomes a candidate', async () => {
  await page.goto(`${served.url}/accounts`);
  await page.getByRole('link', { name: /青空商事/ }).click();
  await page.getByRole('button', { name: '編集' }).click();
  await page.getByRole('combobox', { name: '代理店区分' }).click();
  await page.getByRole('option', { name: '一次店' }).click();
  await page.getByLabel('担当エリア').fill('関東');
  await page.screenshot({ path: join(shots, 'edit-account.png') });
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('row', { name: /担当エリア 関東/ }).waitFor();
  await page.getByRole('button', { name: '元に戻す' }).click();
  await page.getByRole('row', { name: /担当エリア 関東/ }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'ターゲットの候補に加える' }).click();
  await page.getByText('候補', { exact: true }).waitFor();
});

test('any company or person is found from wherever one is, and the way back leads to the part of the page that was in view', async () => {
  await page.goto(`${served.url}/kpis`);
  await page.getByRole('button', { name: '企業・人物を探す' }).waitFor();
  await page.keyboard.press('Control+k');
  const finder = page.getByRole('dialog', { name: '企業・人物を探す' });
  await finder.getByRole('searchbox').fill('存在しない会社');
  await finder.getByText('該当するものはありません').waitFor();
  await finder.getByRole('searchbox').fill('青空商');
  await finder.getByRole('link', { name: /青空商事/ }).waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /青空商事/ }).waitFor();
  await page.getByRole('tab', { name: /^人物/ }).click();
  await page.getByRole('link', { name: '高瀬 亮介' }).first().click();
  await page.getByRole('heading', { level: 1, name: '高瀬 亮介' }).waitFor();
  await page.goBack();
  await page.getByRole('tab', { name: /^人物/, selected: true }).waitFor();
  await page.reload();
  await page.getByRole('tab', { name: /^人物/, selected: true }).waitFor();
});

test('a person is merged with another from the page', async () => {
  await page.goto(`${served.url}/people`);
  await page.getByRole('link', { name: '高瀬 亮介' }).first().click();
  await page.getByRole('button', { name: 'ほかの人物とまとめる' }).click();
  await page.getByRole('button', { name: /高瀬 亮介.*青空/ }).click();
  await page.getByRole('combobox', { name: '2件の関係' }).click();
  await page.getByRole('option', { name: '同じ人(異動・転職)' }).click();
  await page.getByRole('button', { name: '1件にまとめる' }).click();
  await page.getByText('1件にまとめました').waitFor();
  await page.getByRole('tab', { name: 'まとまっている行' }).click();
  await page.getByText('人が決めた').first().waitFor();
});

test('a note is written, rewritten, deleted and brought back', async () => {
  await page.goto(`${served.url}/accounts`);
  await page.getByRole('link', { name: /青空商事/ }).click();
  await page.getByRole('tab', { name: /^メモ/ }).click();
  await page.getByLabel('メモの本文').fill('来期予算に計上');
  await page.getByRole('button', { name: 'メモを足す' }).click();
  await page.getByRole('button', { name: '編集' }).nth(1).click();
  await page.getByLabel('メモの本文').nth(1).fill('来期予算に計上済み');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('来期予算に計上済み', { exact: true }).waitFor();
  await page.getByRole('button', { name: '消す' }).click();
  await page.getByText('来期予算に計上済み', { exact: true }).waitFor({ state: 'detached' });
  await page
    .getByRole('alert')
    .filter({ hasText: 'メモを消しました' })
    .getByRole('button', { name: '元に戻す' })
    .click();
  await page.getByText('来期予算に計上済み', { exact: true }).waitFor();
});

test('a deal tells how long its contract runs and what of it is paid once', async () => {
  const text =
    '商談ID,商談名,会社名,フェーズ,金額,初期費用,契約期間(月)\nD1,保守契約,山吹精機株式会社,受注,9000000,600000,36\n';
  await takeIn(served.world.database, { text }, 'deals');
  await page.goto(`${served.url}/accounts`);
  await page.getByRole('link', { name: /山吹精機/ }).click();
  await page.getByRole('tab', { name: '商談 1' }).click();
  await page.getByRole('columnheader', { name: '契約期間' }).waitFor();
  await page.getByRole('row', { name: /保守契約.*9,000.*600.*36か月/ }).waitFor();
  await page.screenshot({ path: join(shots, 'account-deals.png') });
});

test('on paper a company shows everything at once, without navigation, and lists lie on their side', async () => {
  await page.goto(`${served.url}/accounts`);
  await page.getByRole('link', { name: /青空商事/ }).waitFor();
  const list = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  assert.deepEqual(
    [...list.matchAll(/MediaBox \[0 0 (\d+)\.\d+ (\d+)\./g)].map(([, ...size]) => size),
    [['841', '594']],
  );
  await page.getByRole('link', { name: /青空商事/ }).click();
  await page.getByRole('tab', { name: /^人物/ }).waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await page.getByRole('heading', { name: '人物', level: 2 }).waitFor();
  assert.equal(await page.getByRole('navigation').isVisible(), false);
  assert.equal(await page.getByRole('tablist').isVisible(), false);
  await page.screenshot({ path: join(shots, 'account-paper.png'), fullPage: true });
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
});

test('no screen logged an error', () => assert.deepEqual(troubles, []));

test('三件の確認: records that may be one are ticked and settled at a glance, and taken back', async () => {
  const { database } = served.world;
  const lines = [
    'ミドリカワ精機株式会社,東京都新宿区西新宿1-1-1',
    '株式会社ミドリカワ精機,大阪府大阪市北区梅田1-1-3',
    '株式会社みどりかわ精機,愛知県名古屋市中区栄3-4-5',
  ];
  await takeIn(database, { text: `会社名,住所\r\n${lines.join('\r\n')}\r\n` }, 'companies', { source: 'crm' });
  await page.goto(`${served.url}/accounts`);
  await page.getByRole('link', { name: '株式会社みどりかわ精機' }).click();
  await page.locator('a[href*="/reviews?about="]').click();
  await page.getByText('この会社についての確認だけを並べています。').waitFor();
  await page.getByText('3件が同じ会社かもしれません').waitFor();
  await page.getByRole('button', { name: 'すべて並べる' }).click();
  await page.screenshot({ path: join(shots, 'review-group.png'), fullPage: true });
  await page.getByRole('checkbox', { name: '同じ会社: 株式会社みどりかわ精機' }).uncheck();
  await page.getByText('チェックを外したものは、あらためて確認します。').waitFor();
  await page.getByRole('button', { name: '2件ずつ決める' }).click();
  await page.getByText('3組のうち1組目').waitFor();
  await page.getByRole('button', { name: 'まとめて見る' }).click();
  await page.getByRole('button', { name: 'チェックした2件は同じ会社' }).click();
  await page.getByText('名前だけが同じです').waitFor();
  await page.getByRole('button', { name: '元に戻す' }).first().click();
  await page.getByText('3件が同じ会社かもしれません').waitFor();
  assert.deepEqual(troubles, []);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: join(shots, 'review-group-390.png'), fullPage: true });
  await page.keyboard.press('2');
  await page.getByText('3件が同じ会社かもしれません').waitFor({ state: 'detached' });
  await page.setViewportSize({ width: 1440, height: 900 });
});
