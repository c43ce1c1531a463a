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

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('person_page_web')]);
  await takeIn(
    served.world.database,
    {
      text: '会社名,姓,名,部署名,役職,e-mail,携帯電話,名刺交換日\r\n株式会社青空商事,高瀬,亮介,製造部,部長,takase@aozora.example.jp,090-1111-2222,2026/04/01\r\n株式会社青空商事,岸本,健太,購買部,課長,kishimoto@aozora.example.jp,,2026/05/01\r\n',
    },
    'sansan-cards',
  );
  page = await signedIn(browser, served, 'admin');
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('a value is decided on the page, shown with who decided it, and follows the files again', async () => {
  await page.goto(`${served.url}/people`);
  await page.getByRole('link', { name: '高瀬 亮介' }).click();
  await page.getByText('部長').first().waitFor();
  await page.getByRole('button', { name: '編集' }).click();
  await page.getByRole('textbox', { name: '役職' }).fill('取締役');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText(/が決めた値$/).waitFor();
  await page.getByRole('tab', { name: '変更履歴' }).click();
  await page.getByText('部長 → 取締役').waitFor();
  await page.screenshot({ path: join(shots, 'person-page.png') });
  await page.getByRole('button', { name: '編集' }).click();
  await page.getByText('取り込んだ値に戻す項目').waitFor();
  await page.getByRole('dialog').getByText('役職', { exact: true }).last().click();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('取締役 → 部長').waitFor();
});

test('on paper a person shows what happened, without tabs', async () => {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.getByRole('heading', { name: '時系列' }).waitFor();
  assert.equal(await page.getByRole('tab', { name: '変更履歴' }).isVisible(), false);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
});

test('104 whoever asks is erased after their name was typed, and the list tells when, not whom', async () => {
  await page.getByRole('button', { name: '本人の請求で消去' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('元に戻せません').waitFor();
  // Colours are measured once the dialog has faded in.
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished)));
  // A dialog has a header of its own, which is no banner of the page.
  assert.deepEqual(await flawsOf(page, '[role=dialog]', ['landmark-no-duplicate-banner']), []);
  await dialog.getByLabel('請求を受けた日').fill('2026-05-01');
  const confirm = dialog.getByRole('button', { name: '消去する' });
  await dialog.getByLabel(/と入力/).fill('高瀬');
  assert.equal(await confirm.isDisabled(), true);
  await dialog.getByLabel(/と入力/).fill('高瀬亮介');
  await page.screenshot({ path: join(shots, 'erase-person.png') });
  await confirm.click();
  await page.getByText(/消去しました\(記録 1、1行\)/).waitFor();
  await page.waitForURL('**/people');
  await page.getByRole('link', { name: '岸本 健太' }).waitFor();
  await page.getByRole('link', { name: '高瀬 亮介' }).waitFor({ state: 'detached' });
  await page.goto(`${served.url}/settings`);
  await page.getByRole('tab', { name: '消去の記録' }).click();
  await page.getByRole('cell', { name: '本人からの請求' }).waitFor();
  await page.screenshot({ path: join(shots, 'erasures.png') });
  const seller = await signedIn(browser, served, 'sales_manager');
  await seller.goto(`${served.url}/people`);
  await seller.getByRole('link', { name: '岸本 健太' }).click();
  await seller.getByRole('button', { name: '編集' }).waitFor();
  assert.equal(await seller.getByRole('button', { name: '本人の請求で消去' }).count(), 0);
});

test('a department of a company opens to its people, and back to everybody', async () => {
  await page.goto(`${served.url}/accounts`);
  await page.getByRole('link', { name: '青空商事' }).click();
  await page.getByRole('tab', { name: '人物 1' }).click();
  await page.getByRole('link', { name: '購買部の1名を見る' }).click();
  await page.getByText('1件中 1–1件').waitFor();
  await page.getByRole('link', { name: '岸本 健太' }).waitFor();
  await page.screenshot({ path: join(shots, 'department.png') });
  await page.getByRole('link', { name: 'すべての人物' }).click();
  await page.waitForURL('**/people');
});

