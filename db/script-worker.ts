import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import type { Statement } from './script.ts';
import { copyInto } from './transaction.ts';

// Runs scripts one after the other, each as one transaction, on a connection of its own. Commits are not waited for to
// reach the disk: the cursor goes with its rows, and the commit that ends the import carries all before it.
const client = new pg.Client({
  connectionString: (workerData as { url: string }).url,
  application_name: 'mori import',
});
await client.connect();
parentPort!.on('message', async (statements: readonly Statement[]) => {
  try {
    await client.query('begin; set local synchronous_commit = off');
    for (const statement of statements) await run(statement);
    await client.query('commit');
    parentPort!.postMessage({ isCommitted: true });
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    parentPort!.postMessage({ isCommitted: false, problem: error instanceof Error ? error.message : String(error) });
  }
});

async function run(statement: Statement): Promise<void> {
  if ('text' in statement) {
    await client.query(statement.text, [...statement.values]);
    return;
  }
  const stream = client.query(copyInto(statement.table, statement.columns));
  stream.end(Buffer.from(statement.bytes.buffer));
  await once(stream, 'finish');
}
