import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { readFileSync } from 'node:fs';
import { flawsOf } from './flaws.ts';
import { signedIn, troubles } from './signed-in.ts';

const demo = join(import.meta.dirname, '..', '..', 'fixtures', 'demo');
const shots = join(import.meta.dirname, '..', '..', 'test-results');
let browser: Browser;
let served: ServedWorld;
let page: Page;

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('journey')]);
  page = await signedIn(browser, served, 'admin');
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('a wrong password is told, and tells nothing else; the right one opens the first screen', async () => {
  const context = await browser.newContext({ locale: 'ja-JP' });
  const stranger = await context.newPage();
  await stranger.goto(`${served.url}/accounts`);
  await stranger.waitForURL('**/sign-in');
  await stranger.getByLabel('メールアドレス').fill('nobody@example.jp');
  await stranger.getByRole('textbox', { name: 'パスワード' }).fill('wrong password 123');
  await stranger.getByRole('button', { name: 'サインイン' }).click();
  await stranger.getByText('メールアドレスかパスワードが違います。').waitFor();
  await stranger.goto(`${served.url}/sign-in`);
  await stranger.getByLabel('メールアドレス').fill('admin@example.jp');
  await stranger.getByRole('textbox', { name: 'パスワード' }).fill(served.password);
  await stranger.getByRole('button', { name: 'サインイン' }).click();
  await stranger.waitForURL(`${served.url}/`);
  await context.close();
});

test('before the first file the first screen begins with the first steps', async () => {
  await page.goto(served.url);
  const steps = page.locator('.home-columns').getByRole('heading', { name: 'はじめの一歩' });
  await steps.waitFor();
  assert.equal(await page.getByText('いま対応が必要なものはありません。').count(), 0);
});

for (const [file, kind] of [
  ['crm-accounts.csv', 'Salesforce 取引先'],
  ['cards-sansan.csv', 'Sansan 名刺'],
  ['seminar.xlsx', 'セミナー・展示会リスト'],
  ['sfa-opportunities.csv', 'Salesforce 商談'],
  ['invoices.csv', '受注・請求明細'],
] as const) {
  test(`${file} goes through the wizard: detected, checked, taken in`, async () => {
    await page.goto(`${served.url}/imports`);
    await page.locator('input[type=file]').setInputFiles(join(demo, file));
    await page.waitForURL('**/imports/*');
    const shown = page.getByRole('combobox', { name: 'ファイルの種類' });
    await page.waitForFunction((field) => (field as HTMLInputElement).value !== '', await shown.elementHandle());
    assert.equal(await shown.inputValue(), kind);
    await page.getByRole('button', { name: '次へ' }).click();
    await page.getByRole('heading', { name: '列の対応付け' }).waitFor();
    await page.getByRole('button', { name: '次へ' }).click();
    await page.getByLabel('利用目的').fill('営業活動');
    await page.getByRole('button', { name: '戻る' }).click();
    await page.getByRole('heading', { name: '列の対応付け' }).waitFor();
    await page.getByRole('button', { name: '次へ' }).click();
    assert.equal(await page.getByLabel('利用目的').inputValue(), '営業活動');
    await page.getByRole('button', { name: '次へ' }).click();
    await page.getByRole('button', { name: '書き込まずに試す' }).click();
    await page.getByRole('heading', { name: '試した結果' }).waitFor();
    await page.getByRole('button', { name: '取り込む', exact: true }).click();
    await page.getByRole('heading', { name: '取込の結果: 完了' }).waitFor({ timeout: 60_000 });
  });
}

