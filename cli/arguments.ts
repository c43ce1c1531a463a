import { parseArgs } from 'node:util';
import { Refusal } from '#core/refusal.ts';
import { usage } from './usage.ts';

const options = {
  json: { type: 'boolean', default: false },
  lang: { type: 'string' },
  as: { type: 'string', default: 'auto' },
  check: { type: 'boolean', default: false },
  source: { type: 'string' },
  purpose: { type: 'string' },
  email: { type: 'string' },
  role: { type: 'string' },
  name: { type: 'string' },
  'password-stdin': { type: 'boolean', default: false },
  member: { type: 'string' },
  'requested-on': { type: 'string' },
  reason: { type: 'string' },
  out: { type: 'string' },
  companies: { type: 'string' },
  seed: { type: 'string' },
  adversarial: { type: 'boolean', default: false },
  rates: { type: 'string' },
  truth: { type: 'string' },
  links: { type: 'string' },
  entity: { type: 'string' },
  shuffles: { type: 'string', default: '5' },
  drop: { type: 'boolean', default: false },
  're-decide': { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  draw: { type: 'boolean', default: false },
  store: { type: 'boolean', default: false },
  kind: { type: 'string' },
  company: { type: 'string' },
  mail: { type: 'string' },
  phone: { type: 'string' },
  address: { type: 'string' },
  department: { type: 'string' },
  title: { type: 'string' },
  'corporate-number': { type: 'string' },
  website: { type: 'string' },
  key: { type: 'string' },
  towns: { type: 'string', multiple: true, default: [] as string[] },
  body: { type: 'string' },
  encoding: { type: 'string' },
  full: { type: 'boolean', default: false },
  demo: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** What was given with each option. */
export type Values = ReturnType<typeof parseArguments>['values'];

/** The command line taken apart. Refuses `usage`, with the list of commands. */
export function parseArguments() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : cause;
    throw new Refusal('usage', `引数が読めません: ${why}\n${usage.ja}`, { english: `${why}\n${usage.en}` });
  }
}

/** An argument that the command cannot do without. Refuses `usage`. */
export function need(name: string, value: string | undefined): string {
  if (value === undefined || value === '')
    throw new Refusal('usage', `${name} がありません。\n${usage.ja}`, {
      english: `${name} is missing.\n${usage.en}`,
    });
  return value;
}

/** A whole number from 0 to 2 thousand million. Refuses `usage`. */
export function wholeNumber(name: string, value: string | undefined): number {
  const number = Number(need(name, value));
  if (!Number.isInteger(number) || number < 0 || number > 2_000_000_000)
    throw new Refusal('usage', `${name}=${value} は 0 以上の整数で指定してください。`, {
      english: `${name}=${value}: give a whole number of 0 or more.`,
    });
  return number;
}
