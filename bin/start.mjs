#!/usr/bin/env node
import { ensureInstalled, ensureWebBuilt, root, runTypeScript } from './runtime.mjs';

ensureInstalled();
ensureWebBuilt();
process.exitCode = await runTypeScript('cli/main.ts', ['serve', ...process.argv.slice(2)], { cwd: root });
