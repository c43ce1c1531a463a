import type { Observation, Rejected } from '#core/observation/observation.ts';
import { todayJst } from '#core/period/day.ts';
import { writeAudit } from '#db/audit.ts';
import { readBase } from '#db/directory.ts';
import { readErased } from '#db/erasures.ts';
import { findFormBatch, openFormBatch, type FormOrigin } from '#db/form-batches.ts';
import { moveCursor } from '#db/import-cursor.ts';
import type { Database, Db } from '#db/pool.ts';
import { inPromptTransaction, type PromptTransaction, withPromptReads } from '#db/prompt-transaction.ts';
import { identityLock, nextArrival, readLatestVersions } from '#db/raw-rows.ts';
import { registerExtent } from '#db/register.ts';
import { Registry } from '#db/registry.ts';
import { recordScript } from '#db/script.ts';
import type { Transaction } from '#db/transaction.ts';
import { formFields, formHeader, type FormField } from '#sources/form/presets.ts';
import { findPreset } from '#sources/recognise.ts';
import { rowReader, type RowReader } from '#sources/to-observation.ts';
import { answerLeads, type LeadAnswer } from './answer-leads.ts';
import { planRows, readStored, sortRows, writeRows, type FileRow, type RowsPlan } from './import-rows.ts';
import { InFlight } from './in-flight.ts';
import { entitiesPerRowMax } from './plan-ingest.ts';
import { leaveOutErased } from './leave-out-erased.ts';
import { askRegister } from './register-aliases.ts';
import { askTowns } from './ask-towns.ts';

const presetOf = { lead: 'form-leads', card: 'form-cards' } as const;

/** One lead or card as somebody tells of it; what is not known is left out. `leadKey` is its key in its own system. */
export type LeadTold = Partial<Record<FormField, string>>;
export type LeadKind = 'lead' | 'card';
export type LeadSource = {
  readonly kind: LeadKind;
  /** The system that the rows come from: `form`, `website`, `card-scanner` … Its own keys link its rows. */
  readonly source: string;
  readonly memberId: number | null;
  readonly now: Date;
};

/**
 * Takes leads or cards in that come one by one (identity.md §2.15): each becomes an Observation, a stored row with key and outcome,
 * and a link with its reasons, as a row of a file does, durable when this answers. The same key and content again changes
 * nothing; without a key the content of one day is the key. Returns one answer for each, in order.
 */
export async function takeLeads(
  database: Database,
  leads: readonly LeadTold[],
  from: LeadSource,
): Promise<LeadAnswer[]> {
  const origin = originOf(from);
  const { reader, read } = readLeads(leads, from);
  return inPromptTransaction(
    database,
    identityLock,
    async (transaction) => {
      transaction.ahead((db) => [findFormBatch(db, origin), ...firstQuestions(db, read)]);
      const { batchId, lastRow } = await openFormBatch(transaction.db, origin, formHeader);
      const decided = await decide(transaction.db, reader, numbered(read, lastRow), batchId);
      await write(transaction, origin, batchId, decided);
      return decided;
    },
    (db, { rows, plan }) => answerLeads(db, rows, plan, true),
  );
}

/** The same answers, and nothing is stored. */
export async function matchLeads(
  database: Database,
  leads: readonly LeadTold[],
  from: LeadSource,
): Promise<LeadAnswer[]> {
  const { reader, read } = readLeads(leads, from);
  return withPromptReads(database, async ({ db, ahead }) => {
    ahead((questions) => firstQuestions(questions, read));
    const { rows, plan } = await decide(db, reader, read, noBatch);
    return answerLeads(db, rows, plan, false);
  });
}

const noBatch = 0;

type Planned = { readonly rows: readonly FileRow[]; readonly plan: RowsPlan };

async function decide(db: Db, reader: RowReader, read: readonly FileRow[], batchId: number): Promise<Planned> {
  const rows = await askRegister(db, await askTowns(db, await leaveOutErased(db, reader, read)));
  const held = new InFlight(undefined, { explains: true });
  return {
    rows,
    plan: await planRows(db, held, sortRows(await readStored(db, rows), undefined, batchId, reader.preset, rows)),
  };
}

/** What one lead or card tells, as an Observation; undated ones are of today. */
export function observeLead(told: LeadTold, from: LeadSource): Observation | Rejected {
  return readLeads([told], from).read[0]!.read;
}

function readLeads(leads: readonly LeadTold[], { kind, source, now }: LeadSource) {
  const reader = rowReader(findPreset(presetOf[kind])!, noMapping, formHeader, source);
  const day = todayJst(now);
  const read = leads.map((told, index): FileRow => {
    const cells = formFields.map((field) => told[field] ?? (field === 'createdOn' ? day : ''));
    return { number: index + 1, cells, read: reader.read(cells, index + 1, () => 1) };
  });
  return { reader, read };
}

const noMapping = { columns: {}, values: {}, owners: {} };

/** Rows with their places behind those that the import holds already. */
function numbered(rows: readonly FileRow[], lastRow: number): FileRow[] {
  return rows.map(({ cells, read, number }) => {
    const place = lastRow + number;
    const placed = 'rejected' in read ? { ...read, number: place } : { ...read, row: { ...read.row, number: place } };
    return { number: place, cells, read: placed };
  });
}

/** What does not depend on who is found: asked at once instead of one after the other. */
function firstQuestions(db: Db, rows: readonly FileRow[]): Promise<unknown>[] {
  const keys = rows.flatMap(({ read }) => ('rejected' in read ? [] : [read.row.key]));
  return [
    readErased(db),
    registerExtent(db),
    readLatestVersions(db, keys),
    readBase(db),
    Registry.open(db, [], rows.length * entitiesPerRowMax),
    nextArrival(db),
  ];
}

/** What is written needs no answers and goes with the commit, unless a stored row changes. */
async function write(
  transaction: PromptTransaction,
  { memberId }: FormOrigin,
  batchId: number,
  { rows, plan }: Planned,
): Promise<void> {
  const writing = async (to: Transaction) => {
    const counts = await writeRows(to, batchId, plan, rows);
    await moveCursor(to, batchId, rows.at(-1)!.number, counts);
    const rowKeys = plan.sorted.incoming.map(({ observation }) => observation.row.key);
    const entry = { action: 'lead.take', subjectKind: 'import', subjectId: batchId };
    await writeAudit(to.db, { memberId, ...entry, after: { rows: rowKeys } });
  };
  if (plan.ingest.earlierLinks.size > 0) await writing(transaction);
  else transaction.later(await recordScript(writing));
}

function originOf({ kind, source, memberId, now }: LeadSource): FormOrigin {
  return { source, preset: presetOf[kind], on: todayJst(now), memberId };
}
