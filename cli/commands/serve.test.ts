import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
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
  const env = {
    ...process.env,
    LC_ALL: 'en_US.UTF-8',
    MORI_DATA_DIR: mkdtempSync(join(tmpdir(), 'mori-serve-')),
    ...environment,
  };
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
    const japanese = await failedStart({ DATABASE_URL: database.url, MORI_PORT: String(port), LC_ALL: 'ja_JP.UTF-8' });
    assert.match(japanese.said, /^127\.0\.0\.1:\d+ で待ち受けられません。このポートは別のプログラム/);
  } finally {
    taken.close();
    await database.close();
  }
});

for (const [language, locale, words] of [
  [
    'English',
    'en_US.UTF-8',
    /^Mori is ready\. Open this address once to begin: http:\/\/127\.0\.0\.1:\d+\/setup\?token=\S+$/,
  ],
  [
    'Japanese',
    'ja_JP.UTF-8',
    /^Mori を起動しました。はじめに1回だけ、このアドレスを開いてください: http:\/\/127\.0\.0\.1:\d+\/setup\?token=\S+$/,
  ],
] as const)
  test(`where the terminal speaks ${language}, so does the line that says where Mori is`, async () => {
    const database = await openTestDatabase(`serve_${language.toLowerCase()}`);
    const dataDir = mkdtempSync(join(tmpdir(), 'mori-serve-'));
    const env = { ...process.env, MORI_DATA_DIR: dataDir, DATABASE_URL: database.url, MORI_PORT: '0', LC_ALL: locale };
    const server = spawn(process.execPath, ['--no-warnings', main, 'serve'], { env });
    try {
      const [printed] = (await once(server.stdout, 'data')) as [Buffer];
      assert.match(printed.toString().trim(), words);
    } finally {
      server.kill('SIGINT');
      await once(server, 'exit');
      await database.close();
    }
  });
