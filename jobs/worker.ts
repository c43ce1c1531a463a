import { PgBoss } from 'pg-boss';
import { Refusal } from '#core/refusal.ts';
import type { Database } from '#db/pool.ts';
import { listUnfinishedReDecisions } from '#db/re-decisions.ts';
import { tidySignInTries } from '#db/sign-in-tries.ts';
import { runCheck } from '#flows/check-import.ts';
import { checkClosedMonths } from '#flows/check-month.ts';
import { applyReassignments } from '#flows/reassign.ts';
import { checkHandovers } from '#flows/check-handovers.ts';
import { followForms } from '#flows/follow-forms.ts';
import { guardFollowUps } from '#flows/follow-up-guard.ts';
import { runHandoverClock } from '#flows/handover-clock.ts';
import { reopenRecycled } from '#flows/next-cycle.ts';
import { loadRegister } from '#flows/load-register.ts';
import { drawAudit } from '#flows/match-audit.ts';
import { reconcileAll } from '#flows/reconcile.ts';
import { runReDecision } from '#flows/re-decide.ts';
import { recountDays } from '#flows/recount-days.ts';
import { deliverNotices } from '#flows/deliver-notices.ts';
import { sendMorningDigests } from '#flows/morning-digest.ts';
import type { Sender } from '#flows/notice-endpoints.ts';
import { proposeForMonth } from '#flows/qualification-rules.ts';
import { makeSfaReturns } from '#flows/sfa-return.ts';
import { sendNotices, type Post } from '#flows/send-notices.ts';
import { tidyUploads } from '#flows/tidy-uploads.ts';
import { watchFolder } from './watch.ts';
import { isLarge } from './run-import.ts';
import { runCheckJob, runImportJob } from './import-jobs.ts';

export type Doors = {
  readonly database: Database;
  /** Folder of uploads. */
  readonly files: string;
  /** A folder whose files are taken in by themselves. */
  readonly watchedFolder?: string | undefined;
  /** How notices leave the house; without a mail server they go to chats and stand on the first screen. */
  readonly notices: Sender & { readonly post: Post | undefined };
};
export type Worker = {
  readonly startImport: (batchId: number) => Promise<void>;
  readonly startCheck: (batchId: number) => Promise<void>;
  readonly startRegisterLoad: (loadId: number) => Promise<void>;
  readonly startReDecision: (id: number) => Promise<void>;
  readonly stop: () => Promise<void>;
};

const importQueue = 'import';
const tryQueue = 'check-import';
const importRetries = 20;
const checkRetries = 2;
const registerQueue = 'register';
const reDecisionQueue = 're-decide';
const tidyQueue = 'tidy-uploads';
const clockQueue = 'handover-clock';
const monthQueue = 'check-months';
const watchQueue = 'watch-folder';
const checkQueue = 'handover-check';
const reconcileQueue = 'reconcile';
const auditQueue = 'match-audit';
const deliveryQueue = 'deliver-notices';
const proposalQueue = 'rule-proposals';
const formQueue = 'follow-forms';

/**
 * Background work on pg-boss, in PostgreSQL only. A dead worker's job goes on within 30 seconds: heartbeats every 10, looked at
 * every 5; and a starting worker takes up at once what nobody runs. Every night undecided pairs of the matching are looked at again, uploads are tidied, hand-overs counted through
 * and closed months counted again; every five minutes the clock of hand-overs and follow-ups are looked at, a 担当替え and a lead to be called again whose day has come take effect and
 * the days of changed cycles are counted again; outbox, watched folder and rows that came one by one are looked into every minute; each month begins
 * with proposals, each week with cases drawn for the audit of the matching.
 */
