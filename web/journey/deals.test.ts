import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { addDays, todayJst } from '#core/period/day.ts';
import { openBrowser } from '#fixtures/browser.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { flawsOf } from './flaws.ts';
import { signedIn, troubles } from './signed-in.ts';

const shots = join(import.meta.dirname, '..', '..', 'test-results');
const today = todayJst(new Date());
const slashed = (day: string) => day.replaceAll('-', '/');
let browser: Browser;
let served: ServedWorld;
let page: Page;

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('deals_web')]);
  const tell = (lines: readonly string[]) =>
    takeIn(
      served.world.database,
      { text: `商談ID,商談名,会社名,フェーズ,金額,作成日,完了予定日,更新日,再開予定日\n${lines.join('\n')}\n` },
      'deals',
    );
  const on = (days: number) => addDays(today, days);
  await tell([
    `D1,荷役設備,青空精機株式会社,提案,9000000,${on(-40)},${on(-3)},${on(-30)},`,
    `D2,検査装置,北斗電子株式会社,保留,5000000,${on(-40)},${on(90)},${on(-10)},${on(60)}`,
    `D3,治具,北斗電子株式会社,見送り,8000000,${on(-200)},${on(-150)},${on(-150)},`,
    `D4,制御盤,北斗電子株式会社,失注,2000000,${on(-200)},${on(-40)},${on(-40)},`,
  ]);
  await tell([
    `D3,治具,北斗電子株式会社,提案,8000000,${on(-200)},${on(30)},${on(-1)},`,
    `D4,制御盤,北斗電子株式会社,提案,2000000,${on(-200)},${on(30)},${on(-1)},`,
  ]);
  page = await signedIn(browser, served, 'sales_manager');
});
after(async () => {
  await browser?.close();
  await served?.close();
});

const openHistory = async (of: Page, view: RegExp, name: RegExp) => {
  await of.getByText(view).first().click();
  await of.getByRole('button', { name }).click();
};

test('a deal that rests tells until when, and one opened again late says so and why it is no new one', async () => {
  await page.goto(`${served.url}/deals`);
  await page.getByText(/^保留 1/).click();
  await page.getByText(`保留(〜${slashed(addDays(today, 60))})`).waitFor();
  await page.getByText(/^すべての進行中/).click();
  await page.getByText(/再開 .*決着から149日後・90日を超えています/).waitFor();
  await page.getByText(/再開 .*\(決着から39日後\)/).waitFor();
  await page.screenshot({ path: join(shots, 'deals-open.png'), fullPage: true });
  await page.getByRole('button', { name: '治具の経緯を開く' }).click();
  const dialog = page.getByRole('dialog', { name: '治具' });
  await dialog.getByText('新しい商談としては数えません', { exact: false }).waitFor();
  await dialog.getByText('見送り', { exact: true }).waitFor();
  assert.equal(await dialog.getByText(/の \d+行目/).count(), 2);
  await page.screenshot({ path: join(shots, 'deal-history.png') });
  assert.deepEqual(await flawsOf(page), []);
});

test('a stalled deal is put off with a day and a reason, beside its file, and that is taken back', async () => {
  await page.goto(`${served.url}/deals`);
  await page.getByText(/^止まっている 3/).waitFor();
  await page.getByRole('button', { name: '荷役設備の経緯を開く' }).click();
  const dialog = page.getByRole('dialog', { name: '荷役設備' });
  await dialog.getByRole('button', { name: '保留にする' }).click();
  await dialog.getByLabel('保留の期限').fill(addDays(today, 30));
  await dialog.getByLabel('理由').fill('来期の予算待ち');
  await dialog.getByRole('button', { name: '保留にする' }).last().click();
  await dialog.getByText('来期の予算待ち').waitFor();
  await dialog.getByText('ファイルでは「進行中」のままです', { exact: false }).waitFor();
  await page.screenshot({ path: join(shots, 'deal-postponed.png') });
  await dialog.getByRole('button', { name: '閉じる' }).click();
  await page.getByText(/^止まっている 2/).waitFor();
  await page.getByText(/^保留 2/).click();
  await page.getByRole('button', { name: '荷役設備の経緯を開く' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '自分の最後の記録を取り消す' }).click();
  await page.getByRole('dialog').getByText('決着・保留・再開の記録はありません。').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '閉じる' }).click();
  await page.getByText(/^止まっている 3/).waitFor();
});

for (const language of ['ja', 'en'] as const)
  test(`the history of a deal fits a phone, ${language}`, async () => {
    const phone = await signedIn(browser, served, 'sales_manager', { width: 390, language });
    await phone.goto(`${served.url}/deals`);
    await openHistory(phone, /^(すべての進行中|All open)/, /治具/);
    await phone
      .getByRole('dialog')
      .getByText(/D|行目|row/)
      .first()
      .waitFor();
    await phone.screenshot({ path: join(shots, `deal-history-${language}-390.png`) });
    const overflow = await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow}px`);
    assert.deepEqual(await flawsOf(phone), []);
    await phone.context().close();
  });

test('the company tells the same of its deals', async () => {
  const { rows } = await served.world.database.pool.query("select account_id from account where name like '北斗%'");
  await page.goto(`${served.url}/accounts/${rows[0].account_id}`);
  await page.getByRole('tab', { name: /商談/ }).click();
  await page.getByRole('button', { name: '治具の経緯を開く' }).waitFor();
  await page.getByText(/決着から149日後・90日を超えています/).waitFor();
  await page.screenshot({ path: join(shots, 'account-deals-states.png') });
  assert.deepEqual(await flawsOf(page), []);
  assert.deepEqual(troubles, []);
});
