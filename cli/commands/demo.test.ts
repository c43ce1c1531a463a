import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '#db/pool.ts';
import { startEmbeddedServer } from '#db/embedded/server.ts';

const main = join(import.meta.dirname, '..', 'main.ts');
const dataDir = mkdtempSync(join(tmpdir(), 'mori-demo-'));
chmodSync(dataDir, 0o755);
const started: ChildProcess[] = [];
after(() => {
  for (const process of started) process.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

type Serving = { readonly process: ChildProcess; readonly base: string; readonly token: string; said: string };

async function serve(): Promise<Serving> {
  const process_ = spawn(process.execPath, ['--no-warnings', main, 'serve'], {
    env: { ...process.env, MORI_DATA_DIR: dataDir, MORI_PORT: '0' },
  });
  started.push(process_);
  const serving = { process: process_, base: '', token: '', said: '' };
  process_.stderr.on('data', (text) => (serving.said += text));
  let printed = '';
  process_.stdout.on('data', (text) => (printed += text));
  for (;;) {
    const found = /(http:\/\/[^/\s]+)\/setup\?token=(\S+)/.exec(printed);
    if (found) return Object.assign(serving, { base: found[1]!, token: found[2]! });
    assert.equal(process_.exitCode, null, serving.said);
    await sleep(50);
  }
}

const openDemo = ({ base, token }: Serving) =>
  fetch(`${base}/api/setup/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ token }),
  });

/** How many lines a table of the demo company has; none while there is no such table. */
async function countIn(table: 'member' | 'month_closing'): Promise<number> {
  const server = await startEmbeddedServer(dataDir);
  const database = openDatabase(server.urlOf('mori_demo'), { connectionsMax: 1 });
  try {
    return (await database.pool.query(`select from ${table}`)).rowCount ?? 0;
  } catch {
    return 0;
  } finally {
    await database.close();
    await server.release();
  }
}

test('a demo company whose loading was killed is loaded whole at the next try, and Ctrl-C right after it ends everything quietly', async () => {
  const first = await serve();
  const cut = openDemo(first).catch(() => 'cut');
  while ((await countIn('member')) === 0) await sleep(100);
  first.process.kill('SIGKILL');
  assert.equal(await cut, 'cut');

  const second = await serve();
  assert.equal((await openDemo(second)).status, 200);
  second.process.kill('SIGINT');
  const [code] = await once(second.process, 'exit');
  assert.deepEqual({ code, said: second.said }, { code: 0, said: '' });
  assert.ok(!existsSync(join(dataDir, 'pg', 'postmaster.pid')), 'PostgreSQL has stopped');
  assert.equal(await countIn('month_closing'), 1);
});
