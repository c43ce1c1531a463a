// Runs the given test files three at a time, each in a process of its own, those that take longest first: browsers, then commands and
// jobs, then what asks a database. Otherwise one long journey would be left for the end, with a processor idle beside it; and of two
// files on two processors one mostly waits, for a page or a clock.
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { root } from './runtime.mjs';

const order = ['web/journey/journey', 'web/', 'cli/', 'jobs/', 'flows/', 'api/', ''];
const rank = (file) => order.findIndex((start) => file.startsWith(start));
const files = process.argv.slice(2).sort((a, b) => rank(a) - rank(b));
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop.abort());

const took = new Map();
const events = run({
  files,
  cwd: root,
  concurrency: 3,
  timeout: 240_000,
  signal: stop.signal,
  execArgv: ['--disable-warning=ExperimentalWarning'],
});
events.on('test:fail', () => {
  process.exitCode = 1;
});
events.on('test:summary', ({ file, duration_ms }) => file && took.set(file, duration_ms));
events.on('end', () => {
  const slowest = [...took].sort((a, b) => b[1] - a[1]).slice(0, 10);
  console.log(
    `ℹ longest: ${slowest.map(([file, ms]) => `${file.slice(root.length + 1)} ${Math.round(ms / 1000)} s`).join(', ')}`,
  );
});
events.compose(spec).pipe(process.stdout);
