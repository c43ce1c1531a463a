import { changedDeclarations, declarableAttributes, type DeclarableAttribute } from '#core/account/declared.ts';
import type { DeclaredSources } from '#core/account/declared.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import {
  addDeclaredChange,
  beginDeclaredChange,
  declaredSetting,
  endDeclaredChange,
  findDeclaredChange,
  listAccountsOf,
  listToldBatches,
  moveDeclaredCursor,
  readDeclaredSources,
  type ToldBatch,
} from '#db/declared-sources.ts';
import { lockAccounts } from '#db/golden-accounts.ts';
import type { Database, Db } from '#db/pool.ts';
import { lockIdentity } from '#db/raw-rows.ts';
import { writeSetting } from '#db/settings.ts';
import { inTransaction } from '#db/transaction.ts';
import { findPreset } from '#sources/recognise.ts';
import { competeAnew, writeCompeted } from './compete-anew.ts';
import { slicesOf } from './slices.ts';

/** Companies whose rows are in memory at once, and for which whoever else decides identity waits. */
const accountsPerStep = 500;
/** Companies that a preview works out: about a second. */
const previewedMax = 500;

/** The sources that tell each attribute: their imports have a column for it. */
export async function listSourcesTelling(db: Db): Promise<Record<DeclarableAttribute, string[]>> {
  const batches = await listToldBatches(db);
  const sourcesOf = (attribute: DeclarableAttribute) =>
    [...new Set(batches.filter((batch) => tells(batch, attribute)).map(({ source }) => source))].sort();
  return Object.fromEntries(declarableAttributes.map((attribute) => [attribute, sourcesOf(attribute)])) as Record<
    DeclarableAttribute,
    string[]
  >;
}

function tells({ preset, columns }: ToldBatch, attribute: DeclarableAttribute): boolean {
  return findPreset(preset)?.positions?.includes(attribute) ?? columns[attribute] !== undefined;
}

/**
 * Declares for each attribute the source whose values stand before those of every other file (identity.md §2.11); an attribute that is left
 * out goes by rank again. Values that are decided from now on follow it; those of companies taken in before are worked out by
 * `carryOutDeclaration` of the change returned, undefined where nothing is declared otherwise than before. Waits for whoever decides identity.
 * Refuses `source_tells_nothing`.
 */
export async function declareSources(
  database: Database,
  wanted: DeclaredSources,
  memberId: number | null,
  now: Date,
): Promise<number | undefined> {
  return inTransaction(database, async (transaction) => {
    const { db } = transaction;
    // Rows of a batch are decided under one declaration, and stored before the next one holds.
    await lockIdentity(transaction);
    const before = await readDeclaredSources(db);
    if (changedDeclarations(before, wanted).length === 0) return undefined;
    await refuseUntold(db, before, wanted);
    await writeSetting(db, declaredSetting, wanted, memberId);
    await writeAudit(db, {
      memberId,
      action: 'declared_sources.change',
      subjectKind: 'setting',
      subjectId: declaredSetting,
      before,
      after: wanted,
    });
    return addDeclaredChange(db, { before, after: wanted, at: now }, memberId);
  });
}

async function refuseUntold(db: Db, before: DeclaredSources, wanted: DeclaredSources): Promise<void> {
  const telling = await listSourcesTelling(db);
  for (const { attribute } of changedDeclarations(before, wanted)) {
    const source = wanted[attribute];
    if (source !== undefined && !telling[attribute].includes(source))
      throw new Refusal('source_tells_nothing', `「${source}」の取込には、この項目の列がありません。`, {
        status: 422,
        details: { source, attribute },
      });
  }
}

/**
 * Works out the companies that a change of what is declared concerns, in steps that are a transaction each; a change that was interrupted goes on
 * behind its last step. Doing it again changes nothing. What is declared now decides, whatever was declared when the change was made.
 */
export async function carryOutDeclaration(database: Database, id: number): Promise<void> {
  const change = await findDeclaredChange(database.db, id);
  if (!change || change.state === 'done') return;
  const accounts = await listConcerned(database.db, change.before, change.after, change.cursor);
  await beginDeclaredChange(database.db, id, accounts.length);
  for (const step of slicesOf(accounts, accountsPerStep))
    await inTransaction(database, async (transaction) => {
      await lockIdentity(transaction);
      await lockAccounts(transaction.db, step);
      const competed = await competeAnew(transaction, step, await readDeclaredSources(transaction.db));
      await writeCompeted(transaction, competed);
      const changed = competed.filter(({ isShownOtherwise }) => isShownOtherwise).length;
      await moveDeclaredCursor(transaction.db, id, { cursor: step.at(-1)!, looked: step.length, changed });
    });
  await endDeclaredChange(database.db, id);
}

/** What declaring these sources would change: `changing` of `looked` companies, which stand for all `companies` that it concerns. */
export type DeclarationPreview = { readonly companies: number; readonly looked: number; readonly changing: number };

/** Works out some of the companies concerned, evenly spread, all of them where they are few; nothing is written. */
export async function previewDeclaration(database: Database, wanted: DeclaredSources): Promise<DeclarationPreview> {
  return inTransaction(database, async (transaction) => {
    const accounts = await listConcerned(transaction.db, await readDeclaredSources(transaction.db), wanted);
    const looked = spread(accounts, previewedMax);
    const competed = await competeAnew(transaction, looked, wanted);
    const changing = competed.filter(({ isShownOtherwise }) => isShownOtherwise).length;
    return { companies: accounts.length, looked: looked.length, changing };
  });
}

/** Companies behind `after` with a row that tells an attribute which is declared otherwise, of a source that gained or lost it. */
async function listConcerned(db: Db, before: DeclaredSources, wanted: DeclaredSources, after = 0): Promise<number[]> {
  const changed = changedDeclarations(before, wanted);
  const batches = (await listToldBatches(db)).filter((batch) =>
    changed.some(({ attribute, sources }) => sources.includes(batch.source) && tells(batch, attribute)),
  );
  return batches.length === 0
    ? []
    : listAccountsOf(
        db,
        batches.map(({ batchId }) => batchId),
        after,
      );
}

function spread(ids: readonly number[], most: number): number[] {
  if (ids.length <= most) return [...ids];
  return Array.from({ length: most }, (_, place) => ids[Math.floor((place * ids.length) / most)]!);
}
