import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { bookOf, sheetOf, textRow } from '#fixtures/bad-file.ts';
import { openBrowser } from '#fixtures/browser.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { signedIn, troubles } from './signed-in.ts';

const shots = join(import.meta.dirname, '..', '..', 'test-results');
let browser: Browser;
let served: ServedWorld;

before(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('mapping_web')]);
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('words of a file are chosen from ours, owners from our people, and the deals come out so', async () => {
  const page = await signedIn(browser, served, 'marketing_manager');
  await page.goto(`${served.url}/imports`);
  await page.locator('input[type=file]').setInputFiles({
    name: '商談.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      '商談名,企業名,フェーズ,金額,担当者\r\n装置更新,株式会社青空商事,内示,1000,堂島剛\r\n増設,北斗電子株式会社,お流れ,2000,高瀬\r\n',
    ),
  });
  await page.waitForURL('**/imports/*');
  await page.getByRole('button', { name: '次へ' }).click();
  await page.getByRole('heading', { name: '値の対応付け: フェーズ' }).waitFor();
  const word = (name: string) => page.getByRole('combobox', { name });
  assert.equal(await word('内示').getAttribute('placeholder'), '進行中(自動)');
  await word('内示').click();
  await page.getByRole('option', { name: '受注' }).click();
  await word('お流れ').click();
  await page.getByRole('option', { name: '失注' }).click();
  assert.equal(await word('堂島剛').getAttribute('placeholder'), '候補: 堂島 剛');
  await page.screenshot({ path: join(shots, 'mapping.png'), fullPage: true });
  await page.getByRole('button', { name: '候補の1名を使う' }).click();
  await page.getByRole('button', { name: '候補の1名を使う' }).waitFor({ state: 'detached' });
  for (let step = 0; step < 2; step++) await page.getByRole('button', { name: '次へ' }).click();
  await page.getByRole('button', { name: '取り込む', exact: true }).click();
  await page.getByRole('heading', { name: '取込の結果: 完了' }).waitFor({ timeout: 60_000 });
  const { rows } = await served.world.database.pool.query('select name, state, owner_name from deal order by name');
  assert.deepEqual(rows, [
    { name: '増設', state: 'lost', owner_name: '高瀬' },
    { name: '装置更新', state: 'won', owner_name: '堂島 剛' },
  ]);
});

test('S3-17 what a file says of its meetings is chosen from ours: a no-show by any word is none that was held', async () => {
  const page = await signedIn(browser, served, 'marketing_manager');
  await page.goto(`${served.url}/imports`);
  await page.locator('input[type=file]').setInputFiles({
    name: '訪問.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      '活動日,活動種別,会社名,活動内容,アポ設定者,訪問結果\r\n2026/10/01,訪問,株式会社青空商事,初回,早乙女,前進\r\n2026/10/02,訪問,北斗電子株式会社,初回,早乙女,空振り\r\n',
    ),
  });
  await page.waitForURL('**/imports/*');
  await page.getByRole('button', { name: '次へ' }).click();
  await page.getByRole('heading', { name: '値の対応付け: 面談の結果' }).waitFor();
  for (const [word, ours] of [
    ['前進', '実施'],
    ['空振り', '不参加'],
  ] as const) {
    await page.getByRole('combobox', { name: word }).click();
    await page.getByRole('option', { name: ours }).click();
  }
  // Whoever won an appointment is one of our people, like an owner.
  await page.getByRole('combobox', { name: '早乙女' }).waitFor();
  await page.screenshot({ path: join(shots, 'mapping-appointments.png'), fullPage: true });
  for (let step = 0; step < 2; step++) await page.getByRole('button', { name: '次へ' }).click();
  await page.getByRole('button', { name: '取り込む', exact: true }).click();
  await page.getByRole('heading', { name: '取込の結果: 完了' }).waitFor({ timeout: 60_000 });
  const { rows } = await served.world.database.pool.query(
    'select appointment_status as told from activity order by day',
  );
  assert.deepEqual(
    rows.map(({ told }) => told),
    ['held', 'no_show'],
  );
});