export async function startWorker(
  { database, files, notices, watchedFolder }: Doors,
  onError: (error: unknown) => void,
): Promise<Worker> {
  const boss = new PgBoss({
    connectionString: database.url,
    schema: 'jobs',
    max: 4,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  boss.on('error', onError);
  await boss.start();
  await boss.createQueue(importQueue, {
    retryLimit: importRetries,
    retryDelay: 1,
    heartbeatSeconds: 10,
    expireInSeconds: 23 * 3_600,
  });
  await boss.work<{ batchId: number }>(importQueue, { batchSize: 1, pollingIntervalSeconds: 0.5 }, async ([job]) => {
    if (job) await runImportJob(database, job.data.batchId, job.retryCount >= importRetries);
  });
  const startImport = async (batchId: number) => {
    await boss.send(importQueue, { batchId }, { singletonKey: String(batchId) });
  };
  await boss.createQueue(tryQueue, {
    retryLimit: checkRetries,
    retryDelay: 1,
    heartbeatSeconds: 10,
    expireInSeconds: 6 * 3_600,
  });
  await boss.work<{ batchId: number }>(tryQueue, { batchSize: 1, pollingIntervalSeconds: 0.5 }, async ([job]) => {
    if (job) await runCheckJob(database, job.data.batchId, job.retryCount >= checkRetries);
  });
  const startCheck = async (batchId: number) => {
    if (await isLarge(database, batchId)) await boss.send(tryQueue, { batchId }, { singletonKey: String(batchId) });
    else await runCheck(database, batchId);
  };
  await boss.createQueue(registerQueue, {
    retryLimit: 20,
    retryDelay: 1,
    heartbeatSeconds: 10,
    expireInSeconds: 3_600,
  });
  await boss.work<{ loadId: number }>(registerQueue, { batchSize: 1, pollingIntervalSeconds: 0.5 }, async ([job]) => {
    if (job) await runRegisterLoad(database, job.data.loadId);
  });
  const startRegisterLoad = async (loadId: number) => {
    await boss.send(registerQueue, { loadId }, { singletonKey: String(loadId) });
  };
  await boss.createQueue(reDecisionQueue, {
    retryLimit: 5,
    retryDelay: 1,
    heartbeatSeconds: 10,
    expireInSeconds: 6 * 3_600,
  });
  await boss.work<{ id: number }>(reDecisionQueue, { batchSize: 1, pollingIntervalSeconds: 0.5 }, async ([job]) => {
    if (job) await runReDecision(database, job.data.id, new Date());
  });
  const startReDecision = async (id: number) => {
    await boss.send(reDecisionQueue, { id });
  };
  await boss.createQueue(tidyQueue);
  await boss.work(tidyQueue, async () => {
    await tidyUploads(database.db, files, new Date());
    await tidySignInTries(database.db);
  });
  await boss.schedule(tidyQueue, '30 3 * * *', null, { tz: 'Asia/Tokyo' });
  await boss.createQueue(clockQueue);
  await boss.work(clockQueue, async () => {
    await applyReassignments(database, new Date());
    await runHandoverClock(database, new Date());
    await reopenRecycled(database, new Date());
    await recountDays(database, new Date());
    await guardFollowUps(database, new Date());
    await sendNotices(database, notices, new Date());
    await makeSfaReturns(database, new Date());
    await sendMorningDigests(database, notices, new Date());
  });
  await boss.schedule(clockQueue, '*/5 * * * *', null, { tz: 'Asia/Tokyo' });
  await boss.createQueue(monthQueue);
  await boss.work(monthQueue, async () => void (await checkClosedMonths(database, new Date())));
  await boss.schedule(monthQueue, '30 4 * * *', null, { tz: 'Asia/Tokyo' });
  await boss.createQueue(checkQueue);
  await boss.work(checkQueue, async () => void (await checkHandovers(database.db, new Date())));
  await boss.schedule(checkQueue, '0 4 * * *', null, { tz: 'Asia/Tokyo' });
  await boss.createQueue(reconcileQueue);
  await boss.work(reconcileQueue, () => reconcileAll(database));
  await boss.schedule(reconcileQueue, '0 3 * * *', null, { tz: 'Asia/Tokyo' });
  await boss.createQueue(auditQueue);
  await boss.work(auditQueue, async () => void (await drawAudit(database, { memberId: null, now: new Date() })));
  await boss.schedule(auditQueue, '0 5 * * 1', null, { tz: 'Asia/Tokyo' });
  if (watchedFolder) {
    await boss.createQueue(watchQueue);
    await boss.work(watchQueue, () => watchFolder(database, watchedFolder, files, startImport));
    await boss.schedule(watchQueue, '* * * * *', null, { tz: 'Asia/Tokyo' });
  }
  await boss.createQueue(deliveryQueue, { policy: 'singleton' });
  await boss.work(deliveryQueue, async () => void (await deliverNotices(database, notices, new Date())));
  await boss.schedule(deliveryQueue, '* * * * *', null, { tz: 'Asia/Tokyo' });
  await boss.createQueue(formQueue, { policy: 'singleton' });
  await boss.work(formQueue, async () => void (await followForms(database, new Date())));
  await boss.schedule(formQueue, '* * * * *', null, { tz: 'Asia/Tokyo' });
  await boss.createQueue(proposalQueue);
  await boss.work(proposalQueue, async () => void (await proposeForMonth(database, new Date())));
  await boss.schedule(proposalQueue, '15 4 1 * *', null, { tz: 'Asia/Tokyo' });
  for (const batchId of await listUnfinished(database, ['queued', 'running'])) await startImport(batchId);
  for (const batchId of await listUnfinished(database, ['checking'])) await startCheck(batchId);
  for (const id of await listUnfinishedReDecisions(database.db)) await startReDecision(id);
  return {
    startImport,
    startCheck,
    startRegisterLoad,
    startReDecision,
    stop: () => boss.stop({ graceful: true, timeout: 15_000 }),
  };
}

/** A file that is no register ends its load with a sentence; a fault is tried again. */
async function runRegisterLoad(database: Database, loadId: number): Promise<void> {
  await loadRegister(database, loadId, { removesFile: true }).catch((error: unknown) => {
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
