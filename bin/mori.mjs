#!/usr/bin/env node
import { ensureInstalled, runTypeScript } from './runtime.mjs';

ensureInstalled();
process.exitCode = await runTypeScript('cli/main.ts', process.argv.slice(2));
