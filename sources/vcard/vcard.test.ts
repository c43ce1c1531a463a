import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { shiftJis } from '#fixtures/exports.ts';
import { prepareFile } from '../file/prepare.ts';
import { recogniseHeader } from '../recognise.ts';
import { rowReader } from '../to-observation.ts';

/** The rows that a file of cards becomes, by column and without what is empty. */
async function rowsOf(bytes: string | Buffer): Promise<Record<string, string>[]> {
  const { header, sample } = await prepared(bytes);
  return sample.map((cells) =>
    Object.fromEntries(
      header.map((name, index) => [name.replace('vcard.', ''), cells[index] ?? '']).filter(([, value]) => value !== ''),
    ),
  );
}
function prepared(bytes: string | Buffer) {
  const path = join(tmpdir(), `vcard-${randomUUID()}`);
  writeFileSync(path, bytes);
  return prepareFile(path);
}
const cardOf = (...lines: string[]) => `BEGIN:VCARD\r\n${lines.join('\r\n')}\r\nEND:VCARD\r\n`;
const quoted = (bytes: Buffer) =>
  [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

test('a card of version 3 becomes a row of a person', async () => {
  const { header, sample } = await prepared(
    cardOf(
      'VERSION:3.0',
      'N:山田;太郎;;;',
      'FN:山田 太郎',
      'ORG:株式会社青空商事;情報システム部;開発課',
      'TITLE:部長',
      'EMAIL;TYPE=WORK:yamada@aozora.',
      ' co.jp',
      'TEL;TYPE=CELL:090-1234-5679',
      'ADR;TYPE=WORK:;青空ビル5F;丸の内1-2-3;千代田区;東京都;100-0005;',
      'CATEGORIES:展示会,重点',
      'NOTE:名刺は春に\\n頂いた',
    ),
  );
  const { preset, mapping } = recogniseHeader(header)!;
  assert.equal(preset.name, 'vcard');
  const read = rowReader(preset, mapping, header).read(sample[0]!, 1, () => 1);
  assert.ok('person' in read && read.person);
  assert.deepEqual(read.flags, []);
  assert.deepEqual(
    [read.person.name?.display, read.person.emails[0]?.address, read.person.mobile, read.person.title?.raw],
    ['山田 太郎', 'yamada@aozora.co.jp', '09012345679', '部長'],
  );
  assert.deepEqual(
    [read.company?.name?.core, read.company?.address?.prefecture, read.company?.address?.building],
    ['青空商事', '東京都', '青空ビル'],
  );
  assert.deepEqual([read.tags, read.memo], [['展示会', '重点'], '名刺は春に 頂いた']);
});

test('a picture swallows neither the line behind it nor the card', async () => {
  const picture = [
    'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAASABIAAD',
    ' 4QBARXhpZgAATU0AKgAAAAgAAYdpAAQAAAABAAAAGgAAAAAA',
    ' AQ==',
  ];
  const rows = await rowsOf(
    cardOf('VERSION:3.0', 'FN:山田 太郎', ...picture, 'EMAIL:yamada@aozora.co.jp') +
      cardOf('VERSION:3.0', 'FN:佐藤 花子', ...picture) +
      cardOf('VERSION:2.1', 'PHOTO;ENCODING=BASE64;JPEG:', ' /9j/4AAQ==', '', 'FN:鈴木 一郎'),
  );
  assert.deepEqual(rows, [{ fn: '山田 太郎', email: 'yamada@aozora.co.jp' }, { fn: '佐藤 花子' }, { fn: '鈴木 一郎' }]);
});

test('cards of Japanese phones: quoted-printable in Shift_JIS, broken over lines, the reading as a sound', async () => {
  const company = [shiftJis('㈱青空商事'), shiftJis('営業部')].map(quoted).join(';');
  const broken = `${company.slice(0, 12)}=\r\n${company.slice(12, 24)}=\r\n ${company.slice(24)}`;
  const [row] = await rowsOf(
    cardOf(
      'VERSION:2.1',
      `N;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:${quoted(shiftJis('髙橋'))};${quoted(shiftJis('太郎'))};;;`,
      `SOUND;X-IRMC-N;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:${quoted(shiftJis('ﾀｶﾊｼ ﾀﾛｳ'))};;;;`,
      `ORG;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:${broken}`,
      'TEL;CELL:090-1234-5679',
      'TEL;WORK;FAX:03-9999-9999',
      'TEL;WORK:03-1234-5679',
    ),
  );
  assert.deepEqual(row, {
    family: '髙橋',
    given: '太郎',
    kana: 'ﾀｶﾊｼ ﾀﾛｳ',
    org: '㈱青空商事',
    unit: '営業部',
    phone: '03-1234-5679',
    mobile: '090-1234-5679',
  });
});

test('a value in a character set of its own is read in it; one that nobody knows is read like the file', async () => {
  const mixed = Buffer.concat([
    Buffer.from('BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=Windows-31J:'),
    shiftJis('表参道 能登'),
    Buffer.from('\r\nTITLE;CHARSET=X-UNHEARD-OF:'),
    shiftJis('課長'),
    Buffer.from('\r\nEND:VCARD\r\n'),
  ]);
  assert.deepEqual(await rowsOf(mixed), [{ fn: '表参道 能登', title: '課長' }]);
  const converted = cardOf('VERSION:2.1', 'FN;CHARSET=SHIFT_JIS:能登 桜');
  assert.deepEqual(await rowsOf(converted), [{ fn: '能登 桜' }]);
  assert.deepEqual(await rowsOf(`\ufeff${cardOf('VERSION:3.0', 'FN:能登 桜')}`), [{ fn: '能登 桜' }]);
});

test('a line broken in the middle of a character is whole again', async () => {
  const bytes = Buffer.from(cardOf('VERSION:3.0', 'FN:山田 太郎'));
  const inside = bytes.indexOf('太郎') + 1;
  const broken = Buffer.concat([bytes.subarray(0, inside), Buffer.from('\r\n '), bytes.subarray(inside)]);
  assert.deepEqual(await rowsOf(broken), [{ fn: '山田 太郎' }]);
});

test('at work goes before at home, the preferred one before the others, and no home address is a company’s', async () => {
  const [row] = await rowsOf(
    cardOf(
      'VERSION:3.0',
      'FN:山田 太郎',
      'X-PHONETIC-FIRST-NAME:タロウ',
      'X-PHONETIC-LAST-NAME:ヤマダ',
      'EMAIL;type=INTERNET;type=HOME:taro@gmail.com',
      'EMAIL;type=INTERNET;type=WORK:t.yamada@aozora.co.jp',
      'item1.EMAIL;type=INTERNET;type=WORK;type=pref:yamada@aozora.co.jp',
      'TEL;type=HOME;type=VOICE:03-1111-1119',
      'TEL;VALUE=uri;TYPE="work,voice":tel:+81-3-1234-5679;ext=12',
      'ADR;type=HOME:;;麻布1-1-1;港区;東京都;106-0041;日本',
    ),
  );
  assert.deepEqual(row, {
    fn: '山田 太郎',
    kana: 'ヤマダ タロウ',
    email: 'yamada@aozora.co.jp; t.yamada@aozora.co.jp; taro@gmail.com',
    phone: '+81-3-1234-5679 ext 12',
  });
});

test('a card of a company is no person, and a card that was cut off is a card', async () => {
  const rows = await rowsOf(
    cardOf(
      'VERSION:3.0',
      'N:;;;;',
      'FN:株式会社青空商事',
      'ORG:株式会社青空商事;',
      'X-ABShowAs:COMPANY',
      'EMAIL:info@aozora.co.jp',
    ) + 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:山田 太郎\r\nREV:20260331T153000Z\r\n',
  );
  assert.deepEqual(rows, [
    { org: '株式会社青空商事', email: 'info@aozora.co.jp' },
    { fn: '山田 太郎', rev: '2026-03-31T15:30:00Z' },
  ]);
});
