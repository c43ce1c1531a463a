#!/usr/bin/env node
// Runs one TypeScript file of the project on Node 24: `node bin/run.mjs bench/import.ts`.
import { ensureInstalled, root, runTypeScript } from './runtime.mjs';

ensureInstalled();
const [file, ...args] = process.argv.slice(2);
process.exitCode = await runTypeScript(file, args, { cwd: root });
