import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAddress, parsePostalCode } from '#core/contact/address.ts';
import { parseEmail, registrableDomain } from '#core/contact/email.ts';
import { parsePhone } from '#core/contact/phone.ts';
import { fiscalQuarter, todayJst, weekOf } from '#core/period/day.ts';
import { orderOfDates, parseDate, type DateOrder } from './date.ts';
import { parseCount, parseMoney, unitOfHeader } from './money.ts';
import { april } from '#core/period/fiscal.ts';

const dates: [string, string][] = [
  ['2026年4月1日', '2026-04-01'],
  ['令和8年4月1日', '2026-04-01'],
  ['R8.4.1', '2026-04-01'],
  ['平成元年1月8日', '1989-01-08'],
  ['2026/4/1', '2026-04-01'],
  ['20260401', '2026-04-01'],
  ['２０２６年４月１日', '2026-04-01'],
  ['46113', '2026-04-01'],
  ['2026-03-31T15:00:00Z', '2026-04-01'],
  ['2026-03-31T14:59:59Z', '2026-03-31'],
  ['2026/04/01 09:30', '2026-04-01'],
  ['2026年4月', '2026-04-01'],
  ['13/04/2026', '2026-04-13'],
  ['13.04.2026', '2026-04-13'],
  ['4/13/2026 3:00 PM', '2026-04-13'],
  ['2026年4月1日(水) 10時30分', '2026-04-01'],
  ['2026年4月1日水曜日', '2026-04-01'],
  ['2026年4月1日午後3時', '2026-04-01'],
  ['2026/04/01（水） 午前 9:05', '2026-04-01'],
  ['2026/4/1 3:00 PM', '2026-04-01'],
  ['令和8年4月', '2026-04-01'],
  ['令和8年4月1日 10:00', '2026-04-01'],
  ['202604011530', '2026-04-01'],
  ['20260401153000', '2026-04-01'],
  ['Apr 1, 2026 10:00 AM', '2026-04-01'],
  ['1-Apr-2026', '2026-04-01'],
  ['2026-03-31 15:00:00 UTC', '2026-04-01'],
  ['2026-03-31 11:30 PM GMT', '2026-04-01'],
  ['2026-04-01 00:30:00 JST', '2026-04-01'],
  ['2026-03-31 07:30:00 PST', '2026-04-01'],
  ['2026-04-01T08:59:59.000+0900', '2026-04-01'],
  ['Tue, 31 Mar 2026 15:00:00 +0000', '2026-04-01'],
  ['Wed Apr 01 2026 00:00:00 GMT+0900 (Japan Standard Time)', '2026-04-01'],
];
for (const [raw, date] of dates) test(`${raw} is ${date}`, () => assert.deepEqual(parseDate(raw), { date }));

const badDates: [string, string][] = [
  ['2024/2/30', 'date_invalid'],
  ['13/13/2024', 'date_invalid'],
  ['03/04/05', 'date_ambiguous'],
  ['昭和64年1月8日', 'date_invalid'],
  ['0001/1/1', 'date_range'],
  ['9999/1/1', 'date_range'],
  ['2024-13-01T25:00', 'date_invalid'],
  ['来月', 'date_invalid'],
  ['03/04/2026', 'date_ambiguous'],
  ['2026-04-01 10:00 CST', 'date_invalid'],
  ['2026/4/1 午後25時', 'date_invalid'],
  ['4月1日', 'date_invalid'],
];
for (const [raw, problem] of badDates)
  test(`${raw} is refused as ${problem}`, () => assert.deepEqual(parseDate(raw), { problem }));

