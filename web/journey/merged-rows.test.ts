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
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('merged_rows_web')]);
  const header = '会社名,URL,住所,電話,業種';
  const take = (source: string, row: string) =>
    takeIn(served.world.database, { text: `${header}\r\n${row}\r\n`, name: `${source}.csv` }, 'companies', { source });
  await take('crm', '株式会社青空商事,https://aozora.co.jp,東京都千代田区丸の内1-2-3,03-1234-5678,卸売業');
  await take('group', '青空商事ホールディングス株式会社,,東京都千代田区丸の内1-2-3,03-1234-5678,');
  await take('cards', '㈱ 青空商事,https://aozora.co.jp,東京都港区芝1-1-1,03-1234-5678,商社');
  page = await signedIn(browser, served, 'marketing_manager');
});
after(async () => {
  await browser?.close();
  await served?.close();
});

const openRows = async (on: Page, tab: RegExp) => {
  await on.goto(`${served.url}/accounts`);
  await on.getByRole('link', { name: '株式会社青空商事' }).click();
  await on.getByRole('tab', { name: tab }).click();
};

test('a row tells why it is here and which company came next; axe finds nothing in both languages and widths', async () => {
  for (const language of ['ja', 'en'] as const) {
    const on = await signedIn(browser, served, 'marketing_manager', { language });
    await openRows(on, language === 'ja' ? /まとまっている行/ : /Merged rows/);
    const name = language === 'ja' ? 'cards.csv 1行目がここにある理由' : 'Why row 1 of cards.csv is here';
    await on.getByRole('button', { name }).click();
    await on.getByRole('link', { name: '青空商事ホールディングス株式会社' }).waitFor();
    for (const width of [1440, 390]) {
      await on.setViewportSize({ width, height: 900 });
      await on.screenshot({ path: join(shots, `row-reasons-${language}-${width}.png`) });
      assert.deepEqual(await flawsOf(on), []);
    }
    await on.context().close();
  }
});

test('values that lost stand under the one that holds, with source and rows; axe finds nothing on a phone', async () => {
  await openRows(page, /会社の情報/);
  await page.getByRole('button', { name: 'ほかの行が言う、使われていない値' }).click();
  await page.getByRole('row', { name: /業種.*商社.*1件の行にある値/ }).waitFor();
  await page.getByRole('row', { name: /住所.*東京都港区芝1-1-1/ }).waitFor();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(shots, `lost-values-${width}.png`) });
    assert.deepEqual(await flawsOf(page), []);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('a row is split off once its effect was seen, and the split is taken back from the history after its own preview', async () => {
  await openRows(page, /まとまっている行/);
  await page.getByRole('checkbox', { name: /cards\.csv/ }).check();
  await page.getByRole('button', { name: '選んだ行を別の企業に分ける' }).click();
  await page.getByText('新しい企業になるもの').waitFor();
  await page.getByText('1行と、人物0名・商談0件・活動0件が分かれます').waitFor();
  await page.screenshot({ path: join(shots, 'split-preview.png') });
  assert.deepEqual(await flawsOf(page), []);
  await page.getByRole('button', { name: 'やめる' }).click();
  await page.getByRole('tab', { name: 'まとまっている行 2' }).waitFor();
  await page.getByRole('button', { name: '選んだ行を別の企業に分ける' }).click();
  await page.getByRole('button', { name: '分ける', exact: true }).click();
  await page.getByText('分けました').waitFor();
  await page.getByRole('tab', { name: 'まとまっている行 1' }).waitFor();

  await page.goto(`${served.url}/reviews`);
  await page.getByRole('button', { name: '株式会社青空商事の判断を取り消す' }).first().click();
  await page.getByText('また1件にまとまります。').waitFor();
  await page.screenshot({ path: join(shots, 'undo-preview.png') });
  assert.deepEqual(await flawsOf(page), []);
  await page.getByRole('dialog').getByRole('button', { name: '取り消す' }).click();
  await page.getByText('元に戻しました').waitFor();
  await openRows(page, /まとまっている行 2/);
  assert.deepEqual(troubles, []);
});

test('the page of a company takes back a merge of long ago, after a preview, and its history says so in both widths', async () => {
  await openRows(page, /会社の情報/);
  await page.getByRole('button', { name: 'ほかの企業とまとめる' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /青空商事ホールディングス株式会社/ }).click();
  await dialog.getByRole('button', { name: '1件にまとめる' }).click();
  await page.getByText('1件にまとめました').waitFor();
  await page.reload();
  await page.getByRole('tab', { name: '変更履歴' }).click();
  await page.getByText('もう片方').waitFor();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(shots, `own-decisions-${width}.png`), fullPage: true });
    assert.deepEqual(await flawsOf(page), []);
    assert.ok((await page.getByText('もう片方').boundingBox())!.width > 40, 'what changed is there to be read');
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page
    .getByRole('button', { name: /の判断を取り消す/ })
    .first()
    .click();
  await page.getByText('また2件に分かれます。').waitFor();
  await dialog.getByRole('button', { name: '取り消す' }).click();
  await page.getByText('元に戻しました').waitFor();
  await page
    .getByText(/取り消し済み/)
    .first()
    .waitFor();
  await page.getByText('統合・分割の取り消し').waitFor();
});

test('what was typed into the edit of a company and left is gone; what was saved and taken back stands in the history', async () => {
  await openRows(page, /変更履歴/);
  const edit = page.getByRole('button', { name: '編集', exact: true });
  const dialog = page.getByRole('dialog');
  await edit.click();
  await dialog.getByLabel('業種').fill('だれも決めていない');
  await page.keyboard.press('Escape');
  await edit.click();
  assert.equal(await dialog.getByLabel('業種').inputValue(), '卸売業');
  assert.ok(await dialog.getByRole('button', { name: '保存' }).isDisabled());
  await dialog.getByLabel('業種').fill('商社');
  await dialog.getByRole('button', { name: '保存' }).click();
  await page.getByText('保存しました').waitFor();
  await page.getByRole('button', { name: '元に戻す' }).last().click();
  const undone = page.getByRole('listitem').filter({ hasText: '編集の取り消し' });
  await undone.getByText('商社 → 卸売業').waitFor();
});

test('every verdict on a pair has its key, told on the button', async () => {
  await served.world.database.pool.query(
    `insert into review (kind, left_id, right_id, row_key, reason, evidence, state)
     select 'account', max(account_id), min(account_id), gen_random_uuid(), 'related', '{"matched":["phone"],"differs":[],"bits":0}', 'open' from account
     on conflict (kind, left_id, right_id) do update set state = 'open', verdict = null`,
  );
  await page.goto(`${served.url}/reviews`);
  const group = page.getByRole('button', { name: 'グループ会社(親子)' });
  await group.waitFor();
  assert.equal(await group.getAttribute('aria-keyshortcuts'), '5');
  await page.screenshot({ path: join(shots, 'review-keys.png') });
  assert.deepEqual(await flawsOf(page), []);
  await page.keyboard.press('5');
  await page.getByText('決めました').waitFor();
  await page.getByText('確認する組はありません。').waitFor();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'グループ会社(親子)' })
    .getByRole('button', { name: /取り消す/ })
    .click();
  await page.getByText('2件は別々のままで').waitFor();
});
