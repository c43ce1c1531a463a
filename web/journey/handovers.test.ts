import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { flawsOf } from './flaws.ts';
import { signedIn } from './signed-in.ts';

const shots = join(import.meta.dirname, '..', '..', 'test-results');
let browser: Browser;

let served: ServedWorld;

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('handovers_web')]);
  await takeIn(
    served.world.database,
    { text: '会社コード,会社名,URL,担当営業\nK1,青空精機株式会社,https://www.aozora-seiki.co.jp,堂島 剛\n' },
    'companies',
  );
  await takeIn(
    served.world.database,
    {
      text: 'リード ID,会社名,部署,役職,姓,名,メール,リード状況,キャンペーン,作成日\nL1,青空精機株式会社,製造部,課長,佐藤,一郎,sato@aozora-seiki.co.jp,新規,工場自動化展,2026/11/16\n',
    },
    'salesforce-leads',
  );
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('marketing hands a lead over; sales finds it on the first screen, accepts it, and takes that back', async () => {
  const marketing = await signedIn(browser, served, 'marketing_manager');
  await marketing.goto(`${served.url}/handovers`);
  await marketing.getByRole('tab', { name: /^リード/ }).click();
  await marketing.getByRole('checkbox', { name: '青空精機株式会社 を選ぶ' }).check();
  await marketing.getByRole('button', { name: '選択した1件を営業へ引き渡す' }).click();
  await marketing.getByText('1件を営業へ引き渡しました').waitFor();
  await marketing.getByRole('button', { name: '元に戻す' }).click();
  await marketing.getByRole('checkbox', { name: '青空精機株式会社 を選ぶ' }).check();
  await marketing.getByRole('button', { name: '選択した1件を営業へ引き渡す' }).click();
  await marketing.getByText('1件を営業へ引き渡しました').first().waitFor();

  const sales = await signedIn(browser, served, 'sales_manager');
  await sales.goto(served.url);
  await sales.getByRole('heading', { name: '返事を待っているリード 1件' }).waitFor();
  await sales.getByRole('button', { name: '詳しく見る・返事をする' }).click();
  await sales.getByRole('heading', { name: 'なぜここに来たか' }).waitFor();
  assert.deepEqual(await flawsOf(sales), []);
  await sales.screenshot({ path: join(shots, 'handover-detail.png') });
  await sales.getByRole('button', { name: '受け入れる' }).click();
  await sales.getByLabel('次の行動', { exact: false }).first().fill('電話で現状を聞く');
  await sales.getByLabel('次の行動の期日').fill('2099-01-15');
  await sales.getByRole('button', { name: '受け入れる' }).click();
  await sales.getByText('1件を受け入れました').waitFor();
  await sales.getByText('返事を待っているリード').waitFor({ state: 'detached' });
  await sales.getByRole('button', { name: '元に戻す' }).click();
  await sales.getByRole('heading', { name: '返事を待っているリード 1件' }).waitFor();
});

test('H and its parts stand over the lists of hand-overs and open to their leads', async () => {
  const sales = await signedIn(browser, served, 'sales_manager');
  await sales.goto(`${served.url}/handovers`);
  await sales.getByText('引き渡し 1 = 受入 0 + 差し戻し 0 + 未対応 0 + 返事待ち 1').waitFor();
  await sales.getByRole('button', { name: '返事待ち 1' }).click();
  await sales.getByRole('dialog', { name: '返事待ち' }).getByRole('button', { name: '詳しく見る・返事をする' }).click();
  await sales.getByRole('heading', { name: 'なぜここに来たか' }).waitFor();
  await sales.screenshot({ path: join(shots, 'handover-parts.png') });
});

test('an accepted lead is confirmed as SQL with its need and one of budget, decision maker and timing', async () => {
  const sales = await signedIn(browser, served, 'sales_manager', { width: 390 });
  await sales.goto(`${served.url}/handovers`);
  await sales.getByRole('button', { name: '詳しく見る・返事をする' }).click();
  await sales.getByRole('button', { name: '差し戻す' }).click();
  await sales.getByRole('combobox', { name: '差し戻しの理由' }).click();
  await sales.getByRole('option', { name: '競合・同業' }).click();
  await sales.getByText('対象外にします。').waitFor();
  await sales.getByRole('button', { name: 'やめる' }).click();
  await sales.getByRole('button', { name: '既存商談に追加' }).click();
  await sales.getByText('この企業に進行中の商談は取り込まれていません').waitFor();
  await sales.getByRole('button', { name: 'やめる' }).click();
  await sales.getByRole('button', { name: '受け入れる' }).click();
  await sales.getByLabel('次の行動', { exact: false }).first().fill('電話で現状を聞く');
  await sales.getByLabel('次の行動の期日').fill('2099-01-15');
  await sales.getByRole('button', { name: '受け入れる' }).click();
  await sales.getByRole('tab', { name: /^受け入れ済/ }).click();
  await sales.getByRole('button', { name: '詳しく見る' }).click();
  await sales.getByRole('link', { name: 'sato@aozora-seiki.co.jp' }).waitFor();
  await sales.getByRole('button', { name: '案件化を確認(SQL)' }).click();
  await sales.getByLabel('お客様の課題・必要性').fill('検査の人手が足りない');
  assert.ok(await sales.getByRole('button', { name: '案件化を確認(SQL)' }).isDisabled());
  await sales.getByLabel('時期').fill('来期');
  assert.deepEqual(await flawsOf(sales), []);
  await sales.screenshot({ path: join(shots, 'handover-sql-390.png') });
  await sales.getByRole('button', { name: '案件化を確認(SQL)' }).click();
  await sales.getByText('1件を案件化確認(SQL)にしました').waitFor();
  await sales.getByText('案件化確認(SQL)', { exact: true }).waitFor();
});

test('the reason of an imported lead stands in words, however the file wrote it', async () => {
  await takeIn(
    served.world.database,
    {
      text: 'リード ID,会社名,姓,名,リード状況,却下理由,引き渡し日,作成日\nL2,青空精機株式会社,高木,三郎,差し戻し,来期の予算が未定,2026/05/11,2026/05/01\n',
    },
    'salesforce-leads',
  );
  const page = await signedIn(browser, served, 'marketing_manager');
  await page.goto(`${served.url}/handovers`);
  await page.getByRole('tab', { name: /^差し戻し/ }).click();
  await page.getByText('インサイドセールスの共通の受け口 / 予算なし').waitFor();
});

test('the list of hand-overs reads well on a phone, in English and in the dark', async () => {
  const page = await signedIn(browser, served, 'sales_manager', { language: 'en', width: 390, scheme: 'dark' });
  await page.goto(`${served.url}/handovers`);
  await page.getByRole('heading', { name: 'Hand-overs' }).waitFor();
  assert.deepEqual(await flawsOf(page), []);
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
  await page.screenshot({ path: join(shots, 'handovers-390-dark-en.png'), fullPage: true });
});
