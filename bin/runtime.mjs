// Plain JavaScript that any Node from 20 on can run: finds Node 24 and installs what is missing.
// Everything else in Mori is TypeScript and runs on the Node this file returns.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installedMark = join(root, 'node_modules', '.mori-installed');

export function ensureInstalled() {
  const lockHash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(installedMark) && readFileSync(installedMark, 'utf8') === lockHash) return;
  console.error('Installing packages (once) …');
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (npm.status !== 0) {
    console.error('npm ci did not finish. Check the network and the npm registry, then run the command again.');
    process.exit(2);
  }
  writeFileSync(installedMark, lockHash);
}

export function findNode() {
  const bundled = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(bundled)) return bundled;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  console.error(
    `Mori needs Node 24. This machine has ${process.versions.node} and no bundled Node for ${process.platform}-${process.arch}. Install Node 24 or newer and run the command again.`,
  );
  process.exit(1);
}

/**
 * The answering thread writes large batches that others decided: without a bound V8 gives it 130 MB for what is short-lived, and
 * the C library keeps what freed buffers leave. A thread of little memory would mark all of it after every few megabytes that
 * outlive a collection, beside PostgreSQL on the same cores: it may double first.
 */
const memoryArgs = [
  '--max-semi-space-size=4',
  '--heap-growing-percent=100',
  `--import=${pathToFileURL(join(root, 'bin', 'thread-memory.mjs'))}`,
];
/** Threads that each keep freed memory of their own would hold 30 MB more between them. */
const memoryEnv = { MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_ARENA_MAX: '1' };
/** What Node made of the TypeScript files is kept, so that the next start spends half as long on them. */
export const compiledEnv = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'mori') };

/** Runs a TypeScript file on Node 24, passes signals on and ends with its exit code. */
export function runTypeScript(file, args, options = {}) {
  const child = spawn(findNode(), ['--disable-warning=ExperimentalWarning', ...memoryArgs, join(root, file), ...args], {
    cwd: options.cwd ?? process.cwd(),
    stdio: 'inherit',
    env: { ...memoryEnv, ...compiledEnv, ...process.env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ? 130 : (code ?? 2))));
}

/** Builds the web page when its sources are newer than the last build. */
export function ensureWebBuilt() {
  const mark = join(root, 'web', 'dist', '.built-from');
  const sources = execFileSync(process.execPath, ['-e', sourceStampScript, join(root, 'web'), join(root, 'core')], {
    encoding: 'utf8',
  });
  if (existsSync(mark) && readFileSync(mark, 'utf8') === sources) return;
  console.error('Building the web page (once) …');
  const vite = spawnSync(
    findNode(),
    [
      join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
      'build',
      '--config',
      join(root, 'web', 'vite.config.js'),
      '--logLevel',
      'error',
    ],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
    },
  );
  if (vite.status !== 0) {
    console.error('The web page could not be built; the message above says why.');
    process.exit(2);
  }
  writeFileSync(mark, sources);
}

const sourceStampScript = `
const { readdirSync, readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');
const hash = require('node:crypto').createHash('sha256');
const walk = (folder) => {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name === 'dist' || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) walk(path);
    else hash.update(entry.name).update(readFileSync(path));
  }
};
process.argv.slice(1).forEach(walk);
process.stdout.write(hash.digest('hex'));
`;