test('a saved view is renamed and deleted from the list', async () => {
  await page.goto(`${served.url}/people`);
  await page.getByRole('button', { name: '保存した表示' }).click();
  await page.getByRole('menuitem', { name: 'この表示を保存' }).click();
  await page.getByLabel('表示の名前').fill('決裁者');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  const manage = async () => {
    await page.getByRole('button', { name: '保存した表示' }).click();
    await page.getByRole('menuitem', { name: '保存した表示の名前を変える・消す' }).click();
  };
  await manage();
  await page.getByLabel('表示の名前: 決裁者').fill('部長以上');
  await page.screenshot({ path: join(shots, 'manage-views.png') });
  await page.getByRole('button', { name: '名前を変える' }).click();
  await page.getByLabel('表示の名前: 部長以上').waitFor();
  await page.getByRole('button', { name: '部長以上 消す' }).click();
  await page.getByText('自分で保存した表示はありません。').waitFor();
});

test('how a former employer reached them stands with that employment, and a company tells how many rows agree', async () => {
  const { database } = served.world;
  const header = '会社名,氏名,役職,e-mail,TEL,直通電話,携帯電話,名刺交換日\r\n';
  const cards = [
    '汐見精機株式会社,水沢 直子,課長,mizusawa@shiomi.example.jp,06-1111-0000,06-1111-0009,090-5555-6666,2022/04/01',
    '汐見精機株式会社,浜田 修,部長,hamada@shiomi-group.example.jp,06-1111-0001,,,2023/04/01',
    '汐見精機株式会社,三宅 翔,係長,miyake@shiomi.example.jp,06-1111-0000,,,2021/04/01',
    '緑川工業株式会社,水沢 直子,部長,,03-2222-0000,,090-5555-6666,2026/03/02',
  ];
  await takeIn(database, { text: `${header}${cards.join('\r\n')}\r\n` }, 'sansan-cards');
  for (const language of ['ja', 'en'] as const)
    for (const width of [1440, 390]) {
      const look = await signedIn(browser, served, 'admin', { language, width });
      await look.goto(`${served.url}/people`);
      await look.getByRole('link', { name: '水沢 直子' }).first().click();
      await look
        .getByText(language === 'ja' ? /^当時の連絡先: 06-1111-0009/ : /^Contact there: 06-1111-0009/)
        .waitFor();
      assert.deepEqual(await flawsOf(look), []);
      await look.screenshot({ path: join(shots, `former-reach-${language}-${width}.png`), fullPage: true });
      await look.getByRole('link', { name: '汐見精機株式会社' }).first().click();
      await look.getByText(language === 'ja' ? /使われていない値/ : /that are not used/).click();
      await look
        .getByText(language === 'ja' ? /^2件の行が一致/ : /^told by 2 rows/)
        .first()
        .waitFor();
      assert.deepEqual(await flawsOf(look), []);
      await look.screenshot({ path: join(shots, `told-rows-${language}-${width}.png`), fullPage: true });
      await look.context().close();
    }
});

test('a name that may be cut elsewhere is marked and found, and one tap decides it', async () => {
  const header = '会社名,氏名,役職,e-mail,名刺交換日\r\n';
  const card = '株式会社青空商事,藤浦明美,主任,fujiura@aozora.example.jp,2024/04/01\r\n';
  await takeIn(served.world.database, { text: header + card }, 'sansan-cards');
  await page.goto(`${served.url}/people`);
  await page.getByText('姓名の区切りが推定', { exact: true }).first().click();
  await page.getByRole('link', { name: '藤浦 明美' }).first().click();
  await page.getByText('姓名の区切りは推定です').waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await page.screenshot({ path: join(shots, 'name-guess.png') });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: join(shots, 'name-guess-390.png') });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: '藤浦 明美(このままで正しい)' }).click();
  await page.getByText('姓名の区切りは推定です').waitFor({ state: 'detached' });
});

test('no screen logged an error', () => assert.deepEqual(troubles, []));
