import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { registerLine } from '#fixtures/register-line.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { takeReferenceFile } from '#flows/load-reference.ts';
import { registerTable } from '#flows/load-register.ts';
import { flawsOf } from './flaws.ts';
import { signedIn } from './signed-in.ts';

const shots = join(import.meta.dirname, '..', '..', 'test-results');
const [midori, umi, aozora] = ['7000012050002', '4011001098993', '2011001098995'];
let browser: Browser;
let served: ServedWorld;

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('closures_web')]);
  const { database } = served.world;
  const path = join(mkdtempSync(join(tmpdir(), 'mori-register-')), 'register.csv');
  const merged = {
    process: '21',
    updatedOn: '2025-10-01',
    closedOn: '2025-10-01',
    closedCause: '11',
    successor: aozora,
  };
  writeFileSync(
    path,
    registerLine({ number: midori, name: '緑電機株式会社', ...merged }) +
      registerLine({ number: umi, name: '海電機株式会社', ...merged }) +
      registerLine({ number: aozora, name: '株式会社青空', updatedOn: '2021-04-01' }),
  );
  await takeReferenceFile(database, registerTable, { path, name: 'register.csv' });
  const rows = `緑電機株式会社,${midori}\n海電機株式会社,${umi}\n株式会社青空,${aozora}\n`;
  await takeIn(database, { text: `会社名,法人番号\n${rows}` }, 'companies');
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('a customer that was merged is a to-do of marketing: kept with a reason, asked again, put into its successor', async () => {
  const page = await signedIn(browser, served, 'marketing_manager');
  const todo = page.getByRole('link', { name: /閉鎖・合併になった企業が 2社/ });
  await todo.waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'closures-home.png') });
  await todo.click();
  await page.getByRole('link', { name: '決める' }).first().waitFor();
  await page.getByRole('link', { name: '海電機株式会社' }).click();
  await page.getByText(/「株式会社青空」に合併されました/).waitFor();
  await page.getByRole('button', { name: 'このまま' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('理由').fill('工場として取引が続く');
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'closures-keep.png') });
  await dialog.getByRole('button', { name: 'このまま' }).click();
  await page.getByText('このまま: 工場として取引が続く').waitFor();
  await page.screenshot({ path: join(shots, 'closures-kept.png') });

  await page.goto(`${served.url}/closed-accounts`);
  await page.getByText('このまま: 工場として取引が続く').waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'closures-list.png') });
  await page.getByRole('link', { name: '緑電機株式会社' }).click();
  await page.getByRole('button', { name: '合併先にまとめる' }).click();
  await dialog.getByText('株式会社青空').first().waitFor();
  await dialog.getByLabel('理由').fill('契約が移った');
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'closures-merge.png') });
  await dialog.getByRole('button', { name: '合併先にまとめる' }).click();
  await page.getByText('合併先にまとめました。').waitFor();

  await page.goto(`${served.url}/`);
  await page.getByRole('heading', { name: '今日の対応' }).waitFor();
  await page.waitForLoadState('networkidle');
  assert.equal(await page.getByRole('link', { name: /閉鎖・合併になった企業/ }).count(), 0);
  await page.goto(`${served.url}/closed-accounts`);
  await page.getByRole('link', { name: '海電機株式会社' }).click();
  await page.getByRole('button', { name: 'もう一度確認に戻す' }).click();
  await page.getByRole('button', { name: '合併先にまとめる' }).waitFor();
});

test('a number that the register gives to another company is told in the list and on the page, mended or said to be right', async () => {
  const { database } = served.world;
  const file = join(mkdtempSync(join(tmpdir(), 'mori-register-')), 'register.csv');
  const [shiro, kuro] = ['8700110005901', '1180301018771'];
  const line = { updatedOn: '2021-04-01', prefecture: '大阪府', city: '堺市堺区' };
  writeFileSync(
    file,
    registerLine({ ...line, number: shiro, name: '白瀬樹脂ホールディングス株式会社' }) +
      registerLine({ ...line, number: kuro, name: '黒瀬運輸株式会社' }),
  );
  await takeReferenceFile(database, registerTable, { path: file, name: 'register.csv' });
  await takeIn(database, { text: `会社名,法人番号\n白瀬樹脂,${shiro}\n黒田運輸㈱,${kuro}\n` }, 'companies');
  const page = await signedIn(browser, served, 'marketing_manager');
  await page.goto(`${served.url}/closed-accounts`);
  await page.getByRole('heading', { name: '法人番号の確認', exact: true }).waitFor();
  await page.getByText('台帳では「黒瀬運輸株式会社」の番号です').waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'numbers-list.png'), fullPage: true });
  await page.getByRole('link', { name: '白瀬樹脂', exact: true }).click();
  await page.getByText(`法人番号 ${shiro} は、台帳では「白瀬樹脂ホールディングス株式会社」の番号です`).waitFor();
  await page.screenshot({ path: join(shots, 'numbers-account.png') });
  await page.getByRole('button', { name: '編集' }).click();
  const number = page.getByRole('dialog').getByLabel('法人番号');
  await number.fill('1234567890123');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText(/は法人番号ではありません/).waitFor();
  await number.fill('');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText(/台帳では「白瀬樹脂ホールディングス株式会社」の番号です/).waitFor({ state: 'detached' });

  await page.goto(`${served.url}/closed-accounts`);
  await page.getByRole('link', { name: '黒田運輸株式会社' }).click();
  await page.getByRole('button', { name: 'この番号で正しい' }).click();
  await page.getByText('正しい番号として記録しました。').waitFor();
  await page.getByText(/は、台帳では/).waitFor({ state: 'detached' });
  await page.goto(`${served.url}/closed-accounts`);
  await page.getByText('台帳と合わない法人番号はありません。').waitFor();
});

test('in English on a phone', async () => {
  const page = await signedIn(browser, served, 'admin', { language: 'en', width: 390 });
  await page.getByRole('link', { name: /1 company was closed or merged/ }).click();
  await page.getByRole('link', { name: 'Decide' }).click();
  await page.getByRole('button', { name: 'Keep as it is' }).click();
  await page.getByRole('dialog').getByLabel('Reason').waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'closures-en-390.png') });
});
