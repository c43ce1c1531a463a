import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distinctPart } from './distinct-part.ts';
import { parseCompanyName } from './name.ts';

for (const [name, left] of [
  ['架空重機ホールディングス', '架空重機'],
  ['未登録テクノ株式会社', '未登録'],
  ['青空精機工業(株)', '青空'],
  ['Aozora Systems Co., Ltd.', 'aozora'],
  ['日本電気株式会社', '日本'],
  ['システムサービス', 'システムサービス'],
  ['青空', '青空'],
] as const)
  test(`${name} is told apart by ${left}`, () => assert.equal(distinctPart(parseCompanyName(name).core), left));
