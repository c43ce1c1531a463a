import { PgBoss } from 'pg-boss';
import { Refusal } from '#core/refusal.ts';
import type { Database } from '#db/pool.ts';
import { listUnfinishedDeclarations } from '#db/declared-sources.ts';
import { listUnfinishedProposals } from '#db/match-model-proposals.ts';
import { listUnfinishedReDecisions } from '#db/re-decisions.ts';
import type { ReferenceKind } from '#db/reference-loads.ts';
import { fillReadingKeys, readingKeysAreMissing } from '#db/register-readings.ts';
import { runCheck } from '#flows/check-import.ts';
import { carryOutDeclaration } from '#flows/declare-sources.ts';
import { loadReference, type ReferenceTable } from '#flows/load-reference.ts';
import { registerTable } from '#flows/load-register.ts';
import { townTable } from '#flows/load-towns.ts';
import { runModelProposal } from '#flows/propose-match-model.ts';
import { runReDecision } from '#flows/re-decide.ts';
import { runCheckJob, runImportJob } from './import-jobs.ts';
import { isLarge } from './run-import.ts';
import { keepTimetable, type Doors } from './timetable.ts';

export type Worker = {
  readonly startImport: (batchId: number) => Promise<void>;
  readonly startCheck: (batchId: number) => Promise<void>;
  readonly startReferenceLoad: (kind: ReferenceKind, loadId: number) => Promise<void>;
  readonly startReDecision: (id: number) => Promise<void>;
  readonly startModelProposal: (id: number) => Promise<void>;
  readonly startDeclaration: (id: number) => Promise<void>;
  readonly stop: () => Promise<void>;
};

const importRetries = 20;
const checkRetries = 2;
const loadRetries = 20;

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
  for (const id of await listUnfinishedDeclarations(database.db)) await jobs.startDeclaration(id);
  if (await readingKeysAreMissing(database.db)) await jobs.startReadingKeys();
  return { ...jobs, stop: () => boss.stop({ graceful: true, timeout: 15_000 }) };
}

/**
 * Takes up what is asked for: imports, their check runs, files of public tables, decisions made anew, other numbers tried, values of declared
 * sources; and what an update left to do.
 */
async function takeJobs(
  boss: PgBoss,
  database: Database,
): Promise<Omit<Worker, 'stop'> & { readonly startReadingKeys: () => Promise<void> }> {
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
  // A queue is called as its kind: what waited through an update from older versions is still taken up.
  const takeLoads = <Row, Told extends object>(table: ReferenceTable<Row, Told>) =>
    take<{ loadId: number }>(table.kind, { retryLimit: loadRetries, expireInSeconds: hour }, ({ loadId }, isLastTry) =>
      runReferenceLoad(database, table, loadId, isLastTry),
    );
  const sendReferenceLoad = { register: await takeLoads(registerTable), towns: await takeLoads(townTable) };
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
  const sendDeclaration = await take<{ id: number }>(
    'declare-source',
    { retryLimit: 20, expireInSeconds: 6 * hour },
    ({ id }) => carryOutDeclaration(database, id),
  );
  const sendReadingKeys = await take<object>(
    'register-readings',
    { retryLimit: loadRetries, expireInSeconds: hour },
    () => fillReadingKeys(database),
  );
  return {
    startImport: async (batchId) => void (await sendImport({ batchId }, String(batchId))),
    startCheck: async (batchId) =>
      (await isLarge(database, batchId))
        ? void (await sendCheck({ batchId }, String(batchId)))
        : void (await runCheck(database, batchId)),
    startReferenceLoad: async (kind, loadId) => void (await sendReferenceLoad[kind]({ loadId }, String(loadId))),
    startReDecision: async (id) => void (await sendReDecision({ id })),
    startModelProposal: async (id) => void (await sendModelProposal({ id })),
    startDeclaration: async (id) => void (await sendDeclaration({ id })),
    startReadingKeys: async () => void (await sendReadingKeys({}, 'all')),
  };
}

/** A file of another kind ends its load with a sentence; a fault is tried again. */
async function runReferenceLoad<Row, Told extends object>(
  database: Database,
  table: ReferenceTable<Row, Told>,
  loadId: number,
  isLastTry: boolean,
): Promise<void> {
  await loadReference(database, table, loadId, { removesFile: true, isLastTry }).catch((error: unknown) => {
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