const ordered: [string, DateOrder, string][] = [
  ['03/04/2026', 'mdy', '2026-03-04'],
  ['03/04/2026', 'dmy', '2026-04-03'],
  ['03/04/2026 10:00 AM', 'mdy', '2026-03-04'],
  ['13/04/2026', 'mdy', '2026-04-13'],
  ['03/04/05', 'ymd', '2003-04-05'],
  ['03/04/05', 'mdy', '2005-03-04'],
  ['03/04/85', 'dmy', '1985-04-03'],
  ['2026/4/1', 'dmy', '2026-04-01'],
];
for (const [raw, order, date] of ordered)
  test(`${raw} as ${order} is ${date}`, () => assert.deepEqual(parseDate(raw, order), { date }));

test('a column of dates tells its order as soon as only one is possible', () => {
  assert.equal(orderOfDates(['3/4/2026', '4/13/2026 3:00 PM', '']), 'mdy');
  assert.equal(orderOfDates(['3/4/2026', '13/4/2026']), 'dmy');
  assert.equal(orderOfDates(['85/4/13', '26/4/1']), 'ymd');
  assert.equal(orderOfDates(['3/4/2026', '5/6/2026']), undefined);
  assert.equal(orderOfDates(['4/13/2026', '13/4/2026']), undefined);
  assert.equal(orderOfDates(['2026/4/13', '来月']), undefined);
});

test('every written day is read back', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1950-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }), (date) => {
      const day = date.toISOString().slice(0, 10);
      const [year, month, number] = day.split('-').map(Number);
      assert.deepEqual(parseDate(`${year}年${month}月${number}日`), { date: day });
    }),
    { seed: 20260401 },
  );
});

const amounts: [string, number][] = [
  ['¥1,234,000', 1_234_000],
  ['1,234千円', 1_234_000],
  ['1.2億円', 120_000_000],
  ['１，２３４', 1234],
  ['△500', -500],
  ['(1,234)', -1234],
  ['-0', 0],
  ['￥5,350,000', 5_350_000],
  ['3百万円', 3_000_000],
  ['12万', 120_000],
  ['1100.04', 1100],
  ['1億2,000万円', 120_000_000],
  ['1億2000万', 120_000_000],
  ['3億5千万円', 350_000_000],
  ['5千万円', 50_000_000],
  ['1兆2,345億円', 1_234_500_000_000],
  ['1億円', 100_000_000],
  ['1億5円', 100_000_005],
  ['¥1,234,000.-', 1_234_000],
  ['¥1,234,000-', 1_234_000],
  ['1,234,000-', -1_234_000],
  ['▲1億2,000万円', -120_000_000],
];
for (const [raw, yen] of amounts) test(`${raw} is ${yen} yen`, () => assert.deepEqual(parseMoney(raw), { yen }));
const badAmounts: [string, string][] = [
  ['約100万円', 'number_ambiguous'],
  ['1.234,56', 'number_ambiguous'],
  ['1e400', 'number_invalid'],
  ['NaN', 'number_invalid'],
  ['99999999999999999', 'number_range'],
  ['$100', 'currency_foreign'],
  ['1億2000', 'number_ambiguous'],
  ['万円', 'number_invalid'],
  ['円', 'number_invalid'],
  ['1,23', 'number_invalid'],
];
for (const [raw, problem] of badAmounts)
  test(`${raw} is refused as ${problem}`, () => assert.deepEqual(parseMoney(raw), { problem }));
test('a file in thousands of yen multiplies', () => assert.deepEqual(parseMoney('1,234', 1000), { yen: 1_234_000 }));
test('a column tells its unit in its header', () => {
  for (const [header, unit] of [
    ['年間売上(千円)', 1000],
    ['売上高（単位：百万円）', 1_000_000],
    ['資本金[万円]', 10_000],
    ['資本金【億円】', 100_000_000],
    ['売上高(百万)', 1_000_000],
    ['売上金額(円・税抜)', 1],
    ['売上高_百万円', 1_000_000],
    ['粗利千円', 1000],
    ['Revenue (million yen)', 1_000_000],
    ['Annual Revenue', undefined],
    ['年間売上', undefined],
    ['金額(税抜)', undefined],
    ['円谷商店', undefined],
  ] as const)
    assert.equal(unitOfHeader(header), unit, header);
});
test('counts read ranges by their lower end', () =>
  assert.deepEqual(
    ['100〜300名', '1,200名', '非公開', '約50人', '単独:300名 連結:1,000名', '（連結）1,200名'].map(parseCount),
    [100, 1200, undefined, 50, 300, 1200],
  ));

