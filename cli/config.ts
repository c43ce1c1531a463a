import { randomBytes } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';

const cloneFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** Every environment variable Mori reads. The README and .env.example list the same names; a test compares them. */
export const configSchema = z.object({
  MORI_HOST: z
    .string()
    .refine(
      (host) => URL.canParse(`http://${inUrl(host)}`) && !/[\s/@?#]/.test(host),
      'expected an address or a host name',
    )
    .default('127.0.0.1'),
  MORI_PORT: z.coerce
    .number('expected a port from 0 to 65535')
    .int('expected a port from 0 to 65535')
    .min(0, 'expected a port from 0 to 65535')
    .max(65535, 'expected a port from 0 to 65535')
    .default(3310),
  MORI_DATA_DIR: z.string().min(1).default(join(cloneFolder, 'data')),
  MORI_IMPORT_DIR: z
    .string()
    .refine((path) => existsSync(path), 'there is no such folder')
    .optional(),
  MORI_PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'expected https://mori.example.co.jp' }).optional(),
  MORI_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'expected fatal, error, warn, info, debug or silent')
    .default('warn'),
  MORI_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'expected smtp://user:password@host:587')
    .optional(),
  MORI_MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
      'expected mori@example.co.jp or Mori <mori@example.co.jp>',
    )
    .default('Mori <mori@localhost>'),
  MORI_OUTGOING_ALLOW: z
    .string()
    .refine(
      (hosts) => hostsOf(hosts).every((host) => /^[a-z0-9.-]+(?::\d{1,5})?$/i.test(host)),
      'expected host,host:port',
    )
    .default(''),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'expected postgres://user:password@host/database')
    .optional(),
});

export type Config = {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly publicUrl: string | undefined;
  readonly logLevel: string;
  /** The mail server for notices; without it they are shown on the first screen only. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | undefined;
  /** Files that are dropped here are taken in by themselves. */
  readonly watchedFolder: string | undefined;
  /** Hosts (`host` or `host:port`) that messages may go to although they are inside or without https. */
  readonly outgoingAllowed: readonly string[];
  readonly databaseUrl: string | undefined;
  /** Signs sessions. Generated on first start, mode 0600. */
  readonly secret: string;
};

/** Reads and checks the environment once; a wrong value stops the start with a sentence that names it. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = configSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const name = String(issue.path[0]);
    const setting = `${name}=${withoutPassword(given[name] ?? '')}`;
    throw new Refusal(
      'config_invalid',
      `${setting} は使えません。${inJapanese[issue.message] ?? issue.message}。設定の一覧は .env.example にあります。`,
      { english: `${setting} cannot be used: ${issue.message}. See .env.example.` },
    );
  }
  const dataDir = makeDataDir(resolve(parsed.data.MORI_DATA_DIR));
  return {
    host: parsed.data.MORI_HOST,
    port: parsed.data.MORI_PORT,
    dataDir,
    publicUrl: parsed.data.MORI_PUBLIC_URL,
    logLevel: parsed.data.MORI_LOG_LEVEL,
    mail: parsed.data.MORI_SMTP_URL
      ? { smtpUrl: parsed.data.MORI_SMTP_URL, from: parsed.data.MORI_MAIL_FROM }
      : undefined,
    watchedFolder: parsed.data.MORI_IMPORT_DIR && resolve(parsed.data.MORI_IMPORT_DIR),
    outgoingAllowed: hostsOf(parsed.data.MORI_OUTGOING_ALLOW),
    databaseUrl: parsed.data.DATABASE_URL,
    secret: readOrCreateSecret(join(dataDir, 'secret')),
  };
}

const inJapanese: Readonly<Record<string, string>> = {
  'expected an address or a host name': 'アドレスかホスト名を指定してください',
  'expected a port from 0 to 65535': '0〜65535 のポート番号を指定してください',
  'there is no such folder': 'そのフォルダがありません',
  'expected https://mori.example.co.jp': 'https://mori.example.co.jp の形で指定してください',
  'expected fatal, error, warn, info, debug or silent':
    'fatal・error・warn・info・debug・silent のどれかを指定してください',
  'expected smtp://user:password@host:587': 'smtp://user:password@host:587 の形で指定してください',
  'expected mori@example.co.jp or Mori <mori@example.co.jp>':
    'mori@example.co.jp か Mori <mori@example.co.jp> の形で指定してください',
  'expected host,host:port': 'host,host:port の形で指定してください',
  'expected postgres://user:password@host/database': 'postgres://user:password@host/database の形で指定してください',
};

/** An IPv6 address stands in brackets within an address of the web. */
export function inUrl(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}

/** What a sentence may repeat of a setting: connection strings without their password. */
export function withoutPassword(value: string): string {
  return value.replace(/(:\/\/[^/@]*?):[^/]*@/, '$1:…@');
}

function hostsOf(list: string): string[] {
  return list
    .split(',')
    .map((host) => host.trim())
    .filter(Boolean);
}

function makeDataDir(path: string): string {
  try {
    makeFolder(path);
    accessSync(`${path}/`, constants.W_OK);
    return path;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Refusal(
      'config_invalid',
      `MORI_DATA_DIR=${path} は使えません。フォルダを作れないか、書き込めません(${code})。別の場所を指定してください。`,
      {
        english: `MORI_DATA_DIR=${path} cannot be used: no folder can be made or written to there (${code}). Choose another one. See .env.example.`,
      },
    );
  }
}

/** One level at a time: with `recursive`, Node tries for ever where a system lets nobody make a folder (/proc). */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** A random secret kept in a file only its owner can read. */
function readOrCreateSecret(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  chmodSync(path, 0o600);
  return readFileSync(path, 'utf8').trim();
}
