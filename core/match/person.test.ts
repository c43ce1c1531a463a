import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEmail } from '#core/contact/email.ts';
import { parseDepartment } from '#core/company/department.ts';
import { parsePersonName } from '#core/person/name.ts';
import { decidePair } from './decide.ts';
import { personFrequencies, personModel } from './person-model.ts';
import { personProfile, personRecord } from './person-record.ts';
import { Scorer } from './score.ts';

function row(full: string, given: { email?: string; mobile?: string; department?: string; account?: string } = {}) {
  const email = given.email === undefined ? undefined : parseEmail(given.email);
  return personRecord(
    {
      name: parsePersonName({ full }),
      ownKey: undefined,
      emails: email ? [email] : [],
      phone: undefined,
      mobile: given.mobile,
      department: given.department === undefined ? undefined : parseDepartment(given.department),
      title: undefined,
      hasOptedOut: false,
    },
    given.account,
  );
}
const frequencies = personFrequencies();
for (let head = 0; head < 3_000; head++) frequencies.count('account', 'A');
for (let head = 0; head < 297_000; head++) frequencies.count('account', `B${head % 1_000}`);
const people = new Scorer(personModel, frequencies, 300_000);
const answer = (one: ReturnType<typeof row>, other: ReturnType<typeof row>) => decidePair(people, one, other).answer;

test('S2-02 one person in two systems is one: name and address', () => {
  const [email, account] = ['taro.sato@aozora.co.jp', 'A'];
  assert.equal(answer(row('佐藤 太郎', { email, account }), row('サトウ タロウ', { email, account })), 'same');
});
test('a frequent name in a large company is a question, in one department it is an answer', () => {
  const account = 'A';
  assert.equal(answer(row('佐藤 誠', { account }), row('佐藤 誠', { account })), 'review');
  const department = '情報システム部';
  assert.equal(
    answer(row('佐藤 誠', { account, department }), row('佐藤 誠', { account, department: '情シス' })),
    'same',
  );
});
test('a married name is one person with the same mobile or address, father and son are two', () => {
  const mobile = '09012345678';
  assert.equal(answer(row('鈴木 花子', { mobile, account: 'A' }), row('佐藤 花子', { mobile, account: 'A' })), 'same');
  assert.equal(answer(row('鈴木 一郎', { account: 'A' }), row('鈴木 健', { account: 'A' })), 'different');
  const email = 'suzuki-k@a.co.jp';
  assert.equal(answer(row('鈴木 健', { email, account: 'A' }), row('佐藤 健', { email, account: 'A' })), 'same');
  assert.equal(answer(row('鈴木 健', { account: 'A' }), row('佐藤 健', { account: 'A' })), 'different');
});
test('a mail address tells how its owner is read: 長辺 孝弘 is Takahiro Nagabe', () => {
  const at = { account: 'A', department: '情報システム部' };
  const known = row('長辺 孝弘', { email: 'takahiro.nagabe@a.co.jp', ...at });
  assert.equal(answer(row('Nagabe Takahiro', at), known), 'same');
  assert.equal(answer(row('ナガベ タカヒロ', at), known), 'same');
  assert.notEqual(answer(row('Nagabe Takao', at), known), 'same');
  assert.notEqual(answer(row('Nagabe Takahiro', at), row('長辺 孝弘', at)), 'same');
  assert.ok(personModel.keys(known).flat().includes('r|A|nagabe takahiro'));
  const later = personProfile([row('長辺 孝弘', at), row('長辺 孝弘', { email: 'takahiro.nagabe@a.co.jp', ...at })]);
  assert.equal(answer(row('Nagabe Takahiro', at), later), 'same');
});
test('a name in one cell that was cut at another place is the name', () => {
  const at = { account: 'A', department: '情報システム部' };
  assert.equal(answer(row('南江義夫', at), row('南江 義夫', at)), 'same');
});
test('a colleague at one domain with another name is another person; a role address is nobody', () => {
  const account = 'A';
  assert.equal(
    answer(
      row('佐藤 太郎', { email: 'sato@a.co.jp', account }),
      row('田中 花子', { email: 'tanaka@a.co.jp', account }),
    ),
    'different',
  );
  assert.equal(row('佐藤 太郎', { email: 'info@a.co.jp' }).emails.length, 0);
});
test('a profile meets what no single record meets', () => {
  const profile = personProfile([
    row('佐藤 太郎', { mobile: '09012345678' }),
    row('佐藤 太郎', { email: 'sato@a.co.jp' }),
  ]);
  assert.equal(profile.names.length, 1);
  assert.equal(answer(row('佐藤 太郎', { email: 'sato@a.co.jp', mobile: '09012345678' }), profile), 'same');
});
