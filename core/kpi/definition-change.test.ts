import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultHandoverRule } from '#core/demand/handover.ts';
import { defaultCalendar } from '#core/period/business-calendar.ts';
import {
  breaksOf,
  cautionOf,
  changeByHours,
  changeByList,
  changeByPlan,
  changeByRule,
  changeBySetting,
  changesWithin,
  markersOf,
  type DefinitionChange,
} from './definition-change.ts';

const twoHours = { ...defaultHandoverRule, answer: { kind: 'business_hours', hours: 2 } };
const touched = (before: unknown, after: unknown, name = 'handover') => changeBySetting(name, before, after);

test('other times of hand-over change what ignored and followed up mean, and say which part', () => {
  const change = touched(undefined, { rule: twoHours })!;
  assert.equal(change.what, 'qualification_rule');
  assert.ok(change.codes!.includes('K6.3') && change.codes!.includes('K6.4'));
  assert.ok(!change.codes!.includes('K6.1') && !change.codes!.includes('K3.3'));
  assert.match(change.whatChanged.ja, /返事とフォローの期限/);
  assert.match(
    touched(undefined, { agencyAnswer: { kind: 'business_days', days: 5 } })!.whatChanged.ja,
    /\(代理店の返事の期限\)/,
  );
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
      agencyAnswer: { kind: 'business_days', days: 3 },
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

const days: [what: string, before: number, added: number, removed: number, ja: string | null][] = [
  ['the first list', 0, 20, 0, null],
  ['two companies of ten', 10, 2, 0, null],
  ['three of ten', 10, 2, 1, 'ターゲットリストを変更(10社 → 11社、加わった2社・外れた1社)'],
  ['a tenth of two hundred', 200, 15, 5, 'ターゲットリストを変更(200社 → 210社、加わった15社・外れた5社)'],
  ['less than a tenth of two hundred', 200, 19, 0, null],
];
for (const [what, before, added, removed, ja] of days)
  test(`a day with ${what} is ${ja ? 'another list' : 'the same list'}`, () => {
    const change = changeByList({ on: '2026-05-10', before, added, removed }, 1);
    assert.equal(change?.whatChanged.ja ?? null, ja);
    if (change) assert.ok(change.codes!.includes('K3.3') && !change.codes!.includes('K6.1'));
  });

test('where only targets count, another list touches every KPI', () => {
  const list = changeByList({ on: '2026-05-10', before: 10, added: 5, removed: 0 }, 1)!;
  const codes = (scope: string) => markersOf('K6.1', changesWithin([list], scope), '2026-05-01', '2026-06-01').length;
  assert.deepEqual([codes('all'), codes('inside')], [0, 1]);
});

test('another target is marked in charts and breaks no comparison', () => {
  const plan = changeByPlan(
    {
      on: '2026-05-10',
      kpiCode: 'K5.5d',
      periodKind: 'month',
      from: '2026-06-01',
      version: 2,
      before: 8_000_000,
      after: 9_500_000,
      by: '堂島 剛',
    },
    4,
  );
  assert.deepEqual(
    [plan.whatChanged.ja, plan.whatChanged.en],
    ['2026年6月の目標を変更(8,000 → 9,500千円)', 'target of 2026-06 changed (8,000 to 9,500 k yen)'],
  );
  assert.equal(markersOf('K5.5d', [plan], '2026-05-01', '2026-06-01').length, 1);
  assert.deepEqual(breaksOf('K5.5d', [plan], '2026-05-01', '2026-06-01'), []);
  assert.equal(cautionOf('K5.5d', [plan], april!, may!), undefined);
});

test('working hours of members and the rule of MQLs change what is counted', () => {
  const hours = (from: number) => ({ hours: { from, to: 960 } });
  const changed = changeByHours(
    { 7: hours(540), 8: { hours: null } },
    { 7: hours(600), 8: { hours: null }, 9: { hours: null } },
  )!;
  assert.equal(changed.whatChanged.ja, '営業の勤務時間を変更(1人)');
  assert.ok(changed.codes!.includes('K6.4') && !changed.codes!.includes('K6.1'));
  assert.equal(changeByHours({ 7: hours(540) }, { 7: hours(540) }), undefined);
  const rule = changeByRule('r2', '展示会を除く');
  assert.ok(rule.codes!.includes('K6.1') && rule.codes!.includes('K5.1') && !rule.codes!.includes('K3.3'));
  assert.equal(rule.whatChanged.ja, 'MQLのルールをr2に変更(展示会を除く)');
});
