import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultHandoverRule } from '#core/demand/handover.ts';
import { defaultCalendar } from '#core/period/business-calendar.ts';
import { cautionOf, changeBySetting, type DefinitionChange } from './definition-change.ts';

const twoHours = { ...defaultHandoverRule, answer: { kind: 'business_hours', hours: 2 } };
const touched = (before: unknown, after: unknown, name = 'handover') => changeBySetting(name, before, after);

test('other times of hand-over change what ignored and followed up mean, and say which part', () => {
  const change = touched(undefined, { rule: twoHours })!;
  assert.equal(change.what, 'qualification_rule');
  assert.ok(change.codes!.includes('K6.3') && change.codes!.includes('K6.4'));
  assert.ok(!change.codes!.includes('K6.1') && !change.codes!.includes('K3.3'));
  assert.match(change.whatChanged.ja, /返事とフォローの期限/);
  assert.match(touched(undefined, { weeklyDaysOff: [0] })!.whatChanged.ja, /\(定休日\)/);
  assert.match(touched({ daysOff: [] }, { daysOff: ['2026-12-29'] })!.whatChanged.ja, /\(会社の休日\)/);
});

const same: [string, unknown, unknown, string?][] = [
  ['quiet hours', { quiet: { from: 1 } }, { quiet: { from: 2 } }],
  [
    'the default written down',
    undefined,
    {
      rule: defaultHandoverRule,
      daysOff: [],
      spans: defaultCalendar.spans,
      weeklyDaysOff: defaultCalendar.weeklyDaysOff,
    },
  ],
  ['the order of keys', { rule: twoHours }, { rule: Object.fromEntries(Object.entries(twoHours).reverse()) }],
  ['whose turn it is', { lastMemberId: 1 }, { lastMemberId: 2 }, 'routing_turn/1'],
];
for (const [what, before, after, name] of same)
  test(`${what} changes no meaning`, () => assert.equal(touched(before, after, name), undefined));

test('another stage table changes every KPI of leads', () => {
  const change = touched({ statuses: { 訪問済: 'sal' } }, { statuses: { 訪問済: 'sql' } }, 'stage_table/sfa')!;
  assert.equal(change.what, 'stage_table');
  assert.ok(change.codes!.includes('K6.1') && !change.codes!.includes('K3.3'));
});

const change: DefinitionChange = {
  on: '2026-05-10',
  what: 'definition',
  codes: ['K6.1'],
  version: '2',
  whatChanged: { ja: '資料請求を除く', en: 'brochure requests left out' },
  by: '藤代 まりえ',
};
const [april, may, june] = [4, 5, 6].map((month) => ({ from: `2026-0${month}-01`, to: `2026-0${month + 1}-01` }));

test('two periods across a change are compared on the common part only, or not at all, and that is said', () => {
  const across = cautionOf('K6.1', [change], may!, june!)!;
  assert.equal(across.comparedFrom, '2026-05-10');
  assert.match(across.ja, /^2026\/05\/10に意味が変わりました\(資料請求を除く\)。前の期間とは、それ以降だけ/);
  const inside = cautionOf('K6.1', [change], april!, may!)!;
  assert.equal(inside.comparedFrom, null);
  assert.match(inside.en, /cannot be compared/);
  assert.equal(cautionOf('K6.2', [change], april!, may!), undefined);
  assert.equal(cautionOf('K6.1', [{ ...change, on: '2026-06-01' }], may!, june!)!.comparedFrom, null);
  assert.equal(cautionOf('K6.1', [{ ...change, on: '2026-05-01' }], may!, june!), undefined);
});
