import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Refusal } from '#core/refusal.ts';
import { choosePlace, type Place } from './place.ts';
import { takeLease, withStartLock } from './lease.ts';

export type EmbeddedServer = {
  /** Connection string of one database on this server. */
  readonly urlOf: (database: string) => string;
  /** Gives the lease back; the last one out stops the server. */
  readonly release: () => Promise<void>;
};

const startTimeoutMs = 60_000;

/**
 * Starts the embedded PostgreSQL, or joins the one that already runs on this data folder (another Mori process, or a
 * server that outlived a killed one). It runs in a session of its own, so that Ctrl-C reaches Mori first.
 */
export async function startEmbeddedServer(dataDir: string): Promise<EmbeddedServer> {
  const place = choosePlace(dataDir);
  const lease = takeLease(dataDir);
  const password = readOrCreatePassword(join(dataDir, 'database-password'));
  const urlOf = (database: string) => `postgres://mori:${password}@${encodeURIComponent(place.sockets)}/${database}`;
  await withStartLock(dataDir, async () => {
    if (!existsSync(join(place.data, 'PG_VERSION'))) initialise(place, password);
    if (!isRunning(place)) launch(place);
    await waitUntilReady(place, urlOf('postgres'));
  });
  return {
    urlOf,
    release: () =>
      withStartLock(dataDir, async () => {
        if (lease.release() > 0) return;
        await stop(place);
      }),
  };
}

function initialise(place: Place, password: string): void {
  const passwordFile = join(place.sockets, 'initial-password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid);
  try {
    execFileSync(
      join(place.programs, 'bin', 'initdb'),
      [
        '-D',
        place.data,
        '-U',
        'mori',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--locale-provider=builtin',
        '--locale=C.UTF-8',
        '--encoding=UTF8',
      ],
      { ...place.user, stdio: ['ignore', 'ignore', 'pipe'], cwd: '/', env: programEnvironment(place) },
    );
  } finally {
    rmSync(passwordFile);
  }
}

function launch(place: Place): void {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: place.sockets,
    unix_socket_permissions: '0700',
    max_connections: '120',
    shared_buffers: '512MB',
    work_mem: '32MB',
    // The usual price assumes a turning disk and reads whole tables where a covering index would do.
    random_page_cost: '1.1',
    maintenance_work_mem: '128MB',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    gin_pending_list_limit: '32MB',
    jit: 'off',
    timezone: 'UTC',
  };
  const log = openSync(join(place.sockets, 'server.log'), 'a', 0o600);
  const server = spawn(
    join(place.programs, 'bin', 'postgres'),
    ['-D', place.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...place.user, detached: true, stdio: ['ignore', log, log], cwd: '/', env: programEnvironment(place) },
  );
  server.unref();
  closeSync(log);
}

/** initdb starts postgres again by its own path, which needs only its libraries. */
function programEnvironment(place: Place): NodeJS.ProcessEnv {
  return { LD_LIBRARY_PATH: join(place.programs, 'lib'), PATH: process.env.PATH, TZ: 'UTC' };
}

function serverPid(place: Place): number | undefined {
  const path = join(place.data, 'postmaster.pid');
  if (!existsSync(path)) return undefined;
  const pid = Number(readFileSync(path, 'utf8').split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

function isRunning(place: Place): boolean {
  const pid = serverPid(place);
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}

async function waitUntilReady(place: Place, url: string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (cause) {
      await client.end().catch(() => undefined);
      if (Date.now() > deadline) {
        throw new Refusal(
          'embedded_database_unreachable',
          `The embedded PostgreSQL in ${place.data} did not answer within ${startTimeoutMs / 1000} s. Its log is ${join(place.sockets, 'server.log')}.`,
          { cause },
        );
      }
      await sleep(50);
    }
  }
}

/** SIGINT is PostgreSQL's fast shutdown: it ends sessions, writes a checkpoint and leaves clean files. */
async function stop(place: Place): Promise<void> {
  const pid = serverPid(place);
  if (!pid || !isRunning(place)) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + 30_000;
  while (isRunning(place) && Date.now() < deadline) await sleep(30);
}

function readOrCreatePassword(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}
