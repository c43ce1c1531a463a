// Loaded before the program. The flag that keeps the young part of the answering thread small (runtime.mjs) would count for every
// thread; from here on each has what it was given.
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--max-semi-space-size=0');
