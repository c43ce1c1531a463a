import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { openTestWorld } from '#fixtures/test-database.ts';
import { startWorker } from './worker.ts';

test('what happens by itself is on the timetable of Japan, and nothing of it where nobody keeps time', async () => {
  const opened = await openTestWorld('timetable');
  const watchedFolder = await mkdtemp(path.join(tmpdir(), 'mori-watched-'));
  const schedules = async () =>
    (await opened.world.database.pool.query('select name, cron, timezone from jobs.schedule order by name')).rows;
  const start = (isTimed: boolean) =>
    startWorker(
      { ...opened.world, watchedFolder, notices: { ...opened.world, post: undefined } },
      (error) => assert.fail(String(error)),
      { isTimed },
    );
  try {
    await (await start(false)).stop();
    assert.deepEqual(await schedules(), []);
    await (await start(true)).stop();
    const found = await schedules();
    assert.deepEqual(
      found.map(({ name, cron }) => `${name} ${cron}`),
      [
        'check-months 30 4 * * *',
        'deliver-notices * * * * *',
        'follow-forms * * * * *',
        'handover-check 0 4 * * *',
        'handover-clock */5 * * * *',
        'match-audit 0 5 * * 1',
        'reconcile 0 3 * * *',
        'rule-proposals 15 4 1 * *',
        'tidy-uploads 30 3 * * *',
        'watch-folder * * * * *',
      ],
    );
    assert.ok(found.every(({ timezone }) => timezone === 'Asia/Tokyo'));
  } finally {
    await rm(watchedFolder, { recursive: true });
    await opened.close();
  }
});