test('a match review is decided by a key and taken back by one; the offer names what was decided, and only the last one stands', async () => {
  await page.goto(`${served.url}/reviews`);
  const left = page.getByText(/残り \d+組/);
  const count = async () => Number(/\d+/.exec(await left.innerText())![0]);
  // What the imports before left to be worked out may still ask.
  let before = -1;
  for (let is = await count(); is !== before; is = await count()) {
    before = is;
    await page.waitForTimeout(2_000);
    await page.reload();
  }
  const leaves = async (wanted: number) => {
    const hasLeft = (n: number) => Number(/残り (\d+)組/.exec(document.body.innerText)?.[1] ?? 0) === n;
    await page.waitForFunction(hasLeft, wanted, { timeout: 40_000 }).catch(async (error: Error) => {
      throw new Error(`${wanted} of ${before} wanted: ${await page.locator('main').innerText()}`, { cause: error });
    });
  };
  const offers = page.getByText(/に決めました/);
  const first = await page.locator('main').getByRole('link').allInnerTexts();
  await page.keyboard.press('2');
  await leaves(before - 1);
  const told = (await offers.first().innerText()).split('\n')[0]!;
  assert.ok(told.endsWith(': 「別の会社」に決めました') && first.includes(told.split(/[、:]/)[0]!), told);
  await page.keyboard.press('2');
  await leaves(before - 2);
  await page.waitForFunction(() => document.body.innerText.match(/に決めました/g)?.length === 1);
  await page.keyboard.press('z');
  await leaves(before - 1);
  await offers.waitFor({ state: 'detached' });
  await page.keyboard.press('1');
  await leaves(before - 2);
});

test('抜き取り確認: what was merged automatically is drawn, answered by a key, counted with its interval, taken back', async () => {
  await page.goto(`${served.url}/reviews`);
  await page.getByRole('link', { name: '抜き取り確認' }).click();
  await page.getByText('答えがまだありません').first().waitFor();
  await page.getByRole('button', { name: '新しい組を抜き取る' }).click();
  await page.getByText(/自動でまとめた[\d,]+件から\d+件を抜き取りました/).waitFor();
  await page.getByText('まとめた行').waitFor();
  await page.keyboard.press('1');
  await page.getByText(/95%の区間 [\d.]+%–100\.0%・n=1/).waitFor();
  await page.getByRole('button', { name: '答えを取り消す' }).first().click();
  await page.getByText('答えがまだありません').first().waitFor();
});

test('今の判定でまとめ直す: what would change is worked out before anything does', async () => {
  await page.goto(`${served.url}/reviews`);
  await page.getByRole('link', { name: '今の判定でまとめ直す' }).click();
  await page.getByRole('button', { name: '何が変わるかを調べる' }).click();
  await page
    .getByText(/変わるところはありません|まだ何も変えていません/)
    .first()
    .waitFor({ timeout: 90_000 });
});

test('two kanji find a company; its page tells facts with source, people, timeline and why', async () => {
  await page.goto(`${served.url}/accounts`);
  await page.getByRole('searchbox').fill('製作');
  await page.locator('tbody tr').first().waitFor();
  await page.waitForFunction(() =>
    [...document.querySelectorAll('tbody tr td:nth-child(2)')].every((cell) => cell.innerHTML.includes('製作')),
  );
  await page.locator('tbody tr a').first().click();
  await page.getByRole('tab', { name: /まとまっている行/ }).click();
  await page.getByText('最初の行').first().waitFor();
  await page.getByRole('tab', { name: '時系列' }).click();
  await page.getByRole('tab', { name: /^人物/ }).click();
});

