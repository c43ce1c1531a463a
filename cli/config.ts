import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';

const cloneFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** Every environment variable Mori reads. The README and .env.example list the same names; a test compares them. */
export const configSchema = z.object({
  MORI_HOST: z.string().min(1).default('127.0.0.1'),
  MORI_PORT: z.coerce.number().int().min(0).max(65535).default(3310),
  MORI_DATA_DIR: z.string().min(1).default(join(cloneFolder, 'data')),
  MORI_IMPORT_DIR: z
    .string()
    .refine((path) => existsSync(path), 'there is no such folder')
    .optional(),
  MORI_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  MORI_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
  MORI_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'expected smtp://user:password@host:587')
    .optional(),
  MORI_MAIL_FROM: z.string().min(3).default('Mori <mori@localhost>'),
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
    throw new Refusal(
      'config_invalid',
      `${name}=${given[name] ?? ''} cannot be used: ${issue.message}. See .env.example.`,
    );
  }
  const dataDir = resolve(parsed.data.MORI_DATA_DIR);
  mkdirSync(dataDir, { recursive: true });
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
    databaseUrl: parsed.data.DATABASE_URL,
    secret: readOrCreateSecret(join(dataDir, 'secret')),
  };
}

/** A random secret kept in a file only its owner can read. */
function readOrCreateSecret(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  chmodSync(path, 0o600);
  return readFileSync(path, 'utf8').trim();
}
