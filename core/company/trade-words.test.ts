import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { looseKana } from '#core/text/kana.ts';
import { parseCompanyName } from './name.ts';
import { translates, translationKeys } from './trade-words.ts';

const name = (raw: string, kana?: string) => ({
  safe: parseCompanyName(raw).safe,
  readings: kana ? [looseKana(kana)] : [],
});

test('a name meets its translation when the first word reads alike', () => {
  for (const [japanese, kana, english] of [
    ['青空工業株式会社', 'アオゾラコウギョウ', 'Aozora Industries, Ltd.'],
    ['㈱青空商事', 'アオゾラショウジ', 'Aozora Trading Co., Ltd.'],
    ['株式会社中条建設', 'チュウジョウケンセツ', 'Chujo Construction K.K.'],
    ['田中電機株式会社', undefined, 'Tanaka Electric Co., Ltd.'],
    ['アオゾラ不動産', undefined, 'Aozora Real Estate'],
    ['あおぞら銀行', undefined, 'Aozora Bank, Ltd.'],
    ['日本化学工業', undefined, 'Nippon Chemical Industries'],
    ['日本製薬', undefined, 'Japan Pharmaceutical'],
    ['大阪自動車', undefined, 'Osaka Motor Corporation'],
    ['東京食品', undefined, 'Tokyo Foods Inc.'],
    ['中村印刷', undefined, 'Nakamura Printing'],
    ['河野製作所', undefined, 'Kono Works'],
    ['青空研究所', 'アオゾラケンキュウジョ', 'Aozora Laboratory'],
    ['九州システム開発', undefined, 'Kyushu System Development'],
  ] as const) {
    const [one, other] = [name(japanese, kana), name(english)];
    assert.equal(translates(one, other), true, japanese);
    assert.equal(translates(other, one), true, english);
    const keys = translationKeys(one.safe, one.readings);
    assert.ok(
      translationKeys(other.safe, other.readings).some((key) => keys.includes(key)),
      `${japanese} finds ${english}`,
    );
  }
});

test('another industry, another first word, or one that nobody can read is no translation', () => {
  for (const [one, other] of [
    [name('青空工業', 'アオゾラコウギョウ'), name('Aozora Trading')],
    [name('青空工業', 'アオゾラコウギョウ'), name('Midori Industries')],
    [name('青空工業', 'アオゾラコウギョウ'), name('Aozora Chemical Industries')],
    [name('青空工業'), name('Aozora Industries')],
    [name('佐藤建設'), name('Saito Construction')],
    [name('アオゾラ'), name('Aozora Trading')],
    [name('青空商事', 'アオゾラショウジ'), name('青空貿易', 'アオゾラボウエキ')],
    [name('工業', 'コウギョウ'), name('Industries')],
  ] as const)
    assert.equal(translates(one, other), false, `${one.safe} ${other.safe}`);
});

test('translating goes both ways, whatever the texts', () => {
  const text = fc
    .array(
      fc.constantFrom(
        '青空',
        '日本',
        '田中',
        '工業',
        '商事',
        'アオゾラ',
        'aozora',
        'tanaka',
        'trading',
        'industries',
        'ー',
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (left, right) => {
      const [one, other] = [
        { safe: left, readings: [] },
        { safe: right, readings: [] },
      ];
      assert.equal(translates(one, other), translates(other, one));
    }),
    { seed: 20260403 },
  );
});
