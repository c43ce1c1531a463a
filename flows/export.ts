import { sql } from 'kysely';
import type { Words } from '#core/match/words.ts';
import { Refusal } from '#core/refusal.ts';
import type { AccountFilter, FilterContext } from '#db/account-filter.ts';
import { accountsInOrder, countAccounts, listAccounts } from '#db/accounts.ts';
import { countPeople, listPeople, peopleInOrder } from '#db/people.ts';
import type { PersonFilter } from '#db/person-filter.ts';
import type { Database, Db } from '#db/pool.ts';
import { listTargets, targetsInOrder } from '#db/targets.ts';
import { streamRows } from '#db/transaction.ts';
import type { Viewer } from '#db/visible.ts';
import { csvRow, safeCell } from '#sources/file/csv-row.ts';

type Cell = string | number | null | undefined;

/** A table as CSV with a UTF-8 mark for Excel; cells that a spreadsheet would run are made inert. */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${csvRow(header)}${csvLines(rows)}`;
}

function csvLines(rows: readonly (readonly Cell[])[]): string {
  const written = (cell: Cell) =>
    cell === null || cell === undefined ? '' : typeof cell === 'number' ? String(cell) : safeCell(cell);
  return rows.map((row) => csvRow(row.map(written))).join('');
}

export type PeopleScope = {
  filter?: PersonFilter | undefined;
  search?: string | undefined;
  departmentId?: number | undefined;
  personIds?: readonly number[] | undefined;
};
export type AccountScope = { filter?: AccountFilter | undefined; search?: string | undefined };
/** Rows that a screen may write out or change at once; the command line writes all. */
export const rowsMax = 200_000;

/** A list that is cut without a word looks whole: too many rows are refused with `too_many_rows`. */
export function refuseMoreThan(max: number, rows: number): void {
  if (rows <= max) return;
  throw new Refusal('too_many_rows', `一度に扱えるのは ${max.toLocaleString('ja')}件までです。条件で絞ってください。`, {
    status: 422,
    details: { max: max.toLocaleString('en') },
  });
}

export async function accountRows(
  db: Db,
  scope: AccountScope,
  context: FilterContext,
  viewer: Viewer & { seesGrossProfit: boolean },
  max = rowsMax,
) {
  const page = { sort: 'name', direction: 'asc', offset: 0, limit: max } as const;
  const { rows, total } = await listAccounts(db, { ...scope, ...page }, context, viewer);
  refuseMoreThan(max, total);
  return rows;
}

/** People of a list, all of them or a refusal. */
export async function peopleRows(
  db: Db,
  scope: PeopleScope,
  viewer: Viewer & { readonly memberId: number },
  max = rowsMax,
) {
  const page = { sort: 'name', direction: 'asc', offset: 0, limit: max } as const;
  const { rows, total } = await listPeople(db, { ...scope, ...page }, viewer);
  refuseMoreThan(max, total);
  return rows;
}

/** CSV text in pieces of some rows each: a list of any length is never held as a whole. */
async function* csvPieces<Row>(
  header: readonly string[],
  pieces: AsyncIterable<readonly Row[]>,
  cellsOf: (row: Row) => readonly Cell[],
): AsyncGenerator<string> {
  yield toCsv(header, []);
  for await (const rows of pieces) yield csvLines(rows.map(cellsOf));
}

/** Refuses more than `max` companies with `too_many_rows` before the first piece. */
export async function exportAccounts(
  database: Database,
  scope: AccountScope,
  context: FilterContext,
  viewer: Viewer & { seesGrossProfit: boolean },
  max = rowsMax,
): Promise<AsyncGenerator<string>> {
  refuseMoreThan(max, await countAccounts(database.db, scope, context, viewer));
  return csvPieces(
    [
      '企業ID',
      '企業名',
      '法人番号',
      '都道府県',
      '業種',
      '従業員数',
      '区分',
      '階層',
      '担当',
      '代理店',
      'ドメイン',
      '人物数',
      '商談中',
      '最終接点',
      '売上36か月',
      ...(viewer.seesGrossProfit ? ['粗利36か月'] : []),
      'ターゲット',
    ],
    streamRows(database, accountsInOrder({ ...scope, ...byName }, context, viewer)),
    (row) => [
      row.accountId,
      row.name,
      row.corporateNumber,
      row.prefecture,
      row.industry,
      row.employees,
      classWords[row.class],
      row.tier,
      row.ownerName,
      row.agencyName,
      row.domain,
      row.people,
      row.openDeals,
      row.lastActivityOn,
      row.revenue36m,
      ...(viewer.seesGrossProfit ? [row.grossProfit36m] : []),
      statusWords[row.targetStatus ?? '']?.ja,
    ],
  );
}
const byName = { sort: 'name', direction: 'asc' } as const;

/** People as far as the viewer sees them; `scope` narrows them to what the list shows. Refuses more than `max` with `too_many_rows`. */
export async function exportPeople(
  database: Database,
  scope: PeopleScope,
  viewer: Viewer & { readonly memberId: number },
  max = rowsMax * 5,
): Promise<AsyncGenerator<string>> {
  refuseMoreThan(max, await countPeople(database.db, scope, viewer));
  return csvPieces(
    ['人物ID', '氏名', 'カナ', '企業ID', '企業名', '部署', '役職', 'メール', '電話', '携帯', '配信'],
    streamRows(database, peopleInOrder({ ...scope, ...byName }, viewer)),
    (row) => [
      row.personId,
      row.name,
      row.kana,
      row.accountId,
      row.accountName,
      row.department,
      row.title,
      row.email,
      row.phone,
      row.mobile,
      row.mayMail === false ? '配信停止' : '',
    ],
  );
}

/** One line per taken-in row, earlier versions included: where it came from and what it is linked to. Without a mark: programs read it. */
export async function* exportLinks(database: Database): AsyncGenerator<string> {
  const header = ['batch', 'row_number', 'external_key', 'account_id', 'person_id', 'method', 'score'];
  yield csvRow(header);
  for await (const rows of streamRows(
    database,
    sql<Record<string, Cell>>`
      select r.import_batch_id as batch, r.row_number, r.external_key, l.account_id, l.person_id, l.method, round(l.score::numeric, 4)::text as score
        from raw_row r join row_link l on l.row_key = r.row_key and l.role = 'main' where r.withdrawn_by is null order by r.import_batch_id, r.row_number`,
  ))
    yield csvLines(rows.map((row) => Object.values(row)));
}

export function exportTargets(database: Database): AsyncGenerator<string> {
  return csvPieces(
    ['企業ID', '企業名', '法人番号', '区分', '階層', '担当', '代理店', '部署', '人物', '理由', '推薦者', '状態'],
    streamRows(database, targetsInOrder({})),
    (row) => [
      row.accountId,
      row.name,
      row.corporateNumber,
      classWords[row.class ?? ''],
      row.tier,
      row.ownerName,
      row.agencyName,
      row.aims.map((aim) => aim.department).join('、'),
      row.aims.map((aim) => aim.personName ?? '未特定').join('、'),
      row.reason,
      row.nominatedBy,
      statusWords[row.status]?.ja,
    ],
  );
}

export const statusWords: Readonly<Record<string, Words>> = {
  candidate: { ja: '候補', en: 'Candidate' },
  awaiting_sales: { ja: '営業承認待ち', en: 'Awaiting sales' },
  awaiting_marketing: { ja: 'マーケ承認待ち', en: 'Awaiting marketing' },
  active: { ja: 'ターゲット確定', en: 'Active target' },
  on_hold: { ja: '保留', en: 'On hold' },
  declined: { ja: '見送り', en: 'Declined' },
  paused: { ja: '休止', en: 'Paused' },
  excluded: { ja: '除外', en: 'Excluded' },
};
const classWords: Record<string, string> = { existing: '既存', prospect: '未取引' };

/** Back to the SFA, with its own record ids, so that nobody keys twice: one line per record of a target company. */
export async function exportSfaReturn(db: Db): Promise<string> {
  const rows = (await listTargets(db, {}, rowsMax)).flatMap((row) =>
    Object.entries(row.externalKeys).map(([source, key]) => [
      source,
      key,
      row.name,
      statusWords[row.status]?.ja,
      row.status === 'active' ? 'TRUE' : 'FALSE',
      row.tier,
      row.ownerName,
      row.aims
        .map((aim) => aim.searchDueOn)
        .filter(Boolean)
        .sort()[0] ?? '',
    ]),
  );
  return toCsv(
    ['システム', 'レコードID', '企業名', 'ターゲット状態', 'ターゲット', '階層', '担当', '次回予定日'],
    rows,
  );
}
