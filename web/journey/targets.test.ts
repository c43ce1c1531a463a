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
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('targets_web')]);
  await takeIn(
    served.world.database,
    {
      text: '会社名,電話番号,代理店区分\r\n青空精機,03-1111-2221,\r\n青空精機工業,03-1111-2222,\r\n北谷商社,03-1111-2223,一次店\r\n',
    },
    'companies',
  );
  page = await signedIn(browser, served, 'admin');
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('a wish list comes from a file; a choice can be made again; what is not held is registered', async () => {
  await page.goto(`${served.url}/wish-lists`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'wishes.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      '会社名,担当\n青空精器,堂島 剛\n架空重機ホールディングス,岸本 健太\n架空重機ホールディングス,堂島 剛\n',
    ),
  });
  await page.getByRole('button', { name: '照合する' }).click();
  // A browser keeps silent about a file that is chosen already: once it was mended it is taken again.
  assert.equal(await page.locator('input[type=file]').evaluate((it: HTMLInputElement) => it.value), '');
  const choice = page.getByRole('combobox', { name: '青空精器 選ぶ' });
  await choice.click();
  await page.getByRole('option', { name: /青空精機工業/ }).click();
  await page.getByRole('button', { name: '選び直す' }).click();
  await choice.click();
  await page.getByRole('option', { name: /^青空精機(?!工業)/ }).click();
  await page.getByRole('button', { name: '該当なしの1社を新しい企業として登録' }).click();
  await page.getByText('1社を登録しました').waitFor();
  await page.getByRole('button', { name: '一致した2社を候補に加える' }).click();
  await page.getByText('2社を候補に加えました').waitFor();
  // All of them are there: the way on leads to the list.
  await page.getByRole('link', { name: 'ターゲットリストで承認する' }).waitFor();
  await page.getByRole('textbox', { name: '会社名' }).fill('会社名\t担当\t階層\n青空精機\t堂島\t1:1');
  await page.getByText('会社名・担当・代理店・理由のほかの列は読みません。').waitFor();
  await page.setViewportSize({ width: 390, height: 900 });
  const place = page.getByRole('region', { name: '営業の希望リスト' });
  assert.ok(await place.evaluate((it) => it.scrollWidth <= it.clientWidth), 'nothing lies beside a phone');
  assert.deepEqual(await flawsOf(page), []);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('a pasted agency is told with its line; a company that no name leads to is searched for', async () => {
  await page.goto('about:blank');
  await page.goto(`${served.url}/wish-lists`);
  await page
    .getByRole('textbox', { name: '会社名' })
    .fill('会社名\t担当\t代理店\t理由\n青空精機\t堂島\t北谷商社\t新工場\nいつもの所\t堂島\t知らない商店\t');
  await page.getByRole('button', { name: '照合する' }).click();
  const known = page.getByRole('row', { name: /^青空精機 / });
  await known.getByText('北谷商社').waitFor();
  await known.getByText('新工場').waitFor();
  const nickname = page.getByRole('row', { name: /^いつもの所/ });
  await nickname.getByText('「知らない商店」という代理店はありません').waitFor();
  await nickname.getByRole('button', { name: '企業を探す' }).click();
  const dialog = page.getByRole('dialog', { name: 'いつもの所' });
  await dialog.getByLabel('この会社にあたる企業を探す').fill('青空精機工業');
  await dialog.getByRole('button', { name: /青空精機工業/ }).click();
  await nickname.getByText('一致').waitFor();
  await page.screenshot({ path: join(shots, 'wish-agency.png') });
  assert.deepEqual(await flawsOf(page), []);
  // The list that is open is part of the address.
  await page.reload();
  await nickname.getByRole('link', { name: '青空精機工業' }).waitFor();
});

test('the list is narrowed by one tap and found so on the way back; what is ticked changes at once, and is taken back', async () => {
  await page.goto('about:blank');
  await page.goto(`${served.url}/targets`);
  const names = page.getByRole('region', { name: 'ターゲットリスト' }).getByRole('checkbox');
  await names.nth(1).waitFor();
  const all = await names.count();
  await page.getByText('担当なし', { exact: true }).click();
  await page.getByText('条件に合うターゲットはありません。').waitFor();
  await page.getByText('担当なし', { exact: true }).click();
  await page.getByRole('searchbox').fill('架空');
  await page.waitForFunction((n) => document.querySelectorAll('main tbody tr').length < n - 1, all);
  await page.getByRole('link', { name: '架空重機ホールディングス' }).click();
  await page.getByRole('heading', { level: 1, name: '架空重機ホールディングス' }).waitFor();
  await page.goBack();
  assert.equal(await page.getByRole('searchbox').inputValue(), '架空');
  const row = page.getByRole('row', { name: /架空重機ホールディングス/ });
  await page.getByRole('checkbox', { name: '架空重機ホールディングス' }).check();
  await page.getByRole('combobox', { name: '階層' }).click();
  await page.getByRole('option', { name: '1:少数' }).click();
  await row.getByText('1:少数').waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.getByRole('button', { name: '元に戻す' }).last().click();
  await row.getByText('1:少数').waitFor({ state: 'detached' });
  await page.getByRole('searchbox').fill('');
  await page.waitForFunction((n) => document.querySelectorAll('main tbody tr').length === n - 1, all);
});

