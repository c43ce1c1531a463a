import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openTestDatabase } from '#fixtures/test-database.ts';

const main = join(import.meta.dirname, '..', 'main.ts');

/** What a start that does not succeed says, and its exit code. */
function failedStart(environment: NodeJS.ProcessEnv): Promise<{ code: number; said: string }> {
  const env = { ...process.env, MORI_DATA_DIR: mkdtempSync(join(tmpdir(), 'mori-serve-')), ...environment };
  return new Promise((resolve) =>
    execFile(process.execPath, ['--no-warnings', main, 'serve'], { env, timeout: 30_000 }, (error, _, said) =>
      resolve({ code: Number(error?.code), said: said.trim() }),
    ),
  );
}

test('a database out of reach stops the start with a sentence that keeps the password to itself', async () => {
  const { code, said } = await failedStart({ DATABASE_URL: 'postgres://mori:secret-word@127.0.0.1:1/mori' });
  assert.equal(code, 1);
  assert.match(
    said,
    /^DATABASE_URL=postgres:\/\/mori:…@127\.0\.0\.1:1\/mori cannot be reached: connect ECONNREFUSED.*$/,
  );
});

test('a port that is in use stops the start with a sentence', async () => {
  const database = await openTestDatabase('serve');
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  try {
    const { code, said } = await failedStart({ DATABASE_URL: database.url, MORI_PORT: String(port) });
    assert.equal(code, 1);
    assert.match(said, new RegExp(`^Mori cannot listen on 127\\.0\\.0\\.1:${port}: another program uses this port.*$`));
  } finally {
    taken.close();
    await database.close();
  }
});
