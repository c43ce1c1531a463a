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
let accountId: number;

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('departments_web')]);
  const header = '会社名,氏名,部署名,役職,e-mail,携帯電話,名刺交換日\r\n';
  const cards = [
    '株式会社青空商事,高瀬 亮介,営業企画部,部長,takase@aozora.example.jp,,2024/04/01',
    '株式会社青空商事,岸本 健太,営業企画部,課長,kishimoto@aozora.example.jp,,2024/05/01',
    '株式会社青空商事,水沢 直子,営業部,主任,mizusawa@aozora.example.jp,,2024/05/01',
  ];
  await takeIn(served.world.database, { text: `${header}${cards.join('\r\n')}\r\n` }, 'sansan-cards');
  accountId = (await served.world.database.pool.query('select account_id from account')).rows[0].account_id;
  page = await signedIn(browser, served, 'admin');
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('a department is renamed by hand: looked at first, shown with its former name, and taken back', async () => {
  await page.goto(`${served.url}/accounts/${accountId}`);
  await page.getByRole('tab', { name: '関係会社・部署' }).click();
  await page.getByRole('button', { name: '部署を整理する' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '元の部署' }).click();
  await page.getByRole('option', { name: '営業企画部' }).click();
  await dialog.getByLabel('新しい部署の名前').fill('事業企画部');
  await dialog.getByLabel('再編の日').fill('2025-04-01');
  await dialog.getByRole('button', { name: '結果を確認する' }).click();
  await dialog.getByText('2名の部署が変わります').waitFor();
  await page.screenshot({ path: join(shots, 'departments-preview.png') });
  await dialog.getByRole('button', { name: '記録する' }).click();
  await page.getByText('部署の再編を記録しました').waitFor();
  await page.getByText('旧 営業企画部(2025/04/01まで)').waitFor();
  await page.screenshot({ path: join(shots, 'departments-renamed.png'), fullPage: true });
  await page.getByRole('tab', { name: /^人物/ }).click();
  await page.getByRole('cell', { name: '事業企画部(旧 営業企画部)' }).first().waitFor();
  await page.getByRole('link', { name: /事業企画部の2名を見る/ }).click();
  await page.getByRole('link', { name: '高瀬 亮介' }).waitFor();
  await page.goBack();
  await page.getByRole('tab', { name: '関係会社・部署' }).click();
  await page.getByText('営業企画部 → 事業企画部').waitFor();
  await page.getByRole('button', { name: '元に戻す', exact: true }).first().click();
  await page.getByText('営業企画部 → 事業企画部').waitFor({ state: 'detached' });
});

for (const [name, look] of [
  ['ja-390', { width: 390 }],
  ['en-1440', { language: 'en' }],
  ['en-390-dark', { width: 390, language: 'en', scheme: 'dark' }],
] as const)
  test(`changing departments, ${name}: axe finds nothing, nothing is too wide`, async () => {
    const walker = await signedIn(browser, served, 'admin', look);
    await walker.goto(`${served.url}/accounts/${accountId}`);
    await walker.getByRole('tab', { name: /関係会社・部署|Family and departments/ }).click();
    await walker.getByRole('button', { name: /部署を整理する|Change departments/ }).click();
    await walker.getByRole('combobox', { name: /何が変わりましたか|What changed/ }).click();
    await walker.getByRole('option', { name: /分かれた|Split/ }).click();
    await walker.getByRole('combobox', { name: /元の部署|^Department/ }).click();
    await walker.getByRole('option', { name: '営業部' }).click();
    await walker.getByLabel(/部署 1 の名前|Name of part 1/).fill('法人営業部');
    await walker.getByLabel(/部署 2 の名前|Name of part 2/).fill('代理店営業部');
    await walker.getByRole('button', { name: /結果を確認する|See what it comes to/ }).click();
    await walker.getByRole('status').getByText('法人営業部').waitFor();
    await walker.screenshot({ path: join(shots, `departments-${name}.png`), fullPage: true });
    assert.deepEqual(await flawsOf(walker), []);
    const overflow = await walker.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(overflow <= 1, `${overflow}px too wide`);
  });

test('no screen logged an error', () => assert.deepEqual(troubles, []));