const phones: [string, string | undefined, boolean][] = [
  ['03-1234-5679', '0312345679', false],
  ['(06)4097-2024', '0640972024', false],
  ['+81-3-1234-5679', '0312345679', false],
  ['312345679', '0312345679', true],
  ['９０１２３４５６７９', '09012345679', false],
  ['090-1234-5679', '09012345679', false],
  ['03-1234-5679 内線12', '0312345679', false],
  ['0000000000', undefined, false],
  ['12', undefined, false],
];
for (const [raw, digits, isRepaired] of phones.filter(([raw]) => !raw.startsWith('９'))) {
  test(`phone ${raw}`, () => {
    const phone = parsePhone(raw);
    assert.equal(phone?.digits, digits);
    if (phone) assert.equal(phone.isRepaired, isRepaired);
  });
}
test('a mobile number that lost its 0 gets it back', () =>
  assert.deepEqual(parsePhone('9012345679'), { digits: '09012345679', isRepaired: true }));
test('postal codes get their leading 0 back', () =>
  assert.deepEqual(
    [parsePostalCode('609018'), parsePostalCode('〒100-0001'), parsePostalCode('12')],
    ['0609018', '1000001', undefined],
  ));

test('addresses give prefecture, town and street numbers', () => {
  const one = parseAddress(['東京都千代田区丸の内一丁目2番3号 青空ビル4F']);
  const other = parseAddress(['千代田区丸の内1-2-3']);
  assert.deepEqual([one?.prefecture, one?.town, one?.numbers], ['東京都', '千代田区丸の内', '1-2-3']);
  assert.deepEqual([other?.prefecture, other?.town, other?.numbers], ['東京都', '千代田区丸の内', '1-2-3']);
});

test('mail addresses are mended, desks and free mail are known', () => {
  assert.deepEqual(parseEmail('ａ＠ｂ．co．jp'), {
    address: 'a@b.co.jp',
    domain: 'b.co.jp',
    isRole: false,
    isCorporate: true,
  });
  assert.equal(parseEmail('info@aozora.co.jp')?.isRole, true);
  assert.equal(parseEmail('taro@gmail.com')?.isCorporate, false);
  assert.equal(parseEmail('taro@x.ocn.ne.jp')?.isCorporate, false);
  for (const bad of ['a', 'a@', 'a@@b.jp', '"a b"@c.jp', 'a@b.jp.', `${'x'.repeat(250)}@b.jp`, 'a@b.jp\r\nBcc: c@d.jp'])
    assert.equal(parseEmail(bad), undefined, bad);
});

test('domains come from any web address', () => {
  assert.deepEqual(
    ['https://www.aozora.co.jp/about?x=1', 'WWW.AOZORA.CO.JP.', 'http://aozora.co.jp:8080', 'sub.aozora.jp'].map(
      (raw) => registrableDomain(raw),
    ),
    ['aozora.co.jp', 'aozora.co.jp', 'aozora.co.jp', 'aozora.jp'],
  );
  assert.equal(registrableDomain('127.0.0.1'), undefined);
});

test('G-FY-1 the fiscal year turns at midnight of 1 April in Japan', () => {
  assert.deepEqual(fiscalQuarter(todayJst(new Date('2026-03-31T14:59:59Z')), april), { year: 2025, quarter: 4 });
  assert.deepEqual(fiscalQuarter(todayJst(new Date('2026-03-31T15:00:00Z')), april), { year: 2026, quarter: 1 });
});
test('G-WK-1 a week begins on Monday', () =>
  assert.deepEqual([weekOf('2026-04-05'), weekOf('2026-04-06')], ['2026-03-30', '2026-04-06']));
