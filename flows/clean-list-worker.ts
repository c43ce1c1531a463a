import { parentPort, workerData } from 'node:worker_threads';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import type { FindTowns } from '#core/town/find-towns.ts';
import { type Database, openDatabase } from '#db/pool.ts';
import { findTowns } from '#db/towns.ts';
import { cleanList, type CleanSink } from './clean-list.ts';
import type { CleanMessage, CleanNamed } from './clean-list-apart.ts';
import { cleanListPaper } from './clean-list-paper.ts';
import type { OpenList } from './open-list.ts';

// Cleans one list in a thread with memory of its own and tells what it finds, piece by piece. The database is opened only for towns.
const { list, rowsMax, databaseUrl, named } = workerData as {
  list: OpenList;
  rowsMax: number;
  databaseUrl: string;
  named: CleanNamed;
};
const { fileName, language } = named;
let database: Database | undefined;
const townsAsked: FindTowns = (romaji, kyoto) => {
  database ??= openDatabase(databaseUrl, { connectionsMax: 1 });
  return findTowns(database.db, romaji, kyoto);
};
const tell = (message: CleanMessage) => parentPort!.postMessage(message);
const questionsShown = 50;

try {
  const sink: CleanSink = {
    language,
    progress: (stage, rows) => tell({ stage, rows }),
    file: (file, text) => tell({ file, text }),
  };
  const { report, reviews } = await cleanList(list, rowsMax, sink, townsAsked);
  tell({ file: 'report.html', text: cleanListPaper(fileName, todayJst(new Date()), report, reviews, language) });
  tell({ report, questions: reviews.slice(0, questionsShown) });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  tell({ refusal: { code: error.code, message: error.message } });
} finally {
  await database?.close();
}
