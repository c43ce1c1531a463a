import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { getDocumentProxy } from 'unpdf';
import { openBrowser } from '#fixtures/browser.ts';
import { fillMeasuredWorld } from '#fixtures/measured-world.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { flawsOf } from './flaws.ts';
import { signedIn, troubles } from './signed-in.ts';

const shots = join(import.meta.dirname, '..', '..', 'test-results');
let browser: Browser;
let served: ServedWorld;

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('report_web')]);
  await fillMeasuredWorld(served.world.database);
});
after(async () => {
  await browser?.close();
  await served?.close();
});

const sheet = (page: Page, number: 1 | 2) => page.getByRole('region', { name: new RegExp(`${number} / 2$`) });

async function chooseJune(page: Page): Promise<void> {
  await page.goto(`${served.url}/reports`);
  await page.getByRole('combobox', { name: /対象月|Month/ }).click();
  await page.getByRole('option', { name: /^2026\/06/ }).click();
  await page
    .getByRole('heading', { name: /月次報告 2026年6月|Monthly report 2026-06/ })
    .first()
    .waitFor();
}

test('a month is closed, a later correction is told beside it and opens to its deal', async () => {
  const page = await signedIn(browser, served, 'admin');
  await chooseJune(page);
  await page.getByText('今のデータで計算した速報です').waitFor();
  await page.getByRole('button', { name: 'この月を締める' }).click();
  await page.getByText('に 汐見 管理者 が締めました').waitFor();
  await served.world.database.pool.query("update deal set amount_yen = 2500000 where name = '荷役設備'");
  await page.getByRole('button', { name: '今のデータと比べる' }).click();
  const corrections = page.getByRole('region', { name: '締めたあとに変わった数値' });
  await corrections
    .getByRole('row', { name: /受注金額 千円 2026年6月 5,000 5,500 \+500 受注金額 の変わった行 1件を開く/ })
    .waitFor();
  await corrections.getByRole('button', { name: '受注金額 の変わった行 1件を開く', exact: true }).click();
  await page.getByRole('dialog').getByText('みなと商会株式会社').waitFor();
  await page.keyboard.press('Escape');
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'report-ja-1440.png'), fullPage: true });
});

test('findings stand on the sheet once they are saved', async () => {
  const page = await signedIn(browser, served, 'sales_manager');
  await chooseJune(page);
  await page.getByLabel('所見', { exact: true }).fill('大口の2件で受注が伸びた');
  await page.getByRole('button', { name: '保存する' }).click();
  await sheet(page, 1).getByText('大口の2件で受注が伸びた').waitFor();
  assert.equal(await page.getByRole('button', { name: '締めを解く' }).count(), 0);
});

test('the landing opens to what is won and the weighted pipeline, which add up to the yen', async () => {
  const { pool } = served.world.database;
  await pool.query(`insert into deal (deal_id, account_id, source, name, stage, state, amount_yen, created_on, closed_on)
    select gen_random_uuid(), 1, 'sfa', '増設ライン', '提案', 'open', 1000001, '2026-07-01', to_char(now() at time zone 'Asia/Tokyo' + interval '3 days', 'YYYY-MM-DD')`);
  const page = await signedIn(browser, served, 'marketing_manager');
  await page.goto(`${served.url}/reports`);
  await page.getByRole('combobox', { name: '対象月' }).click();
  await page.getByRole('option').first().click();
  await sheet(page, 1)
    .getByRole('button', { name: /受注金額 着地見込み .* の元を開く/ })
    .click();
  const dialog = page.getByRole('dialog');
  const yenOf = async (name: string) =>
    Number((await dialog.getByRole('row', { name }).first().getByRole('cell').last().innerText()).replace(/\D/g, ''));
  await dialog.getByText('増設ライン').waitFor();
  const [won, open, total] = [
    await yenOf('受注済み'),
    await yenOf('これから決まる予定の商談 1件'),
    await yenOf('着地見込み'),
  ];
  // Of five decided deals three were won: 1,000,001 × 3.5 ÷ 6.
  assert.deepEqual([open, total], [583_334, won + 583_334]);
  assert.deepEqual(await flawsOf(page), []);
});

test('a number of the sheet opens to the deals it counts', async () => {
  const page = await signedIn(browser, served, 'marketing_manager');
  await chooseJune(page);
  await sheet(page, 1)
    .getByRole('button', { name: /受注金額 4月からの累計 6,000 の元を開く/ })
    .click();
  await page.getByRole('dialog').getByText('3件').waitFor();
  await page.keyboard.press('Escape');
  await sheet(page, 2)
    .getByRole('button', { name: /MQL.* 4月からの累計 5 の元を開く/ })
    .click();
  await page.getByRole('dialog').getByText('5件').waitFor();
});

