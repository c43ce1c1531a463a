import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { addDays, todayJst } from '#core/period/day.ts';
import { openBrowser } from '#fixtures/browser.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { flawsOf } from './flaws.ts';
import { signedIn } from './signed-in.ts';

const shots = join(import.meta.dirname, '..', '..', 'test-results');
let browser: Browser;
let served: ServedWorld;

const forms = (day: string, ...people: readonly string[]) => ({
  text: `会社名,氏名,メール,活動種別,件名,活動日\n${people
    .map((name, n) => `青空精機株式会社,${name},p${n}@aozora-seiki.co.jp,フォーム,見積依頼フォーム,${day}`)
    .join('\n')}\n`,
});

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('offers_web')]);
  const { database } = served.world;
  await takeIn(
    database,
    { text: '会社コード,会社名,URL,担当営業\nK1,青空精機株式会社,https://www.aozora-seiki.co.jp,堂島 剛\n' },
    'companies',
  );
  await takeIn(database, forms(addDays(todayJst(new Date()), -3), '早川 守'), 'activities');
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('marketing registers an offer and sees which rows it means; what comes then is in the inbox of sales, answered together', async () => {
  const marketing = await signedIn(browser, served, 'marketing_manager');
  await marketing.goto(`${served.url}/settings?tab=offers`);
  await marketing.getByText('申し込みはまだ登録されていません').waitFor();
  await marketing.getByRole('button', { name: '申し込みを登録' }).click();
  await marketing.getByLabel('申し込みの名前').fill('見積依頼');
  await marketing.getByRole('combobox', { name: '行に書かれる言葉' }).fill('見積依頼');
  await marketing.keyboard.press('Enter');
  await marketing.getByText('該当した行: 1件').waitFor();
  await marketing.getByRole('button', { name: '行を見る' }).click();
  await marketing.getByText('開始日より前(渡していない)').waitFor();
  assert.deepEqual(await flawsOf(marketing), []);
  await marketing.screenshot({ path: join(shots, 'offer.png') });
  await marketing.getByRole('button', { name: '保存' }).click();
  await marketing.getByText('申し込みを保存しました').waitFor();

  await takeIn(served.world.database, forms(todayJst(new Date()), '佐藤 一郎', '鈴木 花子'), 'activities');
  const sales = await signedIn(browser, served, 'sales_manager');
  await sales.goto(`${served.url}/handovers`);
  await sales.getByRole('tab', { name: '自分の返事待ち 2' }).waitFor();
  assert.equal(await sales.getByText('今すぐ: 見積依頼').count(), 2);
  await sales.getByRole('button', { name: '詳しく見る・返事をする' }).first().click();
  await sales.getByRole('heading', { name: '今すぐ対応の申し込み' }).waitFor();
  await sales.getByText(/営業へ引き渡し · 自動 · 今すぐ: 見積依頼/).waitFor();
  assert.deepEqual(await flawsOf(sales), []);
  await sales.screenshot({ path: join(shots, 'offer-handover.png') });
  await sales.getByRole('button', { name: '閉じる' }).click();
  await sales.getByRole('checkbox', { name: /このページをすべて選ぶ/ }).check();
  await sales.getByRole('button', { name: '差し戻す' }).click();
  await sales.getByRole('combobox', { name: '差し戻しの理由' }).click();
  await sales.getByRole('option', { name: 'ニーズなし' }).click();
  await sales.getByRole('dialog').getByRole('button', { name: '差し戻す' }).click();
  await sales.getByText('2件を差し戻しました').waitFor();

  await marketing.goto(`${served.url}/handovers`);
  await marketing.getByRole('tab', { name: /^差し戻し・育成/ }).click();
  await marketing.getByRole('button', { name: '詳しく見る' }).first().click();
  await marketing.getByLabel('次のサイクルのきっかけ').fill('来期の計画が決まった');
  await marketing.getByRole('button', { name: 'もう一度引き渡す' }).click();
  await marketing.getByText('1件を営業へ引き渡しました').waitFor();
  await sales.reload();
  await sales.getByText('2回目のサイクル').waitFor();
});
