import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '#core/period/day.ts';
import { serviceLevels } from '#core/period/due.ts';
import { defaultHandoverRule } from '#core/demand/handover.ts';
import { deleteFeedback, saveFeedback } from '#db/feedback.ts';
import { markHandoverDays, recountHandoverDays } from '#db/measures/handover-days.ts';
import { countCycles, countHandovers } from '#db/measures/handovers.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { readHandoverSettings, type HandoverSettings } from './handover-settings.ts';
import { measureWindows } from './measure-window.ts';

const first = '2026-02-27';
const days = 24;
const all = { kind: 'all' } as const;
let database: Database;
let settings: HandoverSettings;
let memberId = 0;
before(async () => {
  database = await openTestDatabase('handover_days');
  settings = await readHandoverSettings(database.db);
  const { rows } = await database.pool.query<{ id: number }>(
    "insert into member (name, email, role) values ('高瀬 亮介', 'takase@example.jp', 'account_executive') returning member_id as id",
  );
  memberId = rows[0]!.id;
});
after(() => database.close());

const day = fc.integer({ min: 0, max: days }).map((after) => addDays(first, after));
const later = (from: string) => fc.option(fc.integer({ min: 0, max: days }).map((after) => addDays(from, after)));
const cycle = fc.integer({ min: 0, max: 11 }).chain((n) =>
  day.chain((mql) =>
    fc.record({
      kind: fc.constant('cycle' as const),
      id: fc.constant(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`),
      mql: fc.option(fc.constant(mql), { freq: 9 }),
      sal: later(mql),
      sql: later(mql),
      deal: later(mql),
      won: later(mql),
      rejected: later(mql),
      ignored: later(mql),
      postponed: later(mql),
      followed: later(mql),
      salFollowed: later(mql),
      state: fc.constantFrom('accepted', 'accepted', 'merged'),
      clock: fc.constantFrom('normal', 'normal', 'hot', 'tal', 'agency'),
    }),
  ),
);
type CycleLine = typeof cycle extends fc.Arbitrary<infer T> ? T : never;
const rating = fc.record({
  kind: fc.constantFrom('rate' as const, 'rate' as const, 'take back' as const),
  id: fc.integer({ min: 0, max: 11 }).map((n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`),
});
const step = fc.oneof(
  { weight: 6, arbitrary: cycle },
  { weight: 2, arbitrary: rating },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('count' as const), followUpDays: fc.constantFrom(1, 5) }) },
);

/** As the flows write it: the days before and after are marked. */
async function write(line: CycleLine): Promise<void> {
  const { rows } = await database.pool.query('select mql_at from lead_cycle where cycle_id = $1', [line.id]);
  await database.pool.query(
    `insert into lead_cycle (cycle_id, lead_id, source, state, mql_at, sal_at, sql_at, deal_at, won_at, rejected_at, ignored_at, postponed_until, followed_on, sal_followed_on, clock_class, is_inferred, is_sales_made)
     values ($1, $1, 'test', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, false, false)
     on conflict (cycle_id) do update set state = $2, mql_at = $3, sal_at = $4, sql_at = $5, deal_at = $6, won_at = $7, rejected_at = $8, ignored_at = $9,
       postponed_until = $10, followed_on = $11, sal_followed_on = $12, clock_class = $13`,
    [
      line.id,
      line.state,
      line.mql,
      line.sal,
      line.sql,
      line.deal,
      line.won,
      line.rejected,
      line.ignored,
      line.postponed,
      line.followed,
      line.salFollowed,
      line.clock,
    ],
  );
  await markHandoverDays(
    database.db,
    [rows[0]?.mql_at, line.mql].filter((at) => typeof at === 'string'),
  );
}

/** What a receiver says of a lead, or takes back. */
const rate = ({ kind, id }: typeof rating extends fc.Arbitrary<infer T> ? T : never) =>
  kind === 'take back'
    ? deleteFeedback(database.db, id, memberId)
    : saveFeedback(database.db, {
        cycleId: id,
        memberId,
        side: 'sales',
        code: 'useful',
        text: null,
        through: 'screen',
        givenAt: new Date(`${first}T03:00:00Z`),
      });

