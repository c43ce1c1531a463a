import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readXlsx, writeXlsx } from 'hucre';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { flawsOf } from './flaws.ts';
import { signedIn, troubles } from './signed-in.ts';

const demo = join(import.meta.dirname, '..', '..', 'fixtures', 'demo');
const shots = join(import.meta.dirname, '..', '..', 'test-results');
let browser: Browser;
let served: ServedWorld;
let page: Page;

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('lists_web')]);
  await takeIn(served.world.database, { path: join(demo, 'cards-sansan.csv') });
  page = await signedIn(browser, served, 'marketing_manager');
});
after(async () => {
  await browser?.close();
  await served?.close();
});

const total = async () => {
  const text = await page.getByText(/件中/).innerText();
  return Number(/[\d,]+/.exec(text)![0].replace(',', ''));
};
/** The number of rows once it is another one than before: a condition is asked about a moment after it was typed. */
const totalOtherThan = async (before: number) => {
  for (let tries = 0; tries < 50; tries++) {
    await settle();
    const now = await total();
    if (now !== before) return now;
  }
  return before;
};
/** A list as it begins: an address that is open already is only loaded again, and keeps what was chosen. */
const openList = async (noun: 'accounts' | 'people') => {
  await page.goto('about:blank');
  await page.goto(`${served.url}/${noun}`);
};
const settle = async () => {
  await page.waitForTimeout(300);
  await page.waitForLoadState('networkidle');
};

test('printing gives every row of what is listed up to a bound, says how many and of what, and leaves the page as it was', async () => {
  await openList('people');
  await settle();
  const all = await total();
  assert.ok(all > 1_000);
  const shown = page.locator('main tbody tr');
  const said = page.locator('.print-only');
  assert.match((await said.textContent())!, new RegExp(`^全${all.toLocaleString()}件のうち1–50件だけです`));
  await page.evaluate(() => {
    window.print = () => {
      const rows = document.querySelectorAll('main tbody tr').length;
      document.body.dataset.printed = `${rows} ${document.querySelector('.print-only')!.textContent}`;
      window.dispatchEvent(new Event('afterprint'));
    };
  });
  const printed = async (part: string) => {
    await page.getByRole('button', { name: '印刷' }).click();
    await page.waitForFunction((text) => document.body.dataset.printed?.includes(text), part);
    return page.evaluate(() => document.body.dataset.printed!);
  };
  assert.ok((await printed('先頭')).startsWith(`1000 先頭の1,000件(全${all.toLocaleString()}件)。`));
  assert.equal(await shown.count(), 50);
  await page.getByRole('searchbox').fill('三浦');
  await page.waitForFunction(
    (before) => !document.querySelector('main')!.innerText.includes(before),
    `${all.toLocaleString()}件中`,
  );
  const few = await total();
  assert.ok((await printed('三浦')).startsWith(`${few} 全${few}件 · 検索「三浦」 · `));
});

test('people go out to Excel, come back with what was mended, and one tap takes it back', async () => {
  await openList('people');
  await page.getByRole('searchbox').fill('三浦');
  await settle();
  await page.getByRole('button', { name: 'Excel / CSV' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Excel で持ち出す' }).click(),
  ]);
  const rows = (await readXlsx(readFileSync(await download.path()))).sheets[0]!.rows as string[][];
  assert.ok(rows.slice(1).every((cells) => cells.join().includes('三浦')));
  const [header, first, second] = rows;
  const names = header!.lastIndexOf('役職');
  first![names] = '技師長';
  second![header!.lastIndexOf('メール')] = 'アドレスなし';
  const book = Buffer.from(await writeXlsx({ sheets: [{ name: '人物', rows }] }));
  await page.getByRole('button', { name: 'Excel / CSV' }).click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('menuitem', { name: 'Excel を戻す' }).click(),
  ]);
  await chooser.setFiles({ name: '人物.xlsx', mimeType: 'application/octet-stream', buffer: book });
  const dialog = page.getByRole('dialog', { name: '変更箇所の確認' });
  await dialog.getByText('「アドレスなし」はメールアドレスとして読めません').waitFor();
  await dialog.getByText('変えられるのは氏名・カナ・部署・役職・メール・電話・携帯です').waitFor();
  assert.equal(await page.getByRole('menuitem', { name: 'Excel を戻す' }).count(), 0, 'no menu lies over the changes');
  await page.screenshot({ path: join(shots, 'people-sheet.png') });
  await page.setViewportSize({ width: 390, height: 900 });
  await page.screenshot({ path: join(shots, 'people-sheet-390.png') });
  const changed = dialog.locator('.table-scroll');
  assert.ok(
    await changed.evaluate((it) => it.scrollWidth <= it.clientWidth),
    'before and after are in view on a phone',
  );
  await page.setViewportSize({ width: 1440, height: 900 });
  await dialog.getByRole('button', { name: '1か所を反映する' }).click();
  await page.getByText('1か所を反映しました').waitFor();
  await page.getByRole('cell', { name: '技師長' }).waitFor();
  await page.getByRole('button', { name: '元に戻す' }).click();
  await page.getByRole('cell', { name: '技師長' }).waitFor({ state: 'detached' });
});

