import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCompanyName } from '#core/company/name.ts';
import { parseEmail } from '#core/contact/email.ts';
import { parsePersonName } from '#core/person/name.ts';
import { resolveList, type ListRow } from './resolve-list.ts';

const row = (full: string | undefined, mail: string | undefined): ListRow => ({
  company: {
    name: parseCompanyName('株式会社蒼穹精機'),
    ownKey: undefined,
    corporateNumber: undefined,
    domains: ['sokyu.co.jp'],
    phones: [],
    address: undefined,
    attributes: {},
  },
  person: {
    name: full === undefined ? undefined : parsePersonName({ full }),
    ownKey: undefined,
    emails: mail === undefined ? [] : [parseEmail(`${mail}@sokyu.co.jp`)!],
    phone: undefined,
    mobile: undefined,
    department: undefined,
    title: undefined,
    hasOptedOut: false,
  },
});

const colleagues = [
  row('田中 健一', 'kenichi.tanaka'),
  row('鈴木 花子', 'hanako.suzuki'),
  row('高橋 直樹', 'naoki.takahashi'),
];

test('who is known by a mail address alone is the person whose name it spells by the pattern of the company', () => {
  const clusters = (list: readonly ListRow[]) => [...resolveList(list).people.match.clusterOf].slice(-2);
  const [named, addressed] = clusters([...colleagues, row('佐藤 太郎', undefined), row(undefined, 'taro.sato')]);
  assert.equal(named, addressed);
  const [other, stranger] = clusters([...colleagues, row('佐藤 次郎', undefined), row(undefined, 'taro.sato')]);
  assert.notEqual(other, stranger, 'another given name');
  const [alone, unread] = clusters([row('佐藤 太郎', undefined), row(undefined, 'taro.sato')]);
  assert.notEqual(alone, unread, 'nobody tells how addresses are formed');
});
