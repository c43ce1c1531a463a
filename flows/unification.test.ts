import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { peopleOfPage, timelineOf } from '#db/account-page.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { decideMatch } from './decide-match.ts';
import { rebuild } from './rebuild.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('unification');
});
after(() => database.close());

const read = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await database.pool.query(text, values)).rows as T[];
const take = (source: string, preset: string, header: string, ...rows: string[]) =>
  takeIn(database, { text: `${header}\r\n${rows.join('\r\n')}\r\n` }, preset, { source });
const isRebuiltAlike = async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
};
const companyHeader = '会社名,URL,住所,電話,法人番号,業種';

test('S1-40 one account written three ways in three files is one, with the same values, whatever order they come in', async () => {
  const files = [
    ['crm', '株式会社青空商事,https://aozora.co.jp,東京都千代田区丸の内1-2-3,03-1234-5678,,卸売業'],
    ['cards', '㈱ 青空商事,,東京都千代田区丸の内一丁目2番3号,03-1234-5678,,'],
    ['seminar', '青空商事　東京支店,www.aozora.co.jp,,0312345678,,'],
  ] as const;
  const orders = [
    [0, 1, 2],
    [1, 2, 0],
    [2, 1, 0],
  ];
  const found: unknown[] = [];
  for (const [place, order] of orders.entries()) {
    const world = await openTestDatabase(`unification_${place}`);
    try {
      for (const index of order) {
        const [source, row] = files[index]!;
        await takeIn(world, { text: `${companyHeader}\r\n${row}\r\n` }, 'companies', { source });
      }
      const { rows } = await world.pool.query(
        'select name_safe, prefecture, phone, domain, industry, (select count(distinct source)::int from raw_row) as sources from account',
      );
      found.push(rows);
    } finally {
      await world.close();
    }
  }
  assert.deepEqual(found[0], [
    {
      name_safe: '青空商事',
      prefecture: '東京都',
      phone: '0312345678',
      domain: 'aozora.co.jp',
      industry: '卸売業',
      sources: 3,
    },
  ]);
  for (const other of found) assert.deepEqual(other, found[0]);
});

test('G-NAME-1 two writings of one name are one account; the branch becomes its site and no other company', async () => {
  await take('crm', 'companies', companyHeader, '㈱ＡＢＣ商事　東京支店,https://abc-shoji.co.jp,東京都港区芝1-1-1,,,');
  await take('list', 'companies', companyHeader, 'ABC商事株式会社,https://abc-shoji.co.jp,,,,');
  const accounts = await read<{ account_id: number; name: string; name_safe: string }>(
    "select account_id, name, name_safe from account where name_safe = 'abc商事'",
  );
  assert.equal(accounts.length, 1);
  assert.doesNotMatch(accounts[0]!.name, /支店/);
  assert.deepEqual(await read('select name from site where account_id = $1', [accounts[0]!.account_id]), [
    { name: '東京支店' },
  ]);
  await isRebuiltAlike();
});

test('G-NUM-1 of three corporate numbers the two valid ones are kept; the row of the third stays, with a flag', async () => {
  await take(
    'numbers',
    'companies',
    companyHeader,
    '株式会社雲井物産,,,,4011001098993,',
    '株式会社星川電機,,,,1180301018771,',
    '株式会社峰岸化学,,,,5011001098993,',
  );
  assert.deepEqual(
    await read<{ corporate_number: string | null }>(
      "select corporate_number from account where name_safe in ('雲井物産', '星川電機', '峰岸化学') order by account_id",
    ),
    [{ corporate_number: '4011001098993' }, { corporate_number: '1180301018771' }, { corporate_number: null }],
  );
  const flags = await read<{ flags: { code: string; given: string }[] | null }>(
    "select flags from raw_row where source = 'numbers' order by row_number",
  );
  assert.deepEqual(
    flags.map(({ flags: own }) => (own ?? []).map(({ given }) => given)),
    [[], [], ['5011001098993']],
  );
});

test('S2-02 everything that several systems know of one customer stands under one account', async () => {
  const { rows } = await database.pool.query("select account_id as id from account where name_safe = 'abc商事'");
  const id: number = rows[0].id;
  await take(
    'cards2',
    'people',
    '氏名,会社名,部署,役職,メールアドレス',
    '佐藤 誠,ABC商事,情報システム部,部長,sato@abc-shoji.co.jp',
  );
  await take(
    'seminar2',
    'people',
    '氏名,会社名,部署,役職,メールアドレス',
    '鈴木 花子,株式会社ABC商事 東京支店,購買部,課長,suzuki@abc-shoji.co.jp',
  );
  await takeIn(
    database,
    {
      text: '商談ID,商談名,取引先名,フェーズ,金額,完了予定日,作成日\r\nD1,画像検査,ABC商事株式会社,提案,5000000,2026-06-30,2026-04-01\r\n',
    },
    'deals',
    { source: 'crm' },
  );
  await takeIn(
    database,
    {
      text: '受注番号,受注日,得意先名,品名,売上金額\r\nO1,2026-03-01,(株)ABC商事,検査装置,3000000\r\n',
    },
    'orders',
    { source: 'crm' },
  );
  const people = await peopleOfPage(database.db, id);
  assert.deepEqual(people.map(({ name }) => name).sort(), ['佐藤 誠', '鈴木 花子']);
  const told = await timelineOf(database.db, 'account_id', id, '9999-12-31', 50);
  assert.deepEqual([...new Set(told.map(({ kind }) => kind))].sort(), ['deal', 'order']);
  const [rollup] = await read<Record<string, number>>('select * from account_rollup where account_id = $1', [id]);
  assert.deepEqual([rollup!.person_count, rollup!.open_deal_count, rollup!.source_count], [2, 1, 4]);
});

test('G-CON-1 who opted out stays so: after a list with a new consent, a merge with somebody who consents, and a rebuild', async () => {
  const header = '氏名,会社名,メールアドレス,配信停止,メール配信の同意,同意日';
  const mayMail = async (email: string) =>
    (await read<{ may_mail: boolean | null }>('select may_mail from person where $1 = any(emails)', [email])).map(
      (row) => row.may_mail,
    );
  await take('crm', 'people', header, '高橋 健,株式会社雲井物産,takahashi@kumoi.co.jp,はい,,');
  await take('fair', 'people', header, '高橋 健,株式会社雲井物産,takahashi@kumoi.co.jp,いいえ,はい,2026-04-01');
  assert.deepEqual(await mayMail('takahashi@kumoi.co.jp'), [false]);
  await take('fair', 'people', header, '高橋 健吾,株式会社雲井物産,kengo@kumoi.co.jp,いいえ,はい,2026-04-02');
  const ids = await read<{ id: number }>(
    "select person_id as id from person where emails && array['takahashi@kumoi.co.jp', 'kengo@kumoi.co.jp'] order by 1",
  );
  assert.equal(ids.length, 2);
  await inTransaction(database, (transaction) =>
    decideMatch(transaction, { kind: 'person', verdict: 'same', leftId: ids[0]!.id, rightId: ids[1]!.id }, null),
  );
  assert.deepEqual(await mayMail('kengo@kumoi.co.jp'), [false], 'the most restrictive wins');
  await isRebuiltAlike();
  assert.deepEqual(await mayMail('kengo@kumoi.co.jp'), [false]);
});
