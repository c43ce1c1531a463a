import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { createApp } from '#api/app.ts';
import { Refusal } from '#core/refusal.ts';
import type { Language, Words } from '#core/words.ts';
import type { Db } from '#db/pool.ts';
import { loadDemo } from '#flows/load-demo.ts';
import { mailPost } from '#jobs/post.ts';
import { startWorker, type Worker } from '#jobs/worker.ts';
import { inUrl, type Config } from '../config.ts';
import { openHost, type Host, type OpenWorld, type WorldName } from '../open-world.ts';

type Running = { readonly world: OpenWorld; readonly app: FastifyInstance; readonly worker: Worker };

/** Serves the product until SIGINT or SIGTERM. The world it shows (own data or demo company) can be switched while it runs. */
export async function serve(config: Config, language: Language): Promise<void> {
  const host = await openHost(config);
  try {
    await serveOn(host, config, language);
  } catch (error) {
    await host.close();
    throw error;
  }
}

async function serveOn(host: Host, config: Config, language: Language): Promise<void> {
  const mark = join(config.dataDir, 'world');
  const first: WorldName = existsSync(mark) && readFileSync(mark, 'utf8') === 'demo' ? 'demo' : 'own';
  let running: Running;
  // Whoever still reads from the world before gets a second to finish; nothing of it may outlive the database.
  let leaving: Promise<unknown> = Promise.resolve();
  const goingDown = new AbortController();
  const switchTo = async (name: WorldName) => {
    const next = await start(host, config, name, switchTo);
    const previous = running;
    running = next;
    writeFileSync(mark, name);
    leaving = Promise.all([
      leaving,
      sleep(1_000, undefined, { signal: goingDown.signal })
        .catch(() => undefined)
        .then(() => stop(previous)),
    ]);
  };
  running = await start(host, config, first, switchTo);
  const server = createServer((request: IncomingMessage, response: ServerResponse) =>
    running.app.routing(request, response),
  );
  await listen(server, config).catch(async (error: unknown) => {
    await stop(running);
    throw error;
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  await announce(running.world.database.db, config, port, language);
  const shutDown = async () => {
    server.close();
    server.closeAllConnections();
    goingDown.abort();
    await Promise.all([stop(running), leaving]);
    await host.close();
    process.exit(0);
  };
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      setTimeout(() => process.exit(1), 20_000).unref();
      void shutDown();
    });
  }
}

async function listen(server: Server, { host, port }: Config): Promise<void> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve)).catch(
    (cause: NodeJS.ErrnoException) => {
      const { message } = cause;
      const why = listenTroubles[cause.code ?? ''] ?? { ja: message, en: message };
      const address = `${inUrl(host)}:${port}`;
      throw new Refusal('port_unavailable', `${address} で待ち受けられません。${why.ja}。`, {
        cause,
        english: `Mori cannot listen on ${address}: ${why.en}.`,
      });
    },
  );
}

const noSuchAddress: Words = {
  ja: 'このコンピューターにないアドレスです。MORI_HOST を変えてください',
  en: 'this machine has no such address. Set MORI_HOST',
};
const listenTroubles: Readonly<Record<string, Words>> = {
  EADDRINUSE: {
    ja: 'このポートは別のプログラム(もう1つの Mori かもしれません)が使っています。そちらを止めるか、MORI_PORT を変えてください',
    en: 'another program uses this port, perhaps another Mori. Stop it, or set MORI_PORT',
  },
  EADDRNOTAVAIL: noSuchAddress,
  ENOTFOUND: noSuchAddress,
  EACCES: {
    ja: 'この利用者はこのポートを使えません。MORI_PORT を 1024 以上にしてください',
    en: 'this user may not use this port. Set MORI_PORT to 1024 or above',
  },
};

async function start(
  host: Host,
  config: Config,
  name: WorldName,
  switchTo: (name: WorldName) => Promise<void>,
): Promise<Running> {
  const world = await host.open(name);
  if (name === 'demo') await loadDemo(world);
  const worker = await startWorker(
    {
      ...world,
      notices: { ...world, post: config.mail && mailPost(config.mail) },
      watchedFolder: name === 'own' ? config.watchedFolder : undefined,
    },
    (error) => console.error(error instanceof Error ? error.message : error),
  );
  const app = await createApp(
    {
      ...world,
      now: () => new Date(),
      startImport: worker.startImport,
      startCheck: worker.startCheck,
      startReferenceLoad: worker.startReferenceLoad,
      startReDecision: worker.startReDecision,
      startModelProposal: worker.startModelProposal,
      startDeclaration: worker.startDeclaration,
      switchTo,
    },
    { logLevel: config.logLevel },
  );
  return { world, app, worker };
}

async function stop(running: Running): Promise<void> {
  await running.worker.stop();
  await running.app.close();
  await running.world.close();
}

/** Prints the address. Before the first login it carries a one-time token; without it nobody can take the installation over. */
async function announce(db: Db, config: Config, port: number, language: Language): Promise<void> {
  const base =
    config.publicUrl ?? `http://${['0.0.0.0', '::'].includes(config.host) ? 'localhost' : inUrl(config.host)}:${port}`;
  const hasMembers = (await db.selectFrom('member').select('member_id').limit(1).execute()).length > 0;
  if (hasMembers) {
    console.log(readyWords(`${base}/`)[language]);
    return;
  }
  const token = randomBytes(24).toString('base64url');
  await db.deleteFrom('setup_token').where('used_at', 'is', null).execute();
  await db
    .insertInto('setup_token')
    .values({ token_hash: createHash('sha256').update(token).digest() })
    .execute();
  console.log(beginWords(`${base}/setup?token=${token}`)[language]);
}

/** Spaces around the address, so that a terminal takes nothing else for a part of it. */
const readyWords = (url: string): Words => ({ ja: `Mori を起動しました: ${url}`, en: `Mori is ready: ${url}` });
const beginWords = (url: string): Words => ({
  ja: `Mori を起動しました。はじめに1回だけ、このアドレスを開いてください: ${url}`,
  en: `Mori is ready. Open this address once to begin: ${url}`,
});
