import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Refusal } from '#core/refusal.ts';
import { configSchema, readConfig } from './config.ts';

const root = join(import.meta.dirname, '..');
const folder = () => mkdtempSync(join(tmpdir(), 'mori-config-'));

test('README and .env.example list every setting', () => {
  for (const name of Object.keys(configSchema.shape)) {
    for (const file of ['README.md', '.env.example'])
      assert.ok(readFileSync(join(root, file), 'utf8').includes(name), `${file}: ${name}`);
  }
});

test('a wrong setting stops the start with a sentence that names it', () => {
  for (const [name, value] of [
    ['MORI_PORT', 'eighty'],
    ['MORI_PORT', '70000'],
    ['MORI_HOST', '300.1.1.1'],
    ['MORI_MAIL_FROM', 'nobody'],
    ['MORI_OUTGOING_ALLOW', 'https://chat.example'],
    ['DATABASE_URL', 'mysql://x'],
    ['MORI_LOG_LEVEL', 'loud'],
    ['MORI_PUBLIC_URL', 'mori'],
    ['MORI_IMPORT_DIR', '/nowhere/at/all'],
  ]) {
    assert.throws(
      () => readConfig({ MORI_DATA_DIR: folder(), [name!]: value }),
      (error) =>
        error instanceof Refusal &&
        error.english!.startsWith(`${name}=${value} cannot be used: `) &&
        error.message.startsWith(`${name}=${value} は使えません。`) &&
        !/expected|Invalid|there is no/.test(error.message),
    );
  }
});

test('a folder that cannot be made stops the start with a sentence', () => {
  for (const path of ['/proc/mori', join(import.meta.dirname, 'main.ts')])
    assert.throws(
      () => readConfig({ MORI_DATA_DIR: path }),
      (error) => error instanceof Refusal && error.english!.startsWith(`MORI_DATA_DIR=${path} cannot be used`),
    );
});

test('a sentence never repeats a password', () => {
  assert.throws(
    () => readConfig({ MORI_DATA_DIR: folder(), DATABASE_URL: 'mysql://mori:secret-word@db/mori' }),
    (error) => error instanceof Refusal && error.message.includes('mysql://mori:…@db/mori'),
  );
});

test('the secret is made once, and only its owner can read it', () => {
  const dataDir = folder();
  const first = readConfig({ MORI_DATA_DIR: dataDir }).secret;
  assert.equal(readConfig({ MORI_DATA_DIR: dataDir }).secret, first);
  assert.equal(first.length, 64);
  assert.equal(statSync(join(dataDir, 'secret')).mode & 0o777, 0o600);
});
