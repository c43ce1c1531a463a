import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { followMeetings } from '#flows/follow-meetings.ts';
import { flawsOf } from './flaws.ts';
import { signedIn, troubles } from './signed-in.ts';

const shots = join(import.meta.dirname, '..', '..', 'test-results');
/** Friday, 20 November 2026; the Monday after is a holiday. */
let now = new Date('2026-11-20T01:00:00Z');
let browser: Browser;
let served: ServedWorld;
let page: Page;

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('meetings_web', () => now)]);
  page = await signedIn(browser, served, 'sales_manager');
});
after(async () => {
  await browser?.close();
  await served?.close();
});

const next = (shown: Page = page) => shown.getByRole('region', { name: /^(次の会議|Next meeting)$/ });
/** Another day comes, the clock does its work, and the page is opened again. */
async function comesTo(moment: string, path = '/meetings'): Promise<void> {
  now = new Date(`${moment}:00+09:00`);
  await followMeetings(served.world.database, now);
  await page.goto(`${served.url}${path}`);
}

test('a weekly series is planned with one tap: its days are shown before, a holiday moves on, and it is taken back', async () => {
  await page.goto(`${served.url}/meetings`);
  await next().getByText('次の会議は予定されていません。').waitFor();
  await page.getByRole('button', { name: '会議を予定する' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('会議の日').fill('2026-11-23');
  await dialog.getByLabel('時刻(任意)').fill('10:00');
  await dialog.getByRole('combobox', { name: '進行(任意)' }).click();
  await page.getByRole('option', { name: '堂島 剛' }).click();
  await dialog.getByLabel('出席者').fill('堂島、藤代');
  await dialog.getByText('11/23 は休みのため翌営業日').waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'meeting-plan-ja-1440.png') });
  await dialog.getByRole('button', { name: '4回の会議を予定する' }).click();
  await next().getByText('2026/11/24(火) 10:00').waitFor();
  await page.getByRole('button', { name: '元に戻す' }).click();
  await next().getByText('次の会議は予定されていません。').waitFor();
  await page.getByRole('button', { name: '会議を予定する' }).click();
  await dialog.getByLabel('会議の日').fill('2026-11-24');
  await dialog.getByLabel('時刻(任意)').fill('10:00');
  await dialog.getByRole('button', { name: '4回の会議を予定する' }).click();
  // The business day before has begun, so its agenda is there at once.
  await next().getByText('議題あり').waitFor();
  await next()
    .getByText(/議題は .* に作りました/)
    .waitFor();
});

test('a meeting is moved with why, called off, and both are taken back', async () => {
  await next().getByRole('button', { name: '2026/12/01(火) 10:00 の会議: 日を変える' }).click();
  await next().getByLabel('新しい日').fill('2026-12-03');
  await next().getByLabel('理由(任意)').fill('堂島が出張');
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'meeting-move-ja-1440.png') });
  await next().getByRole('button', { name: 'この日に変える' }).click();
  await next().getByText('2026/12/01 から変更: 堂島が出張').waitFor();
  await page.getByRole('button', { name: '元に戻す' }).last().click();
  await next().getByText('2026/12/01(火) 10:00').waitFor();
  await next().getByRole('button', { name: '2026/12/08(火) 10:00 の会議: 取りやめる' }).click();
  await next().getByLabel('理由(任意)').fill('全社会議と重なる');
  await next().getByRole('button', { name: '会議を取りやめる' }).click();
  await page.getByText('理由: 全社会議と重なる').waitFor();
  const phone = await signedIn(browser, served, 'marketing_manager', { language: 'en', width: 390 });
  await phone.goto(`${served.url}/meetings`);
  await next(phone).getByText('2026/11/24 (Tue) 10:00').waitFor();
  await phone.getByText('called off').waitFor();
  assert.ok(await phone.evaluate('document.documentElement.scrollWidth <= innerWidth'));
  assert.deepEqual(await flawsOf(phone), []);
  await phone.screenshot({ path: join(shots, 'meeting-next-en-390.png'), fullPage: true });
  await phone.context().close();
});

test('today’s meeting stands on the first screen and is started with those who were expected; by mistake it is taken back', async () => {
  await comesTo('2026-11-24T09:30', '/');
  await page.getByText('今日は週次会議の日です(10:00)。').waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'home-meeting-today-ja-1440.png') });
  await page.getByRole('link', { name: '今日の議題を見る' }).click();
  await next().getByLabel('出席者').fill('堂島、藤代');
  await next().getByRole('button', { name: '今日の会議を始める' }).click();
  await page.getByRole('heading', { level: 1, name: '2026/11/24(火) 10:00 の会議' }).waitFor();
  await page.getByRole('button', { name: '元に戻す' }).click();
  await next().getByRole('button', { name: '今日の会議を始める' }).click();
  await page.getByRole('button', { name: '議事録を確定する' }).click();
  const told = page.getByRole('alert').filter({ hasText: '議事録を確定しました' });
  await told.getByRole('button', { name: '元に戻す' }).click();
  await page.getByRole('button', { name: '議事録を確定する' }).click();
  await page.getByRole('button', { name: '← 週次会議' }).click();
  await page.getByRole('listitem').filter({ hasText: '2026/11/24' }).getByText('議事録を確定').waitFor();
});

test('S1-35 a planned meeting that nobody held is told on the first screen, and its reason is kept; it is not counted as held', async () => {
  await comesTo('2026-12-02T09:00', '/');
  const warning = page.getByText('2026/12/01(火) に予定していた週次会議は開催されませんでした。');
  await warning.waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'home-meeting-missed-ja-1440.png') });
  const phone = await signedIn(browser, served, 'marketing_manager', { language: 'en', width: 390 });
  await phone.getByText('The weekly meeting planned for 2026/12/01 (Tue) was not held.').waitFor();
  assert.ok(await phone.evaluate('document.documentElement.scrollWidth <= innerWidth'));
  assert.deepEqual(await flawsOf(phone), []);
  await phone.screenshot({ path: join(shots, 'home-meeting-missed-en-390.png') });
  await phone.context().close();
  await page.goto(`${served.url}/meetings`);
  const line = page.getByRole('listitem').filter({ hasText: '2026/12/01' });
  await line.getByText('開催されず').waitFor();
  await line.getByRole('button', { name: /理由を書く$/ }).click();
  await line.getByLabel('開催されなかった理由').fill('展示会で集まれなかった');
  await line.getByRole('button', { name: '理由を残す' }).click();
  await line.getByText('理由: 展示会で集まれなかった').waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'meeting-missed-ja-1440.png'), fullPage: true });
  await page.goto(`${served.url}/`);
  await page.getByText('理由: 展示会で集まれなかった').waitFor();
  await page.goto(`${served.url}/meetings`);
  await line.getByRole('button', { name: /実際には開催した$/ }).click();
  await page.getByRole('heading', { level: 1, name: '2026/12/01(火) 10:00 の会議' }).waitFor();
  await page.goto(`${served.url}/`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  assert.equal(await warning.count(), 0);
});

test('what was done about meetings stands in the audit in words', async () => {
  const admin = await signedIn(browser, served, 'admin');
  await admin.goto(`${served.url}/settings?tab=audit`);
  for (const words of ['会議を予定', '会議の日を変更', '予定の会議が開催されなかった', '議事録を確定'])
    await admin.getByRole('cell', { name: words, exact: true }).first().waitFor();
  assert.equal(await admin.getByRole('cell', { name: /^meeting\./ }).count(), 0);
});

test('no screen logged an error', () => assert.deepEqual(troubles, []));
