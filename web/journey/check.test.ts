import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
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

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('check_web')]);
  await takeIn(
    served.world.database,
    {
      text: '会社コード,会社名,電話番号,住所,業種\r\nS1,株式会社北辰精機,03-1234-5679,東京都港区芝1-1-1,機械\r\nS2,みなと電子株式会社,,,電機\r\n',
    },
    'companies',
    { source: 'crm' },
  );
  await takeIn(served.world.database, { text: '会社コード,会社名,住所,業種\r\n1001,株式会社青空商事,,卸売業\r\n' });
});
after(async () => {
  await browser?.close();
  await served?.close();
});

const file = [
  '会社名,氏名,部署,メールアドレス,電話番号,住所',
  'みなと電子,岸本 健太,情報部,kishimoto@minato.example.jp,,',
  '株式会社北辰精機,高瀬 亮介,製造部,takase@hokushin.co.jp,03-1234-5679,東京都港区芝1-1-1',
  '株式会社北辰精機,,総務部,,,',
  ...Array.from({ length: 70 }, (_, at) => `青空${at}商事,山田 ${at}郎,営業部,,,`),
].join('\r\n');

async function checked(page: Page, words: { next: string; check: string; result: string }): Promise<void> {
  await page.goto(`${served.url}/imports`);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '名簿.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  await page.waitForURL('**/imports/*');
  for (let step = 0; step < 3; step++) await page.getByRole('button', { name: words.next }).click();
  await page.getByRole('button', { name: words.check }).click();
  await page.getByRole('heading', { name: words.result }).waitFor({ timeout: 60_000 });
}

for (const [name, look, words] of [
  [
    'ja-1440',
    {},
    {
      ...{
        next: '次へ',
        check: '書き込まずに試す',
        result: '試した結果',
        review: /^要確認 1$/,
        rejected: /^取込不可 1$/,
      },
      ...{
        added: /^新規 71$/,
        doubt: '名前だけが同じです',
        reason: /氏名/,
        founder: '岸本 健太(新しい人物)',
      },
      ...{ download: 'この行をダウンロード', heading: '結果', close: '閉じる' },
    },
  ],
  [
    'en-390',
    { width: 390, language: 'en' },
    {
      ...{ next: 'Next', check: 'Check without writing', result: 'Result of the check', review: /^To review 1$/ },
      ...{
        rejected: /^Rejected 1$/,
        added: /^New 71$/,
        doubt: 'Only the name is the same',
        reason: 'Neither a name nor an e-mail address. Give one of them.',
      },
      ...{ founder: '岸本 健太 (new person)', download: 'Download these rows', heading: 'Outcome', close: 'Close' },
    },
  ],
] as const)
  test(`the numbers of a check open to their rows with company, person and why (${name})`, async () => {
    const page = await signedIn(browser, served, 'marketing_manager', look);
    await checked(page, words);
    await page.getByRole('button', { name: words.review }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(words.doubt).waitFor();
    await dialog.getByRole('link', { name: 'みなと電子株式会社' }).waitFor();
    await dialog.getByText(words.founder).waitFor();
    assert.deepEqual(await flawsOf(page), []);
    await page.screenshot({ path: join(shots, `check-review-${name}.png`) });
    const waiting = page.waitForEvent('download');
    await dialog.getByRole('link', { name: words.download }).click();
    const text = readFileSync(await (await waiting).path(), 'utf8');
    assert.equal(text.split('\r\n').length, 3);
    assert.ok(text.split('\r\n')[0]!.includes(words.heading) && text.includes(words.doubt), text);
    await dialog.getByRole('button', { name: words.close }).click();
    await page.getByRole('button', { name: words.rejected }).click();
    await page.getByRole('dialog').getByText(words.reason).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: words.close }).click();
    await page.getByRole('button', { name: words.added }).click();
    await page.getByRole('dialog').getByRole('button', { name: '2', exact: true }).click();
    await page.getByRole('dialog').getByText('山田 69郎').first().waitFor();
    await page.screenshot({ path: join(shots, `check-new-${name}.png`) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    await page.context().close();
  });

const otherSystem = '得意先コード,会社名,締日,与信枠,支払条件\r\n1001,北斗電子株式会社,20,100,翌月末\r\n';
for (const [name, look, words] of [
  [
    'ja-1440',
    {},
    { title: /システム名「csv」は、別のシステムらしい/, take: 'システム名を「erp」にする', field: 'システム名' },
  ],
  [
    'en-390',
    { width: 390, language: 'en' },
    { title: /The system name “csv” was also used/, take: 'Call the system “erp”', field: 'System' },
  ],
] as const)
  test(`a system name that another system seems to use is told, and another one taken by a tap (${name})`, async () => {
    const page = await signedIn(browser, served, 'marketing_manager', look);
    await page.goto(`${served.url}/imports`);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'erp.csv', mimeType: 'text/csv', buffer: Buffer.from(otherSystem) });
    await page.getByText(words.title).waitFor();
    await page.screenshot({ path: join(shots, `shared-name-${name}.png`) });
    assert.deepEqual(await flawsOf(page), []);
    await page.getByRole('button', { name: words.take }).click();
    await page.getByText(words.title).waitFor({ state: 'detached' });
    assert.equal(await page.getByRole('textbox', { name: words.field }).inputValue(), 'erp');
    await page.context().close();
  });

test('nothing went wrong in the page', () => assert.deepEqual(troubles, []));
