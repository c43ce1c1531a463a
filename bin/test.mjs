#!/usr/bin/env node
// `npm test`: checks, unit, database, flow, API and browser tests. Ends with a line `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, ensureWebBuilt, findNode, root } from './runtime.mjs';

ensureInstalled();
ensureWebBuilt();
const only = process.argv.slice(2);
let passed = 0;
let failed = 0;

if (only.length === 0) {
  const check = spawnSync(findNode(), [join(root, 'bin', 'check.mjs')], { cwd: root, stdio: 'inherit' });
  if (check.status === 0) passed++;
  else failed++;
}
const given = process.env.MORI_TEST_SERVER;
const server = given ? undefined : await startServer();
try {
  await runTests(server?.url ?? given);
} finally {
  server?.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** A throw-away embedded PostgreSQL for the run; it stops with its holder. */
function startServer() {
  const holder = spawn(
    findNode(),
    ['--disable-warning=ExperimentalWarning', join(root, 'fixtures', 'test-server.ts')],
    { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  return new Promise((resolve, reject) => {
    holder.stdout.once('data', (data) => resolve({ url: String(data).trim(), stop: () => holder.stdin.end() }));
    holder.once('exit', (code) => reject(new Error(`The test server ended with ${code}.`)));
  });
}

async function runTests(url) {
  const listed = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '*.test.ts'], {
    cwd: root,
    encoding: 'utf8',
  })
    .stdout.trim()
    .split('\n');
  const files = listed.filter((file) => only.length === 0 || only.some((part) => file.includes(part)));
  const child = spawn(
    findNode(),
    [
      '--disable-warning=ExperimentalWarning',
      '--test',
      '--test-concurrency=2',
      '--test-timeout=240000',
      '--test-reporter=spec',
      ...files,
    ],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, MORI_TEST_SERVER: url },
    },
  );
  let text = '';
  child.stdout.on('data', (data) => {
    text += data;
    process.stdout.write(data);
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  const number = (word) => Number(new RegExp(`${word} (\\d+)\\s*$`, 'm').exec(text)?.[1] ?? 0);
  passed += number('pass');
  failed += number('fail') + number('cancelled');
  if (code !== 0 && number('fail') + number('cancelled') === 0) failed++;
}