test('a file without a header row is mapped by its columns, each told by its first value', async () => {
  const page = await signedIn(browser, served, 'marketing_manager');
  await page.goto(`${served.url}/imports`);
  await page.locator('input[type=file]').setInputFiles({
    name: '見出しなし.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      '株式会社無見出,山本 一,yamamoto@mumidashi.co.jp\r\n有限会社名無,田中 二,tanaka@nanashi.co.jp\r\n',
    ),
  });
  await page.waitForURL('**/imports/*');
  await page.getByLabel('見出しの行').fill('0');
  await page.getByText('見出しのないファイルとして読みました').waitFor();
  await page.getByRole('combobox', { name: 'ファイルの種類' }).click();
  await page.getByRole('option', { name: '人物リスト' }).click();
  await page.getByRole('button', { name: '次へ' }).click();
  for (const [column, field] of [
    ['1: 株式会社無見出', '企業名'],
    ['2: 山本 一', '氏名'],
    ['3: yamamoto@mumidashi.co.jp', 'メール'],
  ] as const) {
    await page.getByRole('combobox', { name: column, exact: true }).click();
    await page.getByRole('option', { name: field, exact: true }).click();
    await page.getByRole('combobox', { name: field, exact: true }).waitFor();
  }
  await page.screenshot({ path: join(shots, 'mapping-no-header.png'), fullPage: true });
  for (let step = 0; step < 2; step++) await page.getByRole('button', { name: '次へ' }).click();
  await page.getByRole('button', { name: '取り込む', exact: true }).click();
  await page.getByRole('heading', { name: '取込の結果: 完了' }).waitFor({ timeout: 60_000 });
  const { rows } = await served.world.database.pool.query(
    "select p.name, a.name as company, p.email from person p join account a using (account_id) where p.email like '%nashi.co.jp' or p.email like '%mumidashi%' order by p.email",
  );
  assert.deepEqual(rows, [
    { name: '田中 二', company: '有限会社名無', email: 'tanaka@nanashi.co.jp' },
    { name: '山本 一', company: '株式会社無見出', email: 'yamamoto@mumidashi.co.jp' },
  ]);
});

test('amounts count in the unit of their header, dates in the order that is chosen', async () => {
  const page = await signedIn(browser, served, 'marketing_manager');
  await page.goto(`${served.url}/imports`);
  await page.locator('input[type=file]').setInputFiles({
    name: '単位.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      '会社名,売上高(百万円),資本金,口座開設日,業種\r\n単位商事株式会社,1234,5000,03/04/2026,機械\r\n',
    ),
  });
  await page.waitForURL('**/imports/*');
  await page.getByRole('button', { name: '次へ' }).click();
  const choice = (name: string) => page.getByRole('combobox', { name, exact: true });
  assert.equal(await choice('「売上高(百万円)」の単位').inputValue(), '百万円');
  await choice('ほかの金額の単位').click();
  await page.getByRole('option', { name: '万円', exact: true }).click();
  await choice('「03/04/2026」のような日付の並び').click();
  await page.getByRole('option', { name: '月/日/年', exact: true }).click();
  await page.screenshot({ path: join(shots, 'mapping-units.png'), fullPage: true });
  for (let step = 0; step < 2; step++) await page.getByRole('button', { name: '次へ' }).click();
  await page.getByRole('button', { name: '取り込む', exact: true }).click();
  await page.getByRole('heading', { name: '取込の結果: 完了' }).waitFor({ timeout: 60_000 });
  const { rows } = await served.world.database.pool.query(
    "select revenue_yen, capital_yen, trade_account_opened_on as opened from account where name = '単位商事株式会社'",
  );
  assert.deepEqual(
    rows.map(({ revenue_yen, capital_yen, opened }) => [Number(revenue_yen), Number(capital_yen), opened]),
    [[1_234_000_000, 50_000_000, '2026-03-04']],
  );
});