test('days counted ahead add up to what the cycles say, whatever changed and whenever somebody looks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: 25 }),
      fc.integer({ min: 0, max: 40 }),
      async (steps, passed) => {
        await database.pool.query('truncate lead_cycle, handover_day, handover_day_stale, feedback');
        const withRule = (followUpDays: number) => ({
          ...settings,
          rule: {
            ...defaultHandoverRule,
            followUp: { kind: 'business_days', days: followUpDays } as const,
            classes: followUpDays === 1 ? serviceLevels : null,
          },
        });
        let rule = withRule(5);
        const today = (index: number) =>
          new Date(`${addDays(first, Math.floor((index / steps.length) * 20))}T03:00:00Z`);
        for (const [index, one] of steps.entries()) {
          if (one.kind === 'cycle') await write(one);
          else if (one.kind !== 'count') await rate(one);
          else {
            rule = withRule(one.followUpDays);
            const [window] = measureWindows([{ from: first, to: first }], rule, today(index));
            await inTransaction(database, (transaction) =>
              recountHandoverDays(transaction, window!.followUp, window!.today),
            );
          }
        }
        const seenAt = new Date(`${addDays(first, 20 + passed)}T03:00:00Z`);
        const periods = [
          { from: first, to: addDays(first, days + 1) },
          { from: addDays(first, 5), to: addDays(first, 12) },
        ];
        for (const window of measureWindows(periods, rule, seenAt)) {
          const counted = await countCycles(database.db, window, all);
          assert.deepEqual(await countHandovers.count(database.db, window, all), counted);
          assert.ok(counted.cycles_won_after_sql <= counted.cycles_sql);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('a recount reads the days that changed and no others', async () => {
  await database.pool.query('truncate lead_cycle, handover_day, handover_day_stale');
  await database.pool.query(`insert into lead_cycle (cycle_id, lead_id, source, state, mql_at, is_inferred, is_sales_made)
    select gen_random_uuid(), gen_random_uuid(), 'test', 'handed_over', (date '2026-01-01' + n % 50)::text, false, false from generate_series(1, 500) n`);
  const [window] = measureWindows(
    [{ from: '2026-01-01', to: '2026-04-01' }],
    settings,
    new Date('2026-03-31T03:00:00Z'),
  );
  const recount = () =>
    inTransaction(database, (transaction) => recountHandoverDays(transaction, window!.followUp, window!.today));
  await database.pool.query('insert into handover_day_stale select mql_at from lead_cycle');
  assert.deepEqual([await recount(), await recount()], [50, 0]);
  await markHandoverDays(database.db, ['2026-01-03', '2026-01-03', '2026-01-09']);
  assert.equal(await recount(), 2);
});

test('a rating counts from the moment it is given or taken back, on days that are counted already', async () => {
  await database.pool.query('truncate lead_cycle, handover_day, handover_day_stale, feedback');
  const id = '00000000-0000-4000-8000-000000000001';
  await database.pool.query(
    "insert into lead_cycle (cycle_id, lead_id, source, state, mql_at, is_inferred, is_sales_made) values ($1, $1, 'test', 'handed_over', '2026-01-05', false, false)",
    [id],
  );
  await markHandoverDays(database.db, ['2026-01-05']);
  const [window] = measureWindows(
    [{ from: '2026-01-01', to: '2026-02-01' }],
    settings,
    new Date('2026-03-31T03:00:00Z'),
  );
  const rated = async () => (await countHandovers.count(database.db, window!, all)).cycles_feedback;
  const recounted = () =>
    inTransaction(database, (transaction) => recountHandoverDays(transaction, window!.followUp, window!.today));
  for (const [kind, expected] of [
    ['rate', 1],
    ['take back', 0],
  ] as const) {
    await recounted();
    await rate({ kind, id });
    assert.equal(await rated(), expected);
    assert.equal(await recounted(), 1);
    assert.equal(await rated(), expected);
  }
});

test('two recounts at once do not write the older count over the newer', async () => {
  await markHandoverDays(database.db, ['2026-01-03']);
  const [window] = measureWindows(
    [{ from: '2026-01-01', to: '2026-04-01' }],
    settings,
    new Date('2026-03-31T03:00:00Z'),
  );
  await inTransaction(database, async (one) => {
    assert.equal(await recountHandoverDays(one, window!.followUp, window!.today), 1);
    await inTransaction(database, async (other) => {
      await markHandoverDays(other.db, ['2026-01-03']);
      assert.equal(await recountHandoverDays(other, window!.followUp, window!.today), 0);
    });
  });
  const { rows } = await database.pool.query('select day from handover_day_stale');
  assert.deepEqual(rows, [{ day: '2026-01-03' }]);
});
