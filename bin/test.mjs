#!/usr/bin/env node
// `npm test`: checks, unit, database, flow, API and browser tests. Ends with a line `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { compiledEnv, ensureInstalled, ensureWebBuilt, findNode, root } from './runtime.mjs';

ensureInstalled();
ensureWebBuilt();
const only = process.argv.slice(2);
const scratch = openScratch();
const env = { ...compiledEnv, ...process.env, ...(scratch && { TMPDIR: scratch }) };
let passed = 0;
let failed = 0;

const running = new Set();
let isInterrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    isInterrupted = true;
    for (const child of running) child.kill('SIGINT');
  });

const given = process.env.MORI_TEST_SERVER;
const server = given ? undefined : await startServer();
try {
  if (only.length === 0) await runCheck();
  if (!isInterrupted) await runTests(server?.url ?? given);
} finally {
  await server?.stop();
  if (scratch) rmSync(scratch, { recursive: true, force: true });
}
if (isInterrupted) failed++;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** One folder for what the tests write beside the database, gone when they end; any user may enter it, as PostgreSQL has one of its own. */
function openScratch() {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'mori-run-'));
    chmodSync(folder, 0o755);
    return folder;
  } catch {
    return undefined;
  }
}

/** A throw-away embedded PostgreSQL for the run; it stops with its holder. */
function startServer() {
  const holder = spawn(
    findNode(),
    ['--disable-warning=ExperimentalWarning', join(root, 'fixtures', 'test-server.ts')],
    { cwd: root, stdio: ['pipe', 'pipe', 'inherit'], env },
  );
  const ended = new Promise((resolve) => holder.once('exit', resolve));
  const stop = () => {
    holder.stdin.end();
    return ended;
  };
  return new Promise((resolve, reject) => {
    holder.stdout.once('data', (data) => resolve({ url: String(data).trim(), stop }));
    holder.once('exit', (code) => reject(new Error(`The test server ended with ${code}.`)));
  });
}

async function runCheck() {
  const check = await run([join(root, 'bin', 'check.mjs')], { stdio: 'inherit' });
  if (check.code === 0) passed++;
  else failed++;
}

async function runTests(url) {
  const listed = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '*.test.ts'], {
    cwd: root,
    encoding: 'utf8',
  })
    .stdout.trim()
    .split('\n');
  const files = listed.filter((file) => only.length === 0 || only.some((part) => file.includes(part)));
  const ofBrowser = files.filter((file) => readFileSync(join(root, file), 'utf8').includes('openBrowser('));
  const browser = ofBrowser.length > 0 ? ensureBrowser() : {};
  if (!browser) failed += ofBrowser.length;
  const runnable = browser ? files : files.filter((file) => !ofBrowser.includes(file));
  const { code, text } = await run([join(root, 'bin', 'run-tests.mjs'), ...runnable], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...env, ...browser, MORI_TEST_SERVER: url },
  });
  const number = (word) => Number(new RegExp(`${word} (\\d+)\\s*$`, 'm').exec(text)?.[1] ?? 0);
  passed += number('pass');
  failed += number('fail') + number('cancelled');
  if (code !== 0 && number('fail') + number('cancelled') === 0) failed++;
}

/** Runs a script on Node 24, shows what it prints and ends with its exit code. */
function run(args, options) {
  const child = spawn(findNode(), args, { cwd: root, env, ...options });
  running.add(child);
  let text = '';
  child.stdout?.on('data', (data) => {
    text += data;
    process.stdout.write(data);
  });
  return new Promise((resolve) =>
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code, text });
    }),
  );
}
