import { PgBoss } from 'pg-boss';
import { Refusal } from '#core/refusal.ts';
import type { Database } from '#db/pool.ts';
import { listUnfinishedProposals } from '#db/match-model-proposals.ts';
import { listUnfinishedReDecisions } from '#db/re-decisions.ts';
import { runCheck } from '#flows/check-import.ts';
import { loadRegister } from '#flows/load-register.ts';
import { loadTowns } from '#flows/load-towns.ts';
import { runModelProposal } from '#flows/propose-match-model.ts';
import { runReDecision } from '#flows/re-decide.ts';
import { runCheckJob, runImportJob } from './import-jobs.ts';
import { isLarge } from './run-import.ts';
import { keepTimetable, type Doors } from './timetable.ts';

export type Worker = {
  readonly startImport: (batchId: number) => Promise<void>;
  readonly startCheck: (batchId: number) => Promise<void>;
  readonly startRegisterLoad: (loadId: number) => Promise<void>;
  readonly startTownLoad: (loadId: number) => Promise<void>;
  readonly startReDecision: (id: number) => Promise<void>;
  readonly startModelProposal: (id: number) => Promise<void>;
  readonly stop: () => Promise<void>;
};

const importRetries = 20;
const checkRetries = 2;

/**
 * Background work on pg-boss, in PostgreSQL only: what somebody asked for, and the timetable of what happens by itself unless
 * `isTimed` is false. A dead worker's job goes on within 30 seconds: heartbeats every 10, looked at every 5; and a starting worker
 * takes up at once what nobody runs.
 */
export async function startWorker(
  doors: Doors,
  onError: (error: unknown) => void,
  { isTimed = true }: { readonly isTimed?: boolean } = {},
): Promise<Worker> {
  const { database } = doors;
  const boss = new PgBoss({
    connectionString: database.url,
    schema: 'jobs',
    max: 4,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  boss.on('error', onError);
  await boss.start();
  const jobs = await takeJobs(boss, database);
  if (isTimed) await keepTimetable(boss, doors, jobs.startImport);
  for (const batchId of await listUnfinished(database, ['queued', 'running'])) await jobs.startImport(batchId);
  for (const batchId of await listUnfinished(database, ['checking'])) await jobs.startCheck(batchId);
  for (const id of await listUnfinishedReDecisions(database.db)) await jobs.startReDecision(id);
  for (const id of await listUnfinishedProposals(database.db)) await jobs.startModelProposal(id);
  return { ...jobs, stop: () => boss.stop({ graceful: true, timeout: 15_000 }) };
}

/** Takes up what is asked for: imports, their check runs, loads of the register, decisions made anew, other numbers tried. */
async function takeJobs(boss: PgBoss, database: Database): Promise<Omit<Worker, 'stop'>> {
  const take = async <J extends object>(
    queue: string,
    limits: { readonly retryLimit: number; readonly expireInSeconds: number },
    run: (job: J, isLastTry: boolean) => Promise<void>,
  ) => {
    await boss.createQueue(queue, { retryDelay: 1, heartbeatSeconds: 10, ...limits });
    await boss.work<J>(queue, { batchSize: 1, pollingIntervalSeconds: 0.5 }, async ([job]) => {
      if (job) await run(job.data, job.retryCount >= limits.retryLimit);
    });
    return (data: J, singletonKey?: string) => boss.send(queue, data, singletonKey ? { singletonKey } : {});
  };
  const hour = 3_600;
  const sendImport = await take<{ batchId: number }>(
    'import',
    { retryLimit: importRetries, expireInSeconds: 23 * hour },
    ({ batchId }, isLastTry) => runImportJob(database, batchId, isLastTry),
  );
  const sendCheck = await take<{ batchId: number }>(
    'check-import',
    { retryLimit: checkRetries, expireInSeconds: 6 * hour },
    ({ batchId }, isLastTry) => runCheckJob(database, batchId, isLastTry),
  );
  const sendRegisterLoad = await take<{ loadId: number }>(
    'register',
    { retryLimit: 20, expireInSeconds: hour },
    ({ loadId }) => runReferenceLoad(() => loadRegister(database, loadId, { removesFile: true })),
  );
  const sendTownLoad = await take<{ loadId: number }>(
    'towns',
    { retryLimit: 20, expireInSeconds: hour },
    ({ loadId }) => runReferenceLoad(() => loadTowns(database, loadId, { removesFile: true })),
  );
  const sendReDecision = await take<{ id: number }>(
    're-decide',
    { retryLimit: 5, expireInSeconds: 6 * hour },
    async ({ id }) => void (await runReDecision(database, id, new Date())),
  );
  const sendModelProposal = await take<{ id: number }>(
    'match-model',
    { retryLimit: 5, expireInSeconds: hour },
    ({ id }) => runModelProposal(database, id),
  );
  return {
    startImport: async (batchId) => void (await sendImport({ batchId }, String(batchId))),
    startCheck: async (batchId) =>
      (await isLarge(database, batchId))
        ? void (await sendCheck({ batchId }, String(batchId)))
        : void (await runCheck(database, batchId)),
    startRegisterLoad: async (loadId) => void (await sendRegisterLoad({ loadId }, String(loadId))),
    startTownLoad: async (loadId) => void (await sendTownLoad({ loadId }, String(loadId))),
    startReDecision: async (id) => void (await sendReDecision({ id })),
    startModelProposal: async (id) => void (await sendModelProposal({ id })),
  };
}

/** A file of another kind ends its load with a sentence; a fault is tried again. */
async function runReferenceLoad(load: () => Promise<unknown>): Promise<void> {
  await load().catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
}

async function listUnfinished({ db }: Database, states: readonly string[]): Promise<number[]> {
  const rows = await db
    .selectFrom('import_batch')
    .select('import_batch_id')
    .where('state', 'in', [...states])
    .orderBy('import_batch_id')
    .execute();
  return rows.map((row) => row.import_batch_id);
}
