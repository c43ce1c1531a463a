import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameForms } from '#core/match/name-forms.ts';
import { parseCompanyName } from './name.ts';
import { fitReading } from './reading.ts';

const forms = (raw: string) => nameForms(parseCompanyName(raw));
const fit = (kanji: string, reading: string) => fitReading(forms(kanji).skeleton, forms(reading).letters);

test('bank kana and romaji fit the reading of usual company words', () => {
  for (const [kanji, reading, expected] of [
    ['株式会社菊森倉庫', 'ｶ)ｷｸﾓﾘｿｳｺ', 'partly'],
    ['株式会社青空商事', 'ｱｵｿﾞﾗｼﾖｳｼﾞ(ｶ', 'partly'],
    ['広原工業', 'Hirohara Kogyo K.K.', 'partly'],
    ['みずあい重機', 'Mizuai Juki', 'whole'],
    ['日本電子工業', 'ﾆﾎﾝﾃﾞﾝｼｺｳｷﾞﾖｳ', 'whole'],
    ['亀崎物産', 'ｶ)ｶﾒｻｷﾌﾞﾂｻﾝ', 'partly'],
    ['桜川メディカル', 'ｶ)ｻｸﾗｶﾜﾒﾃﾞｲｶﾙ', 'partly'],
    ['加藤建設', 'ｶ)ｶﾄｳｹﾝｾﾂ ｴｲｷﾞﾖｳｼﾖ', 'partly'],
  ] as const)
    assert.equal(fit(kanji, reading), expected, `${kanji} ${reading}`);
});

test('another usual word is no reading; without a usual word nobody can tell', () => {
  assert.equal(fit('株式会社菊森倉庫', 'ｷｸﾓﾘﾌﾞﾂﾘﾕｳ'), 'none');
  assert.equal(fit('青空商事', 'ｱｵｿﾞﾗｼﾖｳｼﾞﾎｰﾙﾃﾞｨﾝｸﾞｽ'), 'none');
  assert.equal(fit('株式会社菊森', 'ｷｸﾓﾘ'), undefined);
});
