import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseCorporateNumber } from './corporate-number.ts';
import { parseCompanyName } from './name.ts';
import { hasProtectedConflict } from './protected.ts';

test('G-NAME-1 a branch, width and legal form do not change the key', () => {
  const one = parseCompanyName('㈱ＡＢＣ商事　東京支店');
  const other = parseCompanyName('ABC商事株式会社');
  assert.equal(one.safe, 'abc商事');
  assert.equal(other.safe, one.safe);
  assert.equal(one.site, '東京支店');
  assert.deepEqual([one.form?.code, one.form?.position, other.form?.position], ['KK', 'pre', 'post']);
});

const sameKey: [string, string][] = [
  ['㈱青空商事', '株式会社青空商事'],
  ['(株) 青空商事', '株式会社　青空商事'],
  ['青空商事㈱', '青空商事株式会社'],
  ['株式會社青空', '株式会社青空'],
  ['株式会杜青空', '株式会社青空'],
  ['㍿青空', '株式会社青空'],
  ['㊑青空', '株式会社青空'],
  ['【株】青空', '(株)青空'],
  ['(医)青葉会', '医療法人社団青葉会'],
  ['NPO法人あおぞら', '特定非営利活動法人あおぞら'],
  ['Aozora Trading Co., Ltd.', 'AOZORA TRADING CO.,LTD'],
  ['Aozora Inc.', 'AOZORA, INC'],
  ['The Aozora Company', 'Aozora Co.'],
  ['ABC 商事 株式会社', 'ABC商事株式会社'],
  ['A.B.C.商事', 'ABC商事'],
  ['エー・ビー・シー', 'ｴｰ･ﾋﾞｰ･ｼｰ'],
  ['髙島屋', '高島屋'],
  ['カ）ミドリ', '株式会社ミドリ'],
  ['株式会社青空計器本社', '株式会社青空計器'],
  ['山 田工務店株式会社', '山田工務店株式会社'],
];
for (const [one, other] of sameKey) {
  test(`${one} and ${other} have one key`, () =>
    assert.equal(parseCompanyName(one).safe, parseCompanyName(other).safe));
}

const differentKey: [string, string][] = [
  ['太田工業', '大田工業'],
  ['青空電機', '青空電気'],
  ['青空工業', '青空興業'],
  ['青空', '青空ホールディングス'],
];
for (const [one, other] of differentKey) {
  test(`${one} and ${other} stay apart`, () =>
    assert.notEqual(parseCompanyName(one).safe, parseCompanyName(other).safe));
}

test('青空研究所 keeps its name, because nothing separates the site word', () =>
  assert.equal(parseCompanyName('青空研究所').core, '青空研究所'));

test('words that make another company of a name are a conflict', () => {
  assert.equal(hasProtectedConflict(parseCompanyName('青空'), parseCompanyName('青空ホールディングス')), true);
  assert.equal(hasProtectedConflict(parseCompanyName('東日本青空'), parseCompanyName('西日本青空')), true);
  assert.equal(hasProtectedConflict(parseCompanyName('青空商事'), parseCompanyName('あおぞら商事')), false);
});

test('parsing any text gives a key and parsing the key gives it again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (raw) => {
      const { safe } = parseCompanyName(raw);
      assert.equal(typeof safe, 'string');
    }),
    { seed: 20260401 },
  );
});

test('G-NUM-1 a corporate number stands or falls with its check digit', () => {
  assert.equal(parseCorporateNumber('4011001098993'), '4011001098993');
  assert.equal(parseCorporateNumber('T1180301018771'), '1180301018771');
  assert.equal(parseCorporateNumber('5011001098993'), undefined);
  assert.equal(parseCorporateNumber('４０１１００１０９８９９３'), '4011001098993');
  assert.equal(parseCorporateNumber('011001098993'), '4011001098993');
});

test('a bank’s 支店 behind a payer in kana is a site', () => {
  for (const [raw, loose, site] of [
    ['ｶ)ｶﾄｳｹﾝｾﾂ ｴｲｷﾞﾖｳｼﾖ', 'カトウケンセツ', 'エイギヨウシヨ'],
    ['ﾂﾙｳﾗｾｲｷ(ｶ ｼﾃﾝ', 'ツルウラセイキ', 'シテン'],
  ] as const) {
    const name = parseCompanyName(raw);
    assert.equal(name.core, loose, raw);
    assert.equal(name.site, site, raw);
  }
  assert.equal(parseCompanyName('シテン').core, 'シテン');
});

test('site, legal form and former name stand side by side', () => {
  for (const raw of [
    '㈱青空商事(旧：緑商事㈱)東京支店',
    '青空商事株式会社（旧社名：緑商事(株)） 東京支店',
    '青空商事㈱ 東京支店【旧 緑商事株式会社】',
  ]) {
    const name = parseCompanyName(raw);
    assert.deepEqual([name.safe, name.form?.code, name.site], ['青空商事', 'KK', '東京支店'], raw);
    assert.deepEqual(
      name.formerNames.map((former) => parseCompanyName(former).safe),
      ['緑商事'],
      raw,
    );
  }
});

test('a site in brackets or behind a slash is a site, no other name of the company', () => {
  for (const [raw, site] of [
    ['株式会社青空（本社）', '本社'],
    ['青空㈱[東京支店]', '東京支店'],
    ['株式会社青空/東京営業所', '東京営業所'],
  ] as const) {
    const name = parseCompanyName(raw);
    assert.deepEqual([name.safe, name.site, name.aliases], ['青空', site, []], raw);
  }
  assert.deepEqual(parseCompanyName('株式会社青空（AOZORA）').aliases, ['aozora']);
});