test('people: one tap, a built condition, a column and a view that another member finds', async () => {
  await openList('people');
  await page.getByText(/件中/).waitFor();
  const everybody = await total();
  await page.getByText('部長以上').click();
  await settle();
  const deciders = await total();
  assert.ok(deciders > 0 && deciders < everybody);
  await page.getByRole('button', { name: '条件', exact: true }).click();
  await page.getByRole('button', { name: '条件を足す' }).click();
  await page.getByRole('combobox', { name: '項目' }).click();
  await page.getByRole('option', { name: '部門の種類' }).click();
  await page.getByRole('combobox', { name: '部門の種類' }).click();
  await page.getByRole('option', { name: '営業', exact: true }).click();
  await settle();
  const narrowed = await total();
  assert.ok(narrowed > 0 && narrowed < deciders);
  await page.getByRole('button', { name: '表示する列' }).click();
  await page.getByRole('menuitemcheckbox', { name: '役職の段階' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('columnheader', { name: '役職の段階' }).waitFor();
  await page.screenshot({ path: join(shots, 'people-filtered.png') });
  await page.getByRole('button', { name: '保存した表示' }).click();
  await page.getByRole('menuitem', { name: 'この表示を保存' }).click();
  await page.getByLabel('表示の名前').fill('営業の部長');
  await page.getByText('全員').click();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('保存しました').waitFor();
  const sales = await signedIn(browser, served, 'sales_manager');
  await sales.goto(`${served.url}/people`);
  await sales.getByRole('button', { name: '保存した表示' }).click();
  await sales.getByRole('menuitem', { name: /営業の部長/ }).click();
  await sales.getByRole('columnheader', { name: '役職の段階' }).waitFor();
  await sales.getByText(new RegExp(`^${narrowed}件中`)).waitFor();
});

test('companies: how many people work there opens to exactly these people', async () => {
  await openList('accounts');
  for (const path of ['accounts/', 'deciders']) {
    const number = page.locator(`tbody a[href^="/people/accounts/"]${path === 'deciders' ? '[href$="deciders"]' : ''}`);
    await number.first().waitFor();
    const counted = Number(await number.first().innerText());
    await number.first().click();
    await page.getByText('いま在籍している人物').waitFor();
    await settle();
    assert.equal(await total(), counted);
    await page.goBack();
  }
});

test('companies: keys move, tick and open; 満たさない turns a condition round', async () => {
  await openList('accounts');
  const rows = page.locator('tbody tr');
  await rows.first().waitFor();
  const everything = await total();
  await rows.first().focus();
  await page.keyboard.press('x');
  await page.getByText('1件を選択中').waitFor();
  await page.keyboard.press('j');
  const second = await rows.nth(1).getByRole('link').first().innerText();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: second }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: '条件', exact: true }).click();
  await page.getByRole('button', { name: '条件を足す' }).click();
  await page.getByRole('combobox', { name: '項目' }).click();
  await page.getByRole('option', { name: '人物', exact: true }).click();
  await page.getByRole('textbox', { name: '人物' }).fill('2');
  const many = await totalOtherThan(everything);
  await page.getByRole('checkbox', { name: '満たさない' }).check();
  assert.equal((await totalOtherThan(many)) + many, everything);
});

test('companies: ticks stay from page to page, and one taken out of all leaves those in view', async () => {
  await openList('accounts');
  const all = page.getByRole('checkbox', { name: 'すべて' });
  const turn = async (name: string) => {
    await page.getByRole('button', { name }).click();
    await settle();
  };
  await all.check();
  await turn('次のページ');
  await all.check();
  await page.getByText('100件を選択中').waitFor();
  await all.uncheck();
  await page.getByText('50件を選択中').waitFor();
  const everything = await total();
  await page.getByRole('button', { name: `絞り込み全${everything}件を選ぶ` }).click();
  await page.getByText(`${everything}件を選択中`).waitFor();
  await page.screenshot({ path: join(shots, 'bulk-bar.png') });
  const first = page.locator('tbody').getByRole('checkbox').first();
  await first.uncheck();
  await page.getByText('49件を選択中').waitFor();
  assert.ok(!(await first.isChecked()));
});

