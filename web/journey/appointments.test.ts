import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { addDays, todayJst } from '#core/period/day.ts';
import { inTransaction } from '#db/transaction.ts';
import { openBrowser } from '#fixtures/browser.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { handOver } from '#flows/hand-over.ts';
import { flawsOf } from './flaws.ts';
import { signedIn, troubles } from './signed-in.ts';

const shots = join(import.meta.dirname, '..', '..', 'test-results');
const today = todayJst(new Date());
let browser: Browser;
let served: ServedWorld;
let page: Page;
let cycleId = '';

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('appointments_web')]);
  const { database } = served.world;
  await takeIn(
    database,
    {
      text: 'リード ID,会社名,姓,名,部署,役職,メール,リード状況,作成日\nL1,株式会社青空精機,佐藤,一郎,製造部,部長,sato@aozora.co.jp,新規,2026/10/13\n',
    },
    'salesforce-leads',
  );
  cycleId = (await database.pool.query('select cycle_id from lead_cycle')).rows[0].cycle_id;
  const by = { memberId: 1, now: new Date() };
  await inTransaction(database, (transaction) => handOver(transaction, [cycleId], by));
  page = await signedIn(browser, served, 'sales_manager');
});
after(async () => {
  await browser?.close();
  await served?.close();
});

async function setFor(day: string, on: Page = page): Promise<void> {
  const dialog = on.getByRole('dialog', { name: '株式会社青空精機とのアポを設定' });
  await dialog.getByLabel('面談の日').fill(day);
  await dialog.getByLabel('時刻').fill('14:30');
  await dialog.getByLabel('用件').fill('検査工程の課題をうかがう');
  await on.screenshot({ path: join(shots, 'set-appointment.png') });
  await dialog.getByRole('button', { name: 'アポを設定' }).click();
  await on.getByText('アポを設定しました').waitFor();
}

test('S3-17 an appointment set on a company is asked for at home on its day; a no-show is taken back and told as held', async () => {
  await page.goto(`${served.url}/accounts`);
  await page.getByRole('link', { name: /青空精機/ }).click();
  await page.getByRole('tab', { name: 'アポ・面談' }).click();
  await page.getByText('アポも面談もまだありません。').waitFor();
  await page.getByRole('button', { name: 'アポを設定' }).click();
  await page.getByRole('combobox', { name: '相手' }).click();
  await page.getByRole('option', { name: /佐藤 一郎/ }).click();
  await setFor(today);
  await page.goto(served.url);
  await page.getByRole('heading', { name: '面談の結果を入れる(1件)' }).waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'home-appointments-ja-1440.png'), fullPage: true });
  await page.getByRole('button', { name: /「不参加」/ }).click();
  await page.getByText('不参加と記録しました(面談数には数えません)').waitFor();
  await page.getByRole('heading', { name: /面談の結果を入れる/ }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '元に戻す' }).click();
  await page.getByRole('button', { name: /「実施」/ }).click();
  await page.getByText('実施と記録しました').waitFor();
  await page.getByRole('heading', { name: /面談の結果を入れる/ }).waitFor({ state: 'detached' });
  await page.goto(`${served.url}/accounts`);
  await page.getByRole('link', { name: /青空精機/ }).click();
  await page.getByRole('tab', { name: '時系列' }).click();
  await page.getByText('検査工程の課題をうかがう').waitFor();
  await page.getByText('実施', { exact: true }).waitFor();
  await page.getByRole('tab', { name: '変更履歴' }).click();
  await page.getByText('面談を実施').waitFor();
});

test('S3-17 one set from a lead follows it up, and moves to another day', async () => {
  await page.goto(`${served.url}/handovers?lead=${cycleId}`);
  await page.getByRole('button', { name: 'アポを設定' }).click();
  await setFor(addDays(today, 3));
  await page.getByText(/アポ設定\(/).waitFor();
  await page.getByRole('button', { name: /「日程変更」/ }).click();
  await page.getByLabel('変更後の日').fill(addDays(today, 5));
  await page.getByRole('button', { name: '日程を変える' }).click();
  await page.getByText('日程を変えました').waitFor();
  await page.getByText(addDays(today, 5).replaceAll('-', '/')).first().waitFor();
  await page.screenshot({ path: join(shots, 'lead-appointments-ja-1440.png') });
});

test('on a telephone, in English and dark, nothing overflows', async () => {
  const phone = await signedIn(browser, served, 'sales_manager', { width: 390, language: 'en', scheme: 'dark' });
  await phone.getByRole('heading', { name: 'Meetings ahead (1)' }).waitFor();
  await phone.getByRole('button', { name: /^Move:/ }).click();
  await phone.getByLabel('New day').waitFor();
  assert.deepEqual(await flawsOf(phone), []);
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 1, `${wide}px too wide`);
  await phone.screenshot({ path: join(shots, 'home-appointments-en-390.png'), fullPage: true });
  assert.deepEqual(troubles, []);
});
