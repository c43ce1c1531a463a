import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Refusal } from '#core/refusal.ts';
import { chooseSockets } from './place.ts';

const own = (folder: string) => {
  if (folder.startsWith('/closed')) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
};
const home = mkdtempSync(join(tmpdir(), 'mori-place-'));

test('sockets go to the data folder where the folder for passing files is closed', () => {
  const inHome = join(home, 'run');
  assert.equal(chooseSockets(['/closed/mori-1', inHome], own), inHome);
  assert.equal(chooseSockets([join(home, 'tmp'), inHome], own), join(home, 'tmp'));
});

test('a folder too long for a socket is passed over, and without any the start stops with a sentence', () => {
  const long = join(home, 'x'.repeat(100));
  assert.throws(
    () => chooseSockets(['/closed/mori-1', long], own),
    (error) => error instanceof Refusal && error.code === 'socket_folder_missing' && error.message.includes('TMPDIR'),
  );
});
