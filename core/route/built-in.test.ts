import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentenceOf, type Because, type NameOf } from './because.ts';
import { queueName, ruleName, storedName } from './built-in.ts';
import { defaultPlan } from './plan.ts';

const cases: [code: string, name: string, ja: string, en: string, stored: string][] = [
  ['owner', '企業の担当へ', '企業の担当へ', "To the company's owner", '企業の担当へ'],
  ['owner', "To the company's owner", '企業の担当へ', "To the company's owner", '企業の担当へ'],
  [
    'inside_sales',
    'インサイドセールスで順番に',
    'インサイドセールスで順番に',
    'Inside sales in turns',
    'インサイドセールスで順番に',
  ],
  ['owner', '担当営業に直接', '担当営業に直接', '担当営業に直接', '担当営業に直接'],
  ['tokai', '企業の担当へ', '企業の担当へ', '企業の担当へ', '企業の担当へ'],
  ['constructor', 'x', 'x', 'x', 'x'],
];
for (const [code, name, ja, en, stored] of cases)
  test(`the rule ${code} called ${name} is read as ${ja} and ${en}`, () => {
    assert.deepEqual(ruleName({ code, name }), { ja, en });
    assert.equal(storedName({ code, name }), stored);
  });

test('why a lead went where it went names built-in rules and queues in the language of the sentence', () => {
  const nameOf: NameOf = (kind, id, language = 'ja') => {
    if (kind === 'rule') return ruleName(defaultPlan.rules.find(({ code }) => code === id)!)[language];
    return kind === 'queue' ? queueName(id)![language] : id;
  };
  const said: [Because, string, string][] = [
    [{ code: 'rule', rule: 'owner' }, 'ルール「企業の担当へ」に合います', `Meets the rule "To the company's owner"`],
    [
      { code: 'rule_without_receiver', rule: 'inside_sales' },
      'ルール「インサイドセールスで順番に」に合いますが、渡せる担当がいません',
      'Meets the rule "Inside sales in turns", but nobody is there to take it',
    ],
    [
      { code: 'default_queue', queueId: 'inside_sales' },
      'どのルールにも合わないため「インサイドセールスの共通の受け口」へ',
      'No rule speaks about it: to the common queue of inside sales',
    ],
    [
      { code: 'pool_waits', poolId: 'inside_sales', queueId: 'sales_manager' },
      '受けられる人がいないため「営業責任者の受け口」で待ちます',
      'Nobody can take it; it waits in the queue of the sales managers',
    ],
  ];
  for (const [because, ja, en] of said) assert.deepEqual(sentenceOf(because, nameOf), { ja, en });
});