for (const language of ['ja', 'en'] as const)
  test(`the page prints on two A4 landscape sheets (${language})`, async () => {
    const page = await signedIn(browser, served, 'admin', { language });
    await chooseJune(page);
    const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    writeFileSync(join(shots, `report-print-${language}.pdf`), bytes);
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
    assert.equal(pdf.numPages, 2);
    const [, , width, height] = (await pdf.getPage(1)).view;
    assert.deepEqual([Math.round((width! / 72) * 25.4), Math.round((height! / 72) * 25.4)], [297, 210]);
  });

test('the report reads well on a phone, in English and in the dark', async () => {
  const page = await signedIn(browser, served, 'sales_manager', { language: 'en', width: 390, scheme: 'dark' });
  await chooseJune(page);
  await sheet(page, 2).getByText('needs: ICP definition').first().waitFor();
  assert.deepEqual(await flawsOf(page), []);
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
  const name = await sheet(page, 1).locator('tbody th').first().boundingBox();
  assert.ok(name!.width >= 120, 'a name of several words is not set letter by letter');
  await page.screenshot({ path: join(shots, 'report-390-dark-en.png'), fullPage: true });
});

test('the five numbers of the week open to their leads, and the minutes are a file', async () => {
  const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
  await served.world.database.pool.query('update lead_cycle set mql_at = $1 where account_id = 1', [today]);
  const page = await signedIn(browser, served, 'marketing_manager');
  await page.goto(`${served.url}/meetings`);
  await page.getByRole('button', { name: '引き渡し 2', exact: true }).click();
  await page.getByRole('dialog').getByText('青空精機株式会社').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'SAL率 分子 2' }).click();
  await page.getByRole('dialog').getByText('2件').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '今日の会議を始める' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'PowerPoint' }).click(),
  ]);
  assert.equal(file.suggestedFilename(), `mori-minutes-${today}.pptx`);
});

test('deals that stand still open from the meeting and from the first screen, and by the reason', async () => {
  await served.world.database.pool.query(
    "update deal set state = 'open', closed_on = '2026-01-31' where deal_id = (select min(deal_id::text)::uuid from deal)",
  );
  const page = await signedIn(browser, served, 'sales_manager');
  await page.getByRole('link', { name: /止まっている商談が \d+件あります/ }).click();
  await page.getByRole('heading', { level: 1, name: '商談', exact: true }).waitFor();
  await page.goto(`${served.url}/meetings`);
  const part = page.getByRole('region', { name: '止まっている商談' });
  await part.getByRole('link', { name: '止まっている商談をすべて見る' }).click();
  await page.getByRole('heading', { level: 1, name: '商談', exact: true }).waitFor();
  await page
    .getByRole('row', { name: /予定日超過/ })
    .first()
    .waitFor();
  await page.getByText(/^完了予定日を過ぎた \d+$/).click();
  await page.getByText(/件 · 合計 .*千円/).waitFor();
  await page.screenshot({ path: join(shots, 'deals-ja-1440.png'), fullPage: true });
  assert.deepEqual(await flawsOf(page), []);
  await page.getByText('自分の担当企業').click();
  await page.getByText('あてはまる商談はありません。').waitFor();
});

test('S1-35 in the meeting a proposal becomes an action; what was recorded, done or given up by mistake is taken back', async () => {
  const page = await signedIn(browser, served, 'marketing_manager');
  await page.goto(`${served.url}/meetings`);
  await page.getByRole('region', { name: '引き渡し(返事待ち・差し戻し・期限切れ)' }).getByText('提案:').waitFor();
  await page.getByRole('link', { name: '目標を決める' }).first().waitFor();
  await page.getByText('議事録は下書き').locator('xpath=../..').getByRole('button').first().click();
  await page.getByRole('button', { name: '宿題に書き写す' }).first().click();
  const what = page.getByLabel('内容');
  assert.match(await what.inputValue(), /受け手と期日/);
  await page.getByRole('combobox', { name: '担当' }).click();
  await page.getByRole('option').first().click();
  await page.getByLabel('期日').fill('2026-12-01');
  await page.getByRole('button', { name: '記録する' }).click();
  const recorded = page.getByRole('region', { name: '決定と宿題' });
  await recorded.getByRole('button', { name: /を取り消す$/ }).click();
  await recorded.getByText('まだ記録がありません。').waitFor();
  await page.getByRole('button', { name: '元に戻す' }).click();
  await recorded.getByText('受け手と期日').waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.getByRole('button', { name: '← 週次会議' }).click();
  const actions = page.getByRole('region', { name: '先週までの宿題' });
  await actions.getByRole('button', { name: 'やめる' }).click();
  await actions.getByLabel('やめる理由').fill('別の会議で決めた');
  await actions.getByRole('button', { name: '宿題をやめる' }).click();
  await actions.getByText('理由: 別の会議で決めた').waitFor();
  await page.getByRole('button', { name: '元に戻す' }).last().click();
  await actions.getByRole('button', { name: '済みにする' }).click();
  await actions.getByLabel('結果・リンク(任意)').fill('https://example.jp/report');
  assert.deepEqual(await flawsOf(page), []);
  await actions.getByRole('button', { name: '宿題を済みにする' }).click();
  await actions.getByText('済み', { exact: true }).waitFor();
  const link = actions.getByRole('link', { name: '結果: https://example.jp/report' });
  assert.equal(await link.getAttribute('href'), 'https://example.jp/report');
  await actions.getByRole('button', { name: '元に戻す' }).click();
  await actions.getByRole('button', { name: '済みにする' }).waitFor();
});

