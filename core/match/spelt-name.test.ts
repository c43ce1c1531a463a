import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEmail } from '#core/contact/email.ts';
import { parsePersonName } from '#core/person/name.ts';
import { type PersonRecord, personRecord } from './person-record.ts';
import { patternsOf, saySpelling, weighSpelling } from './spelt-name.ts';

const person = (full: string | undefined, local?: string, kana?: string): PersonRecord =>
  personRecord(
    {
      name: full === undefined ? undefined : parsePersonName({ full, ...(kana ? { kana } : {}) }),
      ownKey: undefined,
      emails: local === undefined ? [] : [parseEmail(`${local}@sokyu.co.jp`)!],
      phone: undefined,
      mobile: undefined,
      department: undefined,
      title: undefined,
      hasOptedOut: false,
    },
    '1',
  );

const colleagues = [
  person('田中 健一', 'kenichi.tanaka'),
  person('鈴木 花子', 'hanako.suzuki'),
  person('高橋 直樹', 'naoki.takahashi'),
];
const patterns = patternsOf(colleagues);

test('an address speaks for the colleague whose name it spells and against the others', () => {
  for (const [local, full, kana, bits] of [
    ['taro.sato', '佐藤 太郎', undefined, [8, 12]],
    ['taro.sato', '佐藤 太郎', 'サトウ タロウ', [8, 12]],
    ['taro.sato', 'Sato Taro', undefined, [8, 12]],
    ['jiro.sato', '佐藤 太郎', 'サトウ タロウ', [-7, -7]],
    ['jiro.sato', '佐藤 太郎', undefined, [-2, -2]],
    ['taro.suzuki', '佐藤 太郎', undefined, [-2, -2]],
    // The second of that name.
    ['taro.sato2', '佐藤 太郎', undefined, [1, 4]],
    // Nobody can read 煌斗: enough for a question, never more.
    ['hiroto.sato', '佐藤 煌斗', undefined, [1, 4]],
  ] as const) {
    const told = weighSpelling(person(undefined, local), person(full, undefined, kana), patterns);
    assert.ok(told && told.bits >= bits[0] && told.bits <= bits[1], `${local} ${full}: ${told?.bits}`);
    assert.deepEqual(
      weighSpelling(person(full, undefined, kana), person(undefined, local), patterns),
      told,
      'both ways',
    );
  }
});

test('a family name alone is no full name: its address tells the rest', () => {
  const told = (other: string) => weighSpelling(person('佐藤', 'taro.sato'), person(other), patterns)!.bits;
  assert.ok(told('佐藤 太郎') > 0);
  assert.ok(told('佐藤 花子') < 0);
});

test('an address tells nothing of two full names, of two companies, without a pattern, or where it spells none', () => {
  assert.equal(weighSpelling(person('佐藤 太郎', 'taro.sato'), person('佐藤 太郎'), patterns), undefined);
  assert.equal(weighSpelling(person(undefined, 'taro.sato'), person(undefined, 'sato'), patterns), undefined);
  assert.equal(
    weighSpelling(person(undefined, 'taro.sato'), person('佐藤 太郎'), patternsOf(colleagues.slice(1))),
    undefined,
  );
  assert.equal(
    weighSpelling(person(undefined, 'taro.sato'), { ...person('佐藤 太郎'), accounts: ['2'] }, patterns),
    undefined,
  );
  assert.equal(weighSpelling(person(undefined, 'taro'), person('佐藤 太郎'), patterns), undefined);
  assert.equal(weighSpelling(person(undefined, 'taro.sato'), person('煌 斗'), patterns), undefined);
});

test('an initial or a family name alone never makes sure', () => {
  const bits = (local: string, full: string, among = patterns) =>
    weighSpelling(person(undefined, local), person(full), among)!.bits;
  const initials = patternsOf([
    person('田中 健一', 'k.tanaka'),
    person('鈴木 花子', 'h.suzuki'),
    person('高橋 直樹', 'n.takahashi'),
  ]);
  assert.ok(bits('taro.sato', '佐藤 太郎') > 8);
  for (const [local, full] of [
    ['t.sato', '佐藤 太郎'],
    ['t.kitagawa', '北川 太郎'],
  ] as const) {
    const told = bits(local, full, initials);
    assert.ok(told > 0 && told <= 4, `${local}: ${told}`);
  }
  const families = patternsOf([
    person('田中 健一', 'tanaka'),
    person('鈴木 花子', 'suzuki'),
    person('高橋 直樹', 'takahashi'),
  ]);
  assert.ok(bits('kitagawa', '北川 太郎', families) <= 4);
});

test('the pattern is said in words', () => {
  const say = (full: string) => saySpelling(weighSpelling(person(undefined, 'taro.sato'), person(full), patterns)!).ja;
  assert.equal(say('佐藤 太郎'), '社内のメールアドレスの付け方(名.姓@)と一致');
  assert.equal(say('鈴木 花子'), '社内のメールアドレスの付け方(名.姓@)と合わない');
});
