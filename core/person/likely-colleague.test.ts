import assert from 'node:assert/strict';
import { test } from 'node:test';
import { likelyColleague } from './likely-colleague.ts';

const colleagues = [
  { name: '堂島 剛', email: 'dojima@example.jp' },
  { name: '高橋 恵', email: null },
  { name: '高橋 亮', email: null },
];

for (const [word, name] of [
  ['堂島剛', '堂島 剛'],
  ['堂島 剛', undefined],
  ['堂島様', '堂島 剛'],
  ['堂島', '堂島 剛'],
  ['DOJIMA@example.jp', '堂島 剛'],
  ['dojima@another.example.jp', undefined],
  ['高橋', undefined],
  ['髙橋恵', '高橋 恵'],
  ['担当者', undefined],
  ['三田村 香織', undefined],
] as const)
  test(`${word} means ${name ?? 'nobody for certain'}`, () => assert.equal(likelyColleague(word, colleagues), name));
