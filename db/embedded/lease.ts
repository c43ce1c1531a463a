import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Processes that use one embedded server each keep a file named after their process id. A file whose process is gone
 * (kill -9) does not count, so a dead holder never keeps the server alive.
 */
export function takeLease(dataDir: string): { release: () => number } {
  const folder = join(dataDir, 'leases');
  mkdirSync(folder, { recursive: true });
  const own = join(folder, String(process.pid));
  writeFileSync(own, '');
  return {
    release: () => {
      rmSync(own, { force: true });
      const others = readdirSync(folder).filter((name) => isAlive(Number(name)));
      return others.length;
    },
  };
}

/** One process at a time may start or stop the server of a data folder. A lock whose holder died is taken over. */
export async function withStartLock<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const lock = join(dataDir, 'start.lock');
  while (!tryLock(lock)) await sleep(50);
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function tryLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, String(process.pid)), '');
    return true;
  } catch {
    if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function isAbandoned(lock: string): boolean {
  try {
    const [holder] = readdirSync(lock);
    if (holder) return !isAlive(Number(holder));
    return Date.now() - statSync(lock).mtimeMs > 5_000;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