test('a line for the agenda is added by hand with its company, stands in the minutes, and is taken off again', async () => {
  const page = await signedIn(browser, served, 'marketing_manager');
  await page.goto(`${served.url}/meetings`);
  const added = page.getByRole('region', { name: '加えた議題' });
  await added.getByText('加えた議題はありません。').waitFor();
  await added.getByRole('textbox', { name: '議題' }).fill('展示会のあとの分担');
  await added.getByRole('combobox', { name: '企業(任意)' }).fill('青空');
  await page.getByRole('option', { name: /青空精機/ }).click();
  await added.getByRole('button', { name: '議題に加える' }).click();
  await added.getByRole('listitem').getByRole('link', { name: '青空精機株式会社' }).waitFor();
  await added.getByText(/^手で追加: /).waitFor();
  await page.screenshot({ path: join(shots, 'meeting-added-ja-1440.png'), fullPage: true });
  assert.deepEqual(await flawsOf(page), []);
  await added.getByRole('button', { name: '「展示会のあとの分担」を取り消す' }).click();
  await added.getByText('加えた議題はありません。').waitFor();
  await page.getByRole('button', { name: '元に戻す' }).last().click();
  await added.getByText('展示会のあとの分担').waitFor();
  const phone = await signedIn(browser, served, 'marketing_manager', { language: 'en', width: 390 });
  await phone.goto(`${served.url}/meetings`);
  const inEnglish = phone.getByRole('region', { name: 'Added to the agenda' });
  await inEnglish.getByText(/^added by /).waitFor();
  assert.ok(await phone.evaluate('document.documentElement.scrollWidth <= innerWidth'));
  assert.deepEqual(await flawsOf(phone), []);
  await phone.screenshot({ path: join(shots, 'meeting-added-en-390.png'), fullPage: true });
});

test('a decision is recorded with the company it affects and that it cannot be taken back', async () => {
  const page = await signedIn(browser, served, 'marketing_manager');
  await page.goto(`${served.url}/meetings`);
  await page.getByText('議事録は下書き').locator('xpath=../..').getByRole('button').first().click();
  const recorded = page.getByRole('region', { name: '決定と宿題' });
  await recorded.getByText('決定', { exact: true }).click();
  await recorded.getByLabel('内容').fill('購買部にも案内する');
  await recorded.getByRole('combobox', { name: '影響する対象(任意)' }).click();
  await page.getByRole('option', { name: '企業', exact: true }).click();
  await recorded.getByRole('combobox', { name: '企業', exact: true }).fill('青空');
  await page.getByRole('option', { name: /青空精機/ }).click();
  await recorded.getByRole('combobox', { name: 'やり直し(任意)' }).click();
  await page.getByRole('option', { name: 'やり直せない' }).click();
  await recorded.getByRole('button', { name: '記録する' }).click();
  const line = recorded.getByRole('listitem').filter({ hasText: '購買部にも案内する' });
  await line.getByRole('link', { name: '影響: 青空精機株式会社' }).waitFor();
  await line.getByText('やり直せない').waitFor();
  await page.screenshot({ path: join(shots, 'meeting-decision-ja-1440.png'), fullPage: true });
  assert.deepEqual(await flawsOf(page), []);
});

test('the first screen of those who may confirm asks for minutes that are still a draft after a day', async () => {
  await served.world.database.pool.query("update meeting set meets_on = meets_on - 2, state = 'held'");
  const page = await signedIn(browser, served, 'marketing_manager');
  await page.getByText(/議事録が24時間を過ぎても下書きの会議が1件あります/).waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'home-minutes-ja-1440.png') });
  await page.getByRole('link', { name: '議事録を確定する' }).click();
  await page.getByRole('heading', { level: 1, name: '週次会議' }).waitFor();
});

test('the start of the fiscal year is chosen in the settings', async () => {
  const page = await signedIn(browser, served, 'admin');
  await page.goto(`${served.url}/settings`);
  await page.getByRole('tab', { name: '会計年度' }).click();
  await page.getByRole('combobox', { name: '年度の始まり' }).click();
  await page.getByRole('option', { name: '1月', exact: true }).click();
  await page.getByRole('button', { name: '保存する' }).click();
  await page.getByText('年度の始まりを保存しました').waitFor();
  await page.goto(`${served.url}/reports`);
  await page.getByRole('combobox', { name: '対象月' }).click();
  await page.getByRole('option', { name: /^2026\/05/ }).click();
  await sheet(page, 1).getByText('1月からの累計').waitFor();
});

test('no screen logged an error', () => assert.deepEqual(troubles, []));