test('who is of neither side approves on behalf of both, and takes it back', async () => {
  await page.goto(`${served.url}/targets`);
  await page.getByRole('checkbox', { name: '架空重機ホールディングス' }).check();
  const approve = page.getByRole('button', { name: '選択した1社を承認' });
  assert.ok(await approve.isDisabled(), 'not without the meeting');
  const lack = page.getByText('承認するには、合意した会議の日付と出席者を上の欄に入れてください。');
  await lack.waitFor();
  await page.getByLabel('合意した会議の日付・出席者').fill('2026年4月3日 営業会議(堂島・藤代)');
  await lack.waitFor({ state: 'detached' });
  await approve.click();
  const row = page.getByRole('row', { name: /架空重機ホールディングス/ });
  await row.getByText('ターゲット確定').waitFor();
  await row.getByText('代理入力あり').waitFor();
  await page.getByRole('checkbox', { name: '架空重機ホールディングス' }).check();
  await page.getByRole('button', { name: 'ほかの判断' }).click();
  await page.getByRole('menuitem', { name: '承認を取り消す' }).click();
  await row.getByText('候補', { exact: true }).waitFor();
});

test('a verdict on several and a nomination are taken back at once', async () => {
  await page.goto(`${served.url}/targets`);
  await page.getByLabel('合意した会議の日付・出席者').fill('2026年4月10日 営業会議');
  const row = page.getByRole('row', { name: /青空精機/ });
  await page.getByRole('checkbox', { name: /青空精機/ }).check();
  await page.getByRole('button', { name: '選択した1社を承認' }).click();
  await page.getByText('1社を承認しました').waitFor();
  await row.getByText('ターゲット確定').waitFor();
  await page.getByRole('button', { name: '元に戻す' }).last().click();
  await row.getByText('候補', { exact: true }).waitFor();
  await row.getByRole('button', { name: '編集' }).click();
  await page.getByRole('dialog').getByText('取り消し済み').first().waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.goto(`${served.url}/accounts`);
  await page.getByRole('link', { name: '北谷商社' }).click();
  await page.getByRole('button', { name: 'ターゲットの候補に加える' }).click();
  await page.getByText('1社を候補に加えました').waitFor();
  await page.getByRole('button', { name: '元に戻す' }).last().click();
  await page.getByRole('button', { name: 'ターゲットの候補に加える' }).waitFor();
});

test('a line of the list is changed on the page: tier, agency and owner, with undo, beside the history of its approvals', async () => {
  await page.goto(`${served.url}/targets`);
  const row = page.getByRole('row', { name: /架空重機ホールディングス/ });
  await row.getByRole('button', { name: '編集' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('承認を取り消し').first().waitFor();
  await dialog.getByText('2026年4月3日 営業会議(堂島・藤代)').first().waitFor();
  for (const [name, value] of [
    ['階層', '1:1'],
    ['代理店', '北谷商社'],
    ['担当', '堂島 剛'],
  ] as const) {
    await dialog.getByRole('combobox', { name, exact: true }).click();
    await page.getByRole('option', { name: value }).click();
  }
  await page.screenshot({ path: join(shots, 'edit-target.png') });
  await dialog.getByRole('button', { name: '保存' }).click();
  for (const value of ['1:1', '北谷商社', '堂島 剛']) await row.getByText(value).first().waitFor();
  await page.getByRole('button', { name: '元に戻す' }).click();
  await row.getByText('1:1').waitFor({ state: 'detached' });
});

test('a department is added to a line and taken off again, with undo', async () => {
  await page.goto(`${served.url}/targets`);
  const row = page.getByRole('row', { name: /青空精機/ });
  await row.getByRole('button', { name: '部署・人物を足す' }).click();
  await page.getByRole('combobox', { name: '部署' }).fill('生産技術部');
  await page.getByRole('textbox', { name: '探す期日' }).fill('2026-12-01');
  await page.getByRole('button', { name: '加える' }).click();
  await row.getByText(/生産技術部/).waitFor();
  await row.getByRole('button', { name: '生産技術部を外す' }).click();
  await row.getByText(/生産技術部/).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '元に戻す' }).click();
  await row.getByText(/生産技術部/).waitFor();
  assert.deepEqual(troubles, []);
});

test('on a phone every target is a card with what the list says of it', async () => {
  const phone = await signedIn(browser, served, 'admin', { width: 390 });
  await phone.goto(`${served.url}/targets`);
  const card = phone.getByRole('row', { name: /架空重機ホールディングス/ });
  await card.waitFor();
  const place = phone.getByRole('region', { name: 'ターゲットリスト' });
  assert.ok(await place.evaluate((it) => it.scrollWidth <= it.clientWidth), 'nothing lies beside the screen');
  const { width, x } = (await card.getByText('営業の推薦').boundingBox())!;
  assert.ok(x >= 0 && x + width <= 390);
  assert.deepEqual(await flawsOf(phone), []);
  await phone.screenshot({ path: join(shots, 'targets-390.png'), fullPage: true });
  await phone.context().close();
});
