#!/usr/bin/env node
// Named checks over the tree. Each prints its name and, when it fails, why; the exit code says whether all passed.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNode, root } from './runtime.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
const node = findNode();
const scratch = mkdtempSync(join(tmpdir(), 'mori-check-'));
const generated = join(scratch, 'schema.ts');
/** Several checkers in one step would each work out the same types again; the steps run beside each other instead. */
const types = (project) => [node, join(root, 'node_modules/typescript/bin/tsc'), '-p', project, '--checkers', '1'];
const steps = [
  ['types of the page', types('web')],
  ['types of the server', types('.')],
  ['types of core (no I/O)', types('core')],
  ['format and lint', [bin('biome'), 'check', '--max-diagnostics=20', '.']],
  ['dead code', [node, join(root, 'node_modules/knip/bin/knip.js'), '--no-progress']],
  [
    'web client is generated from the API',
    [node, '--disable-warning=ExperimentalWarning', join(root, 'bin/generate-client.ts'), generated],
  ],
];
const stepsAtOnce = 2;
let isClean = true;
await Promise.all(
  Array.from({ length: stepsAtOnce }, async () => {
    for (let step = steps.shift(); step; step = steps.shift()) {
      const [name, command] = step;
      const { code, said } = await run(command);
      isClean &&= code === 0;
      console.log(`${code === 0 ? '✔' : '✖'} ${name}`);
      if (code !== 0) console.log(said.slice(0, 6_000));
    }
  }),
);
const isSame = readFileSync(generated, 'utf8') === readFileSync(join(root, 'web/api/schema.ts'), 'utf8');
rmSync(scratch, { recursive: true });
if (!isSame) console.log('✖ web/api/schema.ts is stale: run "node bin/run.mjs bin/generate-client.ts"');
process.exitCode = isClean && isSame ? 0 : 1;

/** Runs one program to its end; what it said counts only where it failed. */
function run([command, ...args]) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}