test("sales' wish list: pasted, matched, nominated, approved by both sides", async () => {
  const wanted = readFileSync(join(demo, 'wish-list.txt'), 'utf8').split('\n').slice(0, 8).join('\n');
  const sales = await signedIn(browser, served, 'sales_manager');
  await sales.goto(`${served.url}/wish-lists`);
  await sales.getByLabel('会社名').fill(wanted);
  await sales.getByRole('button', { name: '照合する' }).click();
  await sales.getByRole('button', { name: /社を候補に加える/ }).click();
  await sales.getByText(/社を候補に加えました/).waitFor();
  await sales.goto(`${served.url}/targets`);
  await sales.getByRole('checkbox', { name: 'すべて' }).check();
  await sales.getByRole('button', { name: /選択した\d+社を承認/ }).click();
  await sales.getByText('マーケ承認待ち').first().waitFor();
  const marketing = await signedIn(browser, served, 'marketing_manager');
  await marketing.goto(`${served.url}/targets`);
  await marketing.getByRole('checkbox', { name: 'すべて' }).check();
  await marketing.getByRole('button', { name: /選択した\d+社を承認/ }).click();
  await marketing.getByText('ターゲット確定').first().waitFor();
  await marketing.screenshot({ path: join(shots, 'targets.png') });
});

test('the waterfall opens a number to its leads', async () => {
  await page.goto(`${served.url}/imports`);
  await page.locator('input[type=file]').setInputFiles(join(demo, 'crm-leads.csv'));
  await page.waitForURL('**/imports/*');
  for (let step = 0; step < 3; step++) await page.getByRole('button', { name: '次へ' }).click();
  await page.getByRole('button', { name: '取り込む', exact: true }).click();
  await page.getByRole('heading', { name: '取込の結果: 完了' }).waitFor({ timeout: 60_000 });
  await page.goto(`${served.url}/waterfall`);
  await page.getByRole('button', { name: /合計 SAL/ }).click();
  await page
    .getByRole('dialog')
    .getByText(/crm-leads\.csv の \d+行目/)
    .first()
    .waitFor();
});

const screens = [
  '/',
  '/imports',
  '/reviews',
  '/reviews/audit',
  '/job-changes',
  '/reviews/re-decide',
  '/accounts',
  '/accounts/first',
  '/people',
  '/clean',
  '/one-lead',
  '/closed-accounts',
  '/people/first',
  '/people/departments/first',
  '/people/accounts/first',
  '/deals',
  '/targets',
  '/wish-lists',
  '/handovers',
  '/routing',
  '/reassignments',
  '/absences',
  '/meetings',
  '/kpis',
  '/plans',
  '/waterfall',
  '/comparison',
  '/rejections',
  '/replay',
  '/sfa',
  '/notices',
  '/reports',
  '/settings',
  '/settings?tab=handovers',
  '/settings?tab=offers',
  '/settings?tab=register',
  '/settings?tab=matching',
] as const;
const idOf = (screen: string) =>
  screen.includes('departments') ? 'department_id' : screen === '/people/first' ? 'person_id' : 'account_id';
for (const [name, options] of [
  ['ja-1440', {}],
  ['en-390-dark', { width: 390, language: 'en', scheme: 'dark' }],
] as const) {
  test(`all screens, ${name}: axe finds nothing, nothing overflows the page`, async () => {
    const walker = await signedIn(browser, served, 'admin', options);
    const found: string[] = [];
    const { rows } = await served.world.database.pool.query(
      'select r.account_id, (select min(person_id) from person p where p.account_id = r.account_id) as person_id, (select min(department_id) from department d where d.account_id = r.account_id and d.person_count > 0) as department_id from account_rollup r order by person_count desc, account_id limit 1',
    );
    for (const screen of screens) {
      const path = screen.replace('first', String(rows[0][idOf(screen)]));
      await walker.goto(`${served.url}${path}`);
      await walker.getByRole('heading', { level: 1 }).waitFor();
      await walker.waitForLoadState('networkidle');
      await walker.waitForTimeout(150);
      await walker.screenshot({ path: join(shots, `${name}${screen.replaceAll(/\W/g, '-')}.png`) });
      for (const flaw of await flawsOf(walker)) found.push(`${path} ${flaw}`);
      const overflow = await walker.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 1) found.push(`${path} is ${overflow}px too wide`);
    }
    assert.deepEqual(found, []);
  });
}

test('no screen logged an error', () => assert.deepEqual(troubles, []));
