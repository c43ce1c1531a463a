import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import { flawsOf } from './flaws.ts';
import { signedIn, troubles } from './signed-in.ts';

const shots = join(import.meta.dirname, '..', '..', 'test-results');
let browser: Browser;
let served: ServedWorld;
let page: Page;

const lately = addDays(todayJst(new Date()), -10);
before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('job_changes_web')]);
  const header = '会社名,氏名,部署名,役職,e-mail,携帯電話,名刺交換日\r\n';
  const cards = [
    '株式会社青空商事,高瀬 亮介,製造部,部長,takase@aozora.example.jp,090-1111-2222,2021/04/01',
    '株式会社青空商事,岸本 健太,購買部,課長,kishimoto@aozora.example.jp,090-3333-4444,2021/05/01',
    '株式会社青空商事,水沢 直子(退職),総務部,主任,mizusawa@aozora.example.jp,,2023/05/01',
    `汐見精機株式会社,高瀬 亮介,生産技術部,部長,takase@shiomi-seiki.example.jp,090-1111-2222,${lately}`,
    `汐見精機株式会社,岸本 健太,購買部,部長,kishimoto@shiomi-seiki.example.jp,090-3333-4444,${lately}`,
  ];
  await takeIn(served.world.database, { text: `${header}${cards.join('\r\n')}\r\n` }, 'sansan-cards');
  page = await signedIn(browser, served, 'admin');
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('the first screen tells of job changes; one is confirmed, one is another person, and either is taken back', async () => {
  await page.getByRole('link', { name: '転職されたと見られる方が 2名います' }).click();
  await page.getByText('高瀬 亮介様が株式会社青空商事から汐見精機株式会社へ移られたようです').waitFor();
  await page.screenshot({ path: join(shots, 'job-changes.png') });
  const card = (name: string) => page.getByRole('listitem').filter({ hasText: `${name}様が` });
  await card('高瀬 亮介').getByRole('button', { name: '移られた(同じ人)' }).click();
  await page.getByText('転職として記録しました').waitFor();
  await card('高瀬 亮介').waitFor({ state: 'detached' });
  await card('岸本 健太').getByRole('button', { name: '同姓同名の別人' }).click();
  await page.getByText('別の人として分けました').waitFor();
  await page.getByText('確認を待つ転職はありません。').waitFor();
  await page.getByRole('button', { name: '元に戻す' }).last().click();
  await card('岸本 健太').waitFor();
});

test('the company shows who is there, and behind it who left and why; the person shows both companies', async () => {
  await page.goto(`${served.url}/accounts`);
  await page.getByRole('link', { name: '株式会社青空商事' }).first().click();
  await page.getByRole('tab', { name: /^人物/ }).click();
  await page.getByRole('button', { name: '過去の所属 3名を見る' }).click();
  const former = page.getByRole('region', { name: '過去の所属' });
  await former.getByText('2023/05/01のSansanの行に退職とあります').waitFor();
  await former.getByRole('link', { name: '汐見精機株式会社' }).first().waitFor();
  await page.screenshot({ path: join(shots, 'former-people.png') });
  await former.getByRole('link', { name: '高瀬 亮介' }).click();
  await page.getByRole('heading', { name: '過去の所属' }).waitFor();
  await page.getByText(/汐見精機株式会社で確認\(出典: Sansan\) · .+が確認/).waitFor();
});

for (const [name, look] of [
  ['ja-390', { width: 390 }],
  ['en-1440', { language: 'en' }],
  ['en-390', { width: 390, language: 'en' }],
] as const)
  test(`job changes and employments, ${name}: axe finds nothing, nothing is too wide`, async () => {
    const walker = await signedIn(browser, served, 'admin', look);
    const { rows } = await served.world.database.pool.query(
      "select p.person_id, a.account_id from person p, account a where p.name = '高瀬 亮介' and a.name = '株式会社青空商事'",
    );
    for (const path of ['/job-changes', `/people/${rows[0].person_id}`, `/accounts/${rows[0].account_id}`]) {
      await walker.goto(`${served.url}${path}`);
      await walker.getByRole('heading', { level: 1 }).waitFor();
      if (path.startsWith('/accounts')) {
        await walker.getByRole('tab', { name: /^(人物|People)/ }).click();
        await walker.getByRole('button', { name: /過去の所属|who left/ }).click();
      }
      await walker.waitForLoadState('networkidle');
      await walker.screenshot({
        path: join(shots, `employments-${name}${path.replaceAll(/\W/g, '-')}.png`),
        fullPage: true,
      });
      assert.deepEqual(await flawsOf(walker), []);
      const overflow = await walker.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(overflow <= 1, `${path} is ${overflow}px too wide`);
    }
  });

test('no screen logged an error', () => assert.deepEqual(troubles, []));
