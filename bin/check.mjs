#!/usr/bin/env node
// Named checks over the tree. Each prints its name and, when it fails, why; the exit code says whether all passed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNode, root } from './runtime.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
const node = findNode();
const scratch = mkdtempSync(join(tmpdir(), 'mori-check-'));
const generated = join(scratch, 'schema.ts');
const steps = [
  ['types of the server', [node, join(root, 'node_modules/typescript/bin/tsc'), '-p', '.']],
  ['types of core (no I/O)', [node, join(root, 'node_modules/typescript/bin/tsc'), '-p', 'core']],
  ['types of the page', [node, join(root, 'node_modules/typescript/bin/tsc'), '-p', 'web']],
  ['format and lint', [bin('biome'), 'check', '--max-diagnostics=20', '.']],
  ['dead code', [node, join(root, 'node_modules/knip/bin/knip.js'), '--no-progress']],
  [
    'web client is generated from the API',
    [node, '--disable-warning=ExperimentalWarning', join(root, 'bin/generate-client.ts'), generated],
  ],
];
let isClean = true;
for (const [name, [command, ...args]] of steps) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  const hasPassed = status === 0;
  isClean &&= hasPassed;
  console.log(`${hasPassed ? '✔' : '✖'} ${name}`);
  if (!hasPassed) console.log(`${stdout}${stderr}`.slice(0, 6_000));
}
const isSame = readFileSync(generated, 'utf8') === readFileSync(join(root, 'web/api/schema.ts'), 'utf8');
rmSync(scratch, { recursive: true });
if (!isSame) console.log('✖ web/api/schema.ts is stale: run "node bin/run.mjs bin/generate-client.ts"');
process.exitCode = isClean && isSame ? 0 : 1;