test('companies: who opens one and goes back finds the list as it was; a page that empties shows the last one', async () => {
  await openList('accounts');
  await page.getByText('直販', { exact: true }).click();
  await settle();
  await page.getByRole('button', { name: '次のページ' }).click();
  await settle();
  const shown = await page.getByText(/件中/).innerText();
  await page.locator('tbody a[href^="/accounts/"]').first().click();
  await page.getByRole('tab', { name: '会社の情報' }).waitFor();
  await page.goBack();
  await page.getByText(shown).waitFor();
  await page.getByRole('searchbox').fill('株式会社');
  await settle();
  assert.ok((await total()) > 50, 'a legal form narrows nothing');
});

test('a saved view that was deleted comes back', async () => {
  await openList('people');
  await page.getByRole('button', { name: '保存した表示' }).click();
  await page.getByRole('menuitem', { name: /名前を変える/ }).click();
  await page.getByRole('button', { name: '営業の部長 消す' }).click();
  await page.getByText('自分で保存した表示はありません。').waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.getByRole('button', { name: '元に戻す' }).last().click();
  await page.getByRole('button', { name: '営業の部長 消す' }).waitFor();
});

test('an owner is also somebody whom only a file names; nobody looks after a company where that was chosen', async () => {
  await takeIn(served.world.database, {
    text: '会社コード,会社名,担当営業\r\nA1,株式会社青空架空商事,高瀬 亮介\r\nA2,株式会社青空架空電子,岸本 健太\r\nA3,黒田架空物流株式会社,高瀬 亮介\r\n',
  });
  await openList('accounts');
  await page.getByRole('searchbox').fill('青空架空');
  await settle();
  await page.getByRole('link', { name: '株式会社青空架空商事' }).click();
  await page.getByText('担当: 高瀬 亮介').waitFor();
  await page.getByRole('button', { name: '編集', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '担当', exact: true }).click();
  await page.getByText('ログインのない担当者').waitFor();
  await page.screenshot({ path: join(shots, 'owner-choices-ja-1440.png') });
  assert.deepEqual(await flawsOf(page, '[role=dialog]'), []);
  await page.getByRole('option', { name: '岸本 健太' }).click();
  await dialog.getByRole('button', { name: '保存' }).click();
  await page.getByText('担当: 岸本 健太').waitFor();
  await page.goBack();
  await page.getByRole('checkbox', { name: 'すべて' }).check();
  await page.getByRole('combobox', { name: '担当', exact: true }).click();
  await page.screenshot({ path: join(shots, 'owner-choices-bulk-ja-1440.png') });
  await page.getByRole('option', { name: '担当なし' }).click();
  await page.getByText('2社を変えました').waitFor();
  const owners = page.locator('tbody').getByText('岸本 健太');
  await owners.first().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '元に戻す' }).last().click();
  await owners.nth(1).waitFor();
  await page.getByRole('checkbox', { name: 'すべて' }).check();
  const bar = page.getByRole('combobox', { name: '担当', exact: true });
  await bar.click();
  await page.getByRole('option', { name: '高瀬 亮介' }).click();
  await page.locator('tbody').getByText('高瀬 亮介').nth(1).waitFor();
});

test('no screen logged an error', () => assert.deepEqual(troubles, []));

for (const language of ['ja', 'en'] as const) {
  test(`the columns a list of companies begins with stand side by side at 1440 px, amounts included (${language})`, async () => {
    const wide = await signedIn(browser, served, 'marketing_manager', { language });
    await wide.goto(`${served.url}/accounts`);
    await wide
      .getByRole('columnheader', { name: language === 'ja' ? '粗利36か月(千円)' : 'Gross profit 36 m (k¥)' })
      .waitFor();
    assert.ok(await fits(wide), 'nothing has to be scrolled to');
    await wide.context().close();
  });

  test(`on a phone every row of a list is a card (${language})`, async () => {
    const phone = await signedIn(browser, served, 'marketing_manager', { language, width: 390 });
    for (const [path, noun] of [
      ['accounts', 'account'],
      ['people', 'person'],
    ] as const) {
      await phone.goto(`${served.url}/${path}`);
      await phone.locator('.phone-cards tbody tr').first().waitFor();
      assert.ok(await fits(phone), noun);
      assert.deepEqual(await flawsOf(phone), []);
    }
    await phone.context().close();
  });
}

/** Whether the table of the page is no wider than its place. */
const fits = (of: Page) => of.locator('.table-scroll').evaluate((place) => place.scrollWidth <= place.clientWidth);
