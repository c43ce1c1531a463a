import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameForms } from '#core/match/name-forms.ts';
import { parseCompanyName } from './name.ts';
import { soundApart } from './sound.ts';

const letters = (raw: string) => nameForms(parseCompanyName(raw)).letters;

test('one word in two scripts keeps its consonants; other words share hardly any', () => {
  for (const [kana, latin, isApart] of [
    ['スカイハーバー', 'Sky Harbor', false],
    ['マイクロソフト', 'Microsoft', false],
    ['ファイザー', 'Pfizer', false],
    ['ヒューズ', 'Hughes', false],
    ['ジョンソン', 'Johnson', false],
    ['ゼネラル', 'General', false],
    ['アップル', 'Apple', false],
    ['ヒューレット・パッカード', 'HP', false],
    ['ブルースカイソリューションズ', 'BLUE SKY SOLUTIONS', false],
    ['クラレ', 'Kuraray', false],
    ['ワイズ', 'office NATSUKI', true],
    ['スカイハーバー', 'Limuru Standard', true],
    ['プラスナイン', 'Seven Elements', true],
    ['フォーティスター', 'GrinGrant', true],
  ] as const)
    assert.equal(soundApart(letters(kana), letters(latin)), isApart, `${kana} ${latin}`);
});
