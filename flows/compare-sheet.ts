import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEmail } from '#core/contact/email.ts';
import { Refusal } from '#core/refusal.ts';
import { ownPeopleOf } from '#core/target/nominator.ts';
import type { Language, Words } from '#core/words.ts';
import { listOwnerNames, readOwners } from '#db/owners.ts';
import type { Db } from '#db/pool.ts';
import { unsafeCell } from '#sources/file/csv-row.ts';
import { prepareFile, tablePathOf } from '#sources/file/prepare.ts';
import { readRecords } from '#sources/file/read-records.ts';
import { sheetColumns, type SheetNoun } from './list-sheets.ts';
import { readSheetValues } from './sheet-values.ts';
import { meantBy, placeOf, wordIn, type WordedColumn } from './sheet-words.ts';

export type SheetChange = {
  readonly id: number;
  readonly name: string;
  readonly attribute: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** What somebody else made of it since the sheet was taken out; null where nobody did. */
  readonly conflict: string | null;
};
/** Why a cell of a sheet is left out. */
export type SheetProblem = {
  readonly code: 'row_gone' | 'choice_unknown' | 'owner_unknown' | 'owner_ambiguous' | 'email_invalid' | 'name_missing';
  readonly row: number;
  readonly title: string;
  readonly value: string;
  /** What could stand there instead. */
  readonly choices: readonly string[];
};
type SheetRow = { readonly id: number; readonly row: number; readonly cells: readonly string[] };
type Placed = WordedColumn & { readonly was: number; readonly now: number };

/**
 * Compares a sheet that came back with what it held when it left (hidden columns) and with today's values: what changed,
 * and where somebody else changed the same cell meanwhile (変更箇所の確認). Nothing is written. A sheet in either language is understood; what is told is in `language`. An owner
 * by family name is the one of our own people who has it (`高瀬` is told as `高瀬 亮介`). Refuses a file without our key.
 */
export async function compareSheet(
  db: Db,
  noun: SheetNoun,
  bytes: Buffer,
  folder: string,
  language: Language,
): Promise<{ changes: SheetChange[]; rows: number; problems: SheetProblem[] }> {
  const { columns, rows } = await readSheet(noun, bytes, folder);
  const current = await readSheetValues(
    db,
    noun,
    rows.map(({ id }) => id),
  );
  const meantOwners = await readMeantOwners(db, ownersNamed(columns, rows));
  const changes: SheetChange[] = [];
  const problems: SheetProblem[] = [];
  for (const { id, row, cells } of rows) {
    const held = current.get(id);
    if (!held) {
      problems.push({ code: 'row_gone', row, title: '', value: '', choices: [] });
      continue;
    }
    for (const { attribute, title: titles, choices, was, now } of columns) {
      const before = meantBy(choices, (cells[was] ?? '').trim());
      const written = meantBy(choices, unsafeCell((cells[now] ?? '').trim()));
      const owners = attribute === 'owner_name' && written !== before ? (meantOwners.get(written) ?? []) : [written];
      const after = owners.length === 1 ? owners[0]! : written;
      const title = titles[language];
      const today = held.values[attribute] ?? '';
      if (before === after || (attribute !== 'approval' && today === after)) continue;
      const code = problemOf(noun, attribute, after, choices, owners);
      const say = (word: string) => wordIn(choices, word, language);
      if (code)
        problems.push({
          ...{ code, row, title, value: after },
          choices: code === 'owner_ambiguous' ? owners : (choices ?? []).map((word) => word[language]),
        });
      else
        changes.push({
          ...{ id: held.id, name: held.name, attribute, title, before: say(before), after: say(after) },
          conflict: attribute !== 'approval' && today !== before ? say(today) : null,
        });
    }
  }
  return { changes, rows: rows.length, problems };
}

/** Names that stand where another owner stood, or none. */
function ownersNamed(columns: readonly Placed[], rows: readonly SheetRow[]): string[] {
  const column = columns.find(({ attribute }) => attribute === 'owner_name');
  if (!column) return [];
  const changed = rows.filter(({ cells }) => cells[column.now] !== cells[column.was]);
  return [...new Set(changed.map(({ cells }) => unsafeCell((cells[column.now] ?? '').trim())))];
}

/** Who is meant by each name: whoever bears it as it is written, else those of our own people whose name it shortens. */
async function readMeantOwners(db: Db, names: readonly string[]): Promise<Map<string, string[]>> {
  if (names.length === 0) return new Map();
  const known = await readOwners(db, names);
  const ownPeople = names.every((name) => known.has(name)) ? [] : await listOwnerNames(db);
  return new Map(names.map((name) => [name, known.has(name) ? [name] : ownPeopleOf(name, ownPeople)]));
}

/** Companies are given to people who are known; a target may be led by somebody of whom Mori has no other trace. */
function problemOf(
  noun: SheetNoun,
  attribute: string,
  after: string,
  choices: readonly Words[] = [],
  owners: readonly string[] = [],
): SheetProblem['code'] | undefined {
  if (attribute === 'name' && after === '') return 'name_missing';
  if (after === '') return undefined;
  if (choices.length > 0 && !choices.some(({ ja }) => ja === after)) return 'choice_unknown';
  if (attribute === 'owner_name' && owners.length > 1) return 'owner_ambiguous';
  if (attribute === 'owner_name' && owners.length === 0 && noun === 'accounts') return 'owner_unknown';
  return attribute === 'email' && !parseEmail(after) ? 'email_invalid' : undefined;
}

async function readSheet(
  noun: SheetNoun,
  bytes: Buffer,
  folder: string,
): Promise<{ columns: Placed[]; rows: SheetRow[] }> {
  const path = join(folder, `sheet-${randomUUID()}`);
  await writeFile(path, bytes, { mode: 0o600 });
  try {
    const { header, path: table, format } = await prepareFile(path, { headerRow: 1 });
    const key = header.indexOf('mori:key');
    const columns = (sheetColumns[noun] as readonly WordedColumn[])
      .map((column) => ({
        ...column,
        was: header.indexOf(`mori:${column.attribute}`),
        now: placeOf(header, column.title),
      }))
      .filter(({ was, now }) => was >= 0 && now >= 0);
    if (key < 0 || columns.length === 0)
      throw new Refusal(
        'sheet_without_key',
        'このファイルには鍵の列がありません。Mori から書き出した Excel を直して戻してください。',
        { status: 422 },
      );
    const rows: SheetRow[] = [];
    for await (const { cells, number: row } of readRecords(table, format)) {
      const id = Number(cells[key]);
      if (row > 1 && Number.isSafeInteger(id) && id > 0) rows.push({ id, row, cells });
    }
    return { columns, rows };
  } finally {
    await rm(path, { force: true });
    await rm(tablePathOf(path), { force: true });
  }
}
