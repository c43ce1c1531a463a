import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import { readXlsx } from 'hucre';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import type { Database } from '#db/pool.ts';
import { compareSheet } from './compare-sheet.ts';
import { exportPeople, exportTargets } from './export.ts';
import { peopleSheet } from './list-sheets.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('export-leavings');
  const header = '会社名,氏名,部署名,役職,e-mail,携帯電話,名刺交換日\r\n';
  for (const line of [
    '青空商事株式会社,榎本 真(退職),購買部,部長,enomoto@aozora.co.jp,,2023/02/01',
    '青空商事株式会社,岸本 健太,営業部,課長,kishimoto@aozora.co.jp,090-1111-2222,2021/04/01',
    '青空商事株式会社,水沢 直子,総務部,主任,mizusawa@aozora.co.jp,,2024/04/01',
    '汐見精機株式会社,岸本 健太,営業部,部長,k.kishimoto@shiomi-seiki.co.jp,090-1111-2222,2024/06/01',
  ])
    await takeIn(database, { text: `${header}${line}\r\n` }, 'sansan-cards');
  await database.pool.query(`with line as (
      insert into target_line (account_id, status, origin, reason) select account_id, 'active', 'sales_nominated', 'x' from account where name = '青空商事株式会社' returning target_line_id)
    insert into target_aim (target_line_id, department, person_id) select target_line_id, '全社', person_id from line, person`);
});
after(() => database.close());

const admin = { memberId: 1, role: 'admin' as const, agencyAccountId: null };
const textOf = async (pieces: AsyncIterable<string>) => (await Array.fromAsync(pieces)).join('');
const cellsOf = (csv: string) =>
  csv
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));

test('people go out with a mark of who left, in the language of whoever asks', async () => {
  for (const [language, title, word] of [
    ['ja', '退職・転職の可能性', '退職'],
    ['en', 'May have left', 'Left'],
  ] as const) {
    const [header, ...lines] = cellsOf(await textOf(await exportPeople(database, {}, admin, language)));
    const place = header!.indexOf(title);
    assert.deepEqual(
      lines.map((cells) => [cells[1], cells[place]]).filter(([, mark]) => mark !== ''),
      [['榎本 真', word]],
    );
  }
});

test('targets go out with those of their people who seem to have left the company', async () => {
  const [header, line] = cellsOf(await textOf(exportTargets(database, 'ja')));
  const told = line![header!.indexOf('退職・転職の可能性')]!;
  assert.deepEqual(told.split('、').toSorted(), ['岸本 健太', '榎本 真'].toSorted());
});

test('the sheet of people bears the mark, and comes back without a change', async () => {
  for (const language of ['ja', 'en'] as const) {
    const bytes = await peopleSheet(database.db, {}, admin, language);
    const [header, ...rows] = (await readXlsx(bytes)).sheets[0]!.rows as string[][];
    const place = header!.indexOf(language === 'ja' ? '退職・転職の可能性' : 'May have left');
    assert.deepEqual(rows.map((cells) => cells[place]).filter(Boolean), [language === 'ja' ? '退職' : 'Left']);
    const back = await compareSheet(database.db, 'people', Buffer.from(bytes), tmpdir(), language);
    assert.deepEqual([back.changes, back.problems, back.rows], [[], [], rows.length]);
  }
});
