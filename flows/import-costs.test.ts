import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getKpi } from '#core/kpi/catalogue.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import { april, periodOf } from '#core/period/fiscal.ts';
import type { Database } from '#db/pool.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { measureWindows } from './measure-window.ts';
import { openKpi, readSpread } from './open-kpi.ts';
import { readFigures } from './read-kpis.ts';

const now = new Date();
const month = periodOf('month', todayJst(now), april);
const cost = getKpi('K6.5');
const all = { kind: 'all' } as const;
let database: Database;
before(async () => {
  database = await openTestDatabase('import_costs');
});
after(() => database?.close());

const read = async (on = month) => (await readFigures(database.db, [cost], on, all, now)).get('K6.5')!;
const list = (...people: string[]) => `会社名,氏名,メールアドレス,役職\n${people.join('\n')}\n`;
const known = '青空精機株式会社,佐藤 一郎,sato@aozora.co.jp';

test('S2-21 a list whose cost nobody told leaves the cost of a contact unmeasured, never 0', async () => {
  await takeIn(database, { text: list(`${known},`) });
  const { figure, missing } = await read();
  assert.deepEqual([figure.value, missing], [null, ['import_costs']]);
});

test('S2-21 the cost of an import is shared out among the contacts that came in with it for the first time', async () => {
  await takeIn(
    database,
    {
      text: list(
        `${known},課長`,
        '青空精機株式会社,鈴木 花,suzuki@aozora.co.jp,',
        '北斗電子株式会社,田中 守,tanaka@hokuto.co.jp,',
      ),
    },
    'auto',
    { unitCostYen: 3200 },
  );
  const { figure } = await read();
  assert.deepEqual([figure.numerator, figure.denominator, figure.value], [9600, 2, 4800]);
  const [window] = measureWindows([month], await readHandoverSettings(database.db), now);
  assert.equal((await openKpi(database.db, cost, 'numerator', window!, all, 10)).sum, 9600);
  const gained = await openKpi(database.db, cost, 'denominator', window!, all, 10);
  assert.deepEqual(gained.rows.map(({ label }) => label).sort(), ['田中 守', '鈴木 花']);
  assert.equal(
    await readSpread(database.db, cost, window!, all),
    null,
    'rows that cost are not the contacts they are shared among',
  );
});

test('S2-21 a month without such an import has no cost of a contact', async () => {
  const { figure } = await read(periodOf('month', addDays(month.to, 40), april));
  assert.deepEqual([figure.value, figure.note], [null, 'empty']);
});