test('a cell merged over several people is their company once somebody says so', async () => {
  const book = await bookOf(
    sheetOf(
      textRow(1, ['会社名', '担当者', '', '業種']),
      textRow(2, ['', '氏名', 'メールアドレス', '']),
      textRow(3, ['結合商事株式会社', '結城 一', 'yuki@ketsugo.co.jp', '機械']),
      textRow(4, ['', '合田 二', 'goda@ketsugo.co.jp', '']),
    ).replace('</sheetData>', '</sheetData><mergeCells><mergeCell ref="A3:A4"/></mergeCells>'),
  );
  for (const [language, width] of [
    ['en', 390],
    ['ja', 1440],
  ] as const) {
    const page = await signedIn(browser, served, 'marketing_manager', { width, language });
    await page.goto(`${served.url}/imports`);
    await page.locator('input[type=file]').setInputFiles({ name: '結合.xlsx', mimeType: '', buffer: book });
    await page.waitForURL('**/imports/*');
    await page.getByText(language === 'en' ? 'The two rows of the header' : '2行の見出しをまとめて').waitFor();
    await page.getByRole('switch', { name: language === 'en' ? /^Repeat what a cell/ : /^縦に結合したセル/ }).click();
    await page.getByRole('cell', { name: '結合商事株式会社' }).nth(1).waitFor();
    await page.screenshot({ path: join(shots, `mapping-merged-${language}-${width}.png`), fullPage: true });
    if (language === 'ja') {
      for (let step = 0; step < 3; step++) await page.getByRole('button', { name: '次へ' }).click();
      await page.getByRole('button', { name: '取り込む', exact: true }).click();
      await page.getByRole('heading', { name: '取込の結果: 完了' }).waitFor({ timeout: 60_000 });
    }
    await page.context().close();
  }
  const { rows } = await served.world.database.pool.query(
    "select p.name, a.name as company from person p join account a using (account_id) where p.email like '%@ketsugo.co.jp' order by p.name",
  );
  assert.deepEqual(rows, [
    { name: '合田 二', company: '結合商事株式会社' },
    { name: '結城 一', company: '結合商事株式会社' },
  ]);
});

test('a file of fixed columns says that nothing has to be mapped', async () => {
  const phone = await signedIn(browser, served, 'admin', { width: 390 });
  const cells = [
    1,
    '8700110005901',
    '01',
    1,
    '2021-10-04',
    '2015-10-05',
    '株式会社青空商事',
    '',
    301,
    '東京都',
    '千代田区',
    '麹町',
    '',
    13,
    101,
  ];
  await phone.goto(`${served.url}/imports`);
  await phone.locator('input[type=file]').setInputFiles({
    name: 'diff.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${[...cells, ...Array.from({ length: 15 }, () => '')].join(',')}\r\n`),
  });
  await phone.getByRole('button', { name: '次へ' }).click();
  await phone.getByText('この種類のファイルは列の並びが決まっている').waitFor();
  assert.equal(await phone.getByRole('button', { name: 'この対応付けを保存' }).count(), 0);
  await phone.context().close();
});

test('a draft that nobody wants is discarded with its file, and leaves the history', async () => {
  const page = await signedIn(browser, served, 'marketing_manager');
  await page.goto(`${served.url}/imports`);
  await page.locator('input[type=file]').setInputFiles({
    name: '間違い.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('会社名,業種\r\n白樺精機,機械\r\n'),
  });
  await page.waitForURL('**/imports/*');
  await page.getByRole('button', { name: '下書きを捨てる' }).click();
  await page.getByText('下書きを捨てました').waitFor();
  await page.waitForURL('**/imports');
  await page.getByRole('row', { name: /商談.csv 商談/ }).waitFor();
  assert.equal(await page.getByText('間違い.csv').count(), 0);
  const started = await page.request.delete(`${served.url}/api/imports/1`, { headers: { origin: served.url } });
  assert.equal(started.status(), 409);
});

test('no screen logged an error', () => assert.deepEqual(troubles, []));
