import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { createMember } from '#flows/create-member.ts';
import { flawsOf } from './flaws.ts';
import { signedIn } from './signed-in.ts';

const shots = join(import.meta.dirname, '..', '..', 'test-results');
let browser: Browser;
let served: ServedWorld;

const choose = async (page: Page, field: string, option: string) => {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
};

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('routing_web')]);
  for (const [name, role] of [
    ['白川 奈々', 'account_executive'],
    ['早乙女 恵', 'inside_sales'],
  ] as const)
    await createMember(served.world, {
      name,
      email: `${role}@example.jp`,
      password: served.password,
      role,
      department: '営業一部',
    });
  const lines = ['青空精機株式会社', '北斗電子株式会社'].map(
    (name, index) => `K${index},${name},https://www.kaisha${index}.co.jp,${['堂島 剛', ''][index]},三重県`,
  );
  await takeIn(
    served.world.database,
    { text: `会社コード,会社名,URL,担当営業,都道府県\n${lines.join('\n')}\n` },
    'companies',
  );
  const leads = [0, 1].map(
    (index) =>
      `L${index},${['青空精機株式会社', '北斗電子株式会社'][index]},佐藤,${index}郎,l${index}@kaisha${index}.co.jp,新規,展示会,2026/11/16`,
  );
  await takeIn(
    served.world.database,
    { text: `リード ID,会社名,姓,名,メール,リード状況,キャンペーン,作成日\n${leads.join('\n')}\n` },
    'salesforce-leads',
  );
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('a rule is written, tried on one company and on last month, and saved as a version', async () => {
  const page = await signedIn(browser, served, 'sales_manager');
  await page.goto(`${served.url}/routing`);
  await page.getByRole('button', { name: 'ルールを加える' }).click();
  await page.getByLabel('ルールの名前').fill('三重は白川');
  await choose(page, '都道府県', '三重県');
  await page.keyboard.press('Escape');
  await choose(page, '渡し先', '決まった人');
  await choose(page, '誰に', '白川 奈々');
  await page.getByRole('button', { name: '反映する' }).click();
  await page.getByRole('button', { name: '「三重は白川」を上へ' }).click();
  await page.getByRole('button', { name: '「三重は白川」を上へ' }).click();
  await choose(page, '会社名', '北斗電子株式会社');
  await page.getByText('白川 奈々 へ').waitFor();
  await page.getByText('ルール「三重は白川」に合います').waitFor();
  await page.getByRole('button', { name: '直近1か月のリードで試す' }).click();
  await page.getByText('直近1か月に引き渡したリードはありません').waitFor();
  await page.getByLabel('この版のメモ').fill('三重を分けた');
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'routing-edited.png'), fullPage: true });
  await page.getByRole('button', { name: '新しい版として保存' }).click();
  await page.getByText('振り分けルールを保存しました').waitFor();
  await page.getByRole('tab', { name: 'これまでの版' }).click();
  await page.getByRole('cell', { name: '三重を分けた' }).waitFor();
});

test('an absence sends a hand-over to the deputy, who reads why', async () => {
  const page = await signedIn(browser, served, 'sales_manager');
  await page.goto(`${served.url}/absences`);
  const today = new Date(Date.now() + 9 * 3_600_000);
  const day = (ahead: number) => new Date(today.getTime() + ahead * 86_400_000).toISOString().slice(0, 10);
  await choose(page, '不在の人', '白川 奈々');
  await page.getByLabel('始まり').fill(day(0));
  await page.getByLabel('終わり').fill(day(12));
  await choose(page, '代理', '早乙女 恵');
  await page.getByRole('button', { name: '不在を登録する' }).click();
  await page.getByText('不在を登録しました').waitFor();
  assert.deepEqual(await flawsOf(page), []);
  const marketing = await signedIn(browser, served, 'marketing_manager');
  await marketing.goto(`${served.url}/handovers`);
  await marketing.getByRole('tab', { name: /^リード/ }).click();
  await marketing.getByRole('checkbox', { name: '北斗電子株式会社 を選ぶ' }).check();
  await marketing.getByRole('button', { name: '選択した1件を営業へ引き渡す' }).click();
  await marketing.getByText('1件を営業へ引き渡しました').waitFor();
  const deputy = await signedIn(browser, served, 'inside_sales');
  await deputy.getByRole('button', { name: '詳しく見る・返事をする' }).click();
  await deputy.getByText(/白川 奈々さんは.*まで不在のため、代理の早乙女 恵さんへ/).waitFor();
});

test('a change of owners is looked at, planned, printed company by company, and taken back', async () => {
  const page = await signedIn(browser, served, 'sales_manager');
  await page.goto(`${served.url}/reassignments`);
  await choose(page, '前任', '堂島 剛');
  await page.getByLabel('実施日').fill('2099-04-01');
  await choose(page, '後任', '早乙女 恵');
  await page.getByRole('button', { name: '何が動くかを見る' }).click();
  await page.getByText('2099/04/01 に切り替わり、2099/05/01 までは前任も返事ができます。').waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.getByRole('button', { name: 'この内容で予定する' }).click();
  await page.getByText('1社の担当替えを予定しました').waitFor();
  await page.getByRole('link', { name: /引継書/ }).click();
  await page.getByRole('article', { name: '青空精機株式会社' }).getByText('堂島 剛 → 早乙女 恵').waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.goto(`${served.url}/reassignments`);
  await page.getByRole('button', { name: /担当替えを取り消す/ }).click();
  await page.getByText('担当替えを取り消しました').waitFor();
});

test('settings: what a longer time to answer does is shown before it is saved', async () => {
  const page = await signedIn(browser, served, 'marketing_manager');
  await page.goto(`${served.url}/settings?tab=handovers`);
  await choose(page, '返事の期限', '3営業日');
  await page.getByText('返事待ち 1件の状態').waitFor();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('引き渡しの設定を変えました').waitFor();
  await page.getByRole('button', { name: '詳細設定' }).click();
  await page.getByRole('combobox', { name: '代理店の返事の期限' }).waitFor();
  assert.deepEqual(await flawsOf(page), []);
});

test('S2-46 an agency’s first screen holds its leads with their deadline, on a phone and in the dark', async () => {
  const { pool } = served.world.database;
  const { rows } = await pool.query("select account_id from account where name = '青空精機株式会社'");
  await createMember(served.world, {
    name: '代理店 太郎',
    email: 'agency@example.jp',
    password: served.password,
    role: 'agency',
    department: null,
    agencyAccountId: rows[0].account_id,
  });
  await pool.query("update lead_cycle set receiver_kind = 'agency', receiver_id = $1 where state = 'handed_over'", [
    String(rows[0].account_id),
  ]);
  const page = await signedIn(browser, served, 'agency', { language: 'en', width: 390, scheme: 'dark' });
  await page.getByRole('heading', { name: 'Leads for you to follow' }).waitFor();
  await page.getByText('北斗電子株式会社').waitFor();
  assert.deepEqual(await flawsOf(page), []);
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
  await page.getByText('Handed over 1 = accepted 0 + sent back 0 + ignored 0 + waiting 1').waitFor();
  await page.getByRole('button', { name: 'waiting 1' }).click();
  await page.getByRole('dialog', { name: 'waiting' }).getByText('北斗電子株式会社').waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'See more and answer' }).click();
  await page.getByRole('button', { name: 'Accept' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Give to agency' }).count(), 0);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: /^Accepted/ }).click();
  await page.getByRole('tab', { name: /^Accepted/, selected: true }).waitFor();
});
