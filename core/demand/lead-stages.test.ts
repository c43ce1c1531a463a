import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { leadStages, type LeadFacts } from './lead-stages.ts';
import { defaultStageTable } from './stage-table.ts';

const table = defaultStageTable('salesforce');
const nothing: LeadFacts = {
  status: undefined,
  dates: {},
  handoverOn: undefined,
  createdOn: '2026-04-01',
  observedOn: undefined,
  contactOn: undefined,
  rejectReason: undefined,
  deal: undefined,
};
const told = (lead: LeadFacts) =>
  leadStages(lead, table).map(({ stage, at, isInferred }) => `${stage} ${at}${isInferred ? ' 推定' : ''}`);

test('without a hand-over date the MQL date stands in, marked', () => {
  assert.deepEqual(told({ ...nothing, dates: { mql: '2026-04-05' } }), ['lead 2026-04-01', 'mql 2026-04-05 推定']);
  assert.deepEqual(told({ ...nothing, dates: { mql: '2026-04-05' }, handoverOn: '2026-04-07' }), [
    'lead 2026-04-01',
    'mql 2026-04-07',
  ]);
});

test('a status proves a stage that nobody dated, marked', () => {
  assert.deepEqual(told({ ...nothing, status: 'Working - Contacted', handoverOn: '2026-04-07' }), [
    'lead 2026-04-01',
    'mql 2026-04-07',
    'sal 2026-04-07 推定',
  ]);
  assert.deepEqual(told({ ...nothing, status: '営業受入', handoverOn: '2026-04-07', contactOn: '2026-04-09' }), [
    'lead 2026-04-01',
    'mql 2026-04-07',
    'sal 2026-04-09 推定',
  ]);
});

test('a rejection needs a hand-over before it and is no acceptance', () => {
  const stages = leadStages(
    { ...nothing, status: '差し戻し', rejectReason: 'ニーズなし', contactOn: '2026-04-20', handoverOn: '2026-04-07' },
    table,
  );
  assert.deepEqual(
    stages.map((event) => event.stage),
    ['lead', 'mql', 'rejected'],
  );
  assert.equal(stages.at(-1)?.reason, 'ニーズなし');
});

test('a won deal carries its lead to the end', () => {
  const deal = { createdOn: '2026-05-01', closedOn: '2026-06-30', state: 'won' as const, isNamed: true };
  assert.deepEqual(told({ ...nothing, handoverOn: '2026-04-07', dates: { sal: '2026-04-08' }, deal }).slice(-3), [
    'sql 2026-05-01 推定',
    'deal 2026-05-01',
    'won 2026-06-30',
  ]);
});

test('dates never run backwards, whatever a file says', () => {
  const day = fc.option(
    fc.integer({ min: 1, max: 28 }).map((number) => `2026-04-${String(number).padStart(2, '0')}`),
    { nil: undefined },
  );
  fc.assert(
    fc.property(
      fc.record({ mql: day, sal: day, sql: day, deal: day }),
      day,
      fc.constantFrom(undefined, '営業受入', '商談化', '差し戻し', '謎'),
      (dates, handoverOn, status) => {
        const events = leadStages(
          {
            ...nothing,
            status,
            handoverOn,
            dates: Object.fromEntries(Object.entries(dates).filter(([, value]) => value)),
          },
          table,
        );
        for (let index = 1; index < events.length; index++) assert.ok(events[index]!.at >= events[index - 1]!.at);
        assert.equal(new Set(events.map((event) => event.stage)).size, events.length);
      },
    ),
    { seed: 20260401 },
  );
});
