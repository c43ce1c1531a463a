import { sql } from 'kysely';
import { lineStates } from '#core/kpi/case-words.ts';
import { Refusal } from '#core/refusal.ts';
import type { Language, Words } from '#core/words.ts';
import type { AccountFilter, FilterContext } from '#db/account-filter.ts';
import { accountsInOrder, countAccounts, listAccounts, type RegisteredAccountRow } from '#db/accounts.ts';
import { countPeople, listPeople, peopleInOrder, type PersonRow } from '#db/people.ts';
import type { PersonFilter } from '#db/person-filter.ts';
import type { Database, Db } from '#db/pool.ts';
import { listTargets, targetsInOrder, type TargetRow, type TargetScope } from '#db/targets.ts';
import { streamRows } from '#db/transaction.ts';
import type { Viewer } from '#db/visible.ts';
import { csvRow, safeCell } from '#sources/file/csv-row.ts';
import { classes as classWords, gone, left, tierWord } from './sheet-words.ts';

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
  accountId?: number | undefined;
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

/** Companies of a list, all of them or a refusal. */
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

/** A column of a plain export, in the language of whoever asks. */
type Column<Row> = { readonly title: Words; readonly cell: (row: Row, language: Language) => Cell };
const column = <Row>(ja: string, en: string, cell: Column<Row>['cell']): Column<Row> => ({ title: { ja, en }, cell });

/** CSV text in pieces of some rows each: a list of any length is never held as a whole. */
async function* csvPieces<Row>(
  columns: readonly Column<Row>[],
  pieces: AsyncIterable<readonly Row[]>,
  language: Language,
): AsyncGenerator<string> {
  yield toCsv(
    columns.map(({ title }) => title[language]),
    [],
  );
  for await (const rows of pieces) yield csvLines(rows.map((row) => columns.map(({ cell }) => cell(row, language))));
}

/** Refuses more than `max` companies with `too_many_rows` before the first piece. */
export async function exportAccounts(
  database: Database,
  scope: AccountScope,
  context: FilterContext,
  viewer: Viewer & { seesGrossProfit: boolean },
  language: Language,
  max = rowsMax,
): Promise<AsyncGenerator<string>> {
  refuseMoreThan(max, await countAccounts(database.db, scope, context, viewer));
  return csvPieces(
    accountColumns.filter(({ title }) => viewer.seesGrossProfit || title !== grossProfit),
    streamRows(database, accountsInOrder({ ...scope, ...byName }, context, viewer)),
    language,
  );
}
const grossProfit: Words = { ja: '粗利36か月', en: 'Gross profit 36 months' };
const accountColumns: readonly Column<RegisteredAccountRow>[] = [
  column('企業ID', 'Company ID', (row) => row.accountId),
  column('企業名', 'Company', (row) => row.name),
  column('法人番号', 'Corporate number', (row) => row.corporateNumber),
  column('正式名称(台帳)', 'Official name (register)', (row) => row.registeredName),
  column('都道府県', 'Prefecture', (row) => row.prefecture),
  column('業種', 'Industry', (row) => row.industry),
  column('従業員数', 'Employees', (row) => row.employees),
  column('区分', 'Class', (row, language) => classes[row.class]?.[language]),
  column('階層', 'Tier', (row, language) => tierWord(row.tier, language)),
  column('担当', 'Owner', (row) => row.ownerName),
  column('代理店', 'Agency', (row) => row.agencyName),
  column('ドメイン', 'Domain', (row) => row.domain),
  column('人物数', 'People', (row) => row.people),
  column('商談中', 'Open deals', (row) => row.openDeals),
  column('最終接点', 'Last contact', (row) => row.lastActivityOn),
  column('売上36か月', 'Revenue 36 months', (row) => row.revenue36m),
  { title: grossProfit, cell: (row) => row.grossProfit36m },
  column('製品', 'Products', (row, language) => listed(row.products, language)),
  column('ターゲット', 'Target', (row, language) => statusWords[row.targetStatus ?? '']?.[language]),
];
const byName = { sort: 'name', direction: 'asc' } as const;

/** People as far as the viewer sees them; `scope` narrows them to what the list shows. Refuses more than `max` with `too_many_rows`. */
export async function exportPeople(
  database: Database,
  scope: PeopleScope,
  viewer: Viewer & { readonly memberId: number },
  language: Language,
  max = rowsMax * 5,
): Promise<AsyncGenerator<string>> {
  refuseMoreThan(max, await countPeople(database.db, scope, viewer));
  return csvPieces(personColumns, streamRows(database, peopleInOrder({ ...scope, ...byName }, viewer)), language);
}
const noMail: Words = { ja: '配信停止', en: 'Opted out' };
const bounced: Words = { ja: 'メール不達', en: 'Mail bounces' };
/** Whether mail may go to a person: a refusal before an address that does not arrive. */
export const mailWord = ({ mayMail, bounces }: PersonRow, language: Language): string =>
  mayMail === false ? noMail[language] : bounces ? bounced[language] : '';

const personColumns: readonly Column<PersonRow>[] = [
  column('人物ID', 'Person ID', (row) => row.personId),
  column('氏名', 'Name', (row) => row.name),
  column('カナ', 'Kana', (row) => row.kana),
  column('企業ID', 'Company ID', (row) => row.accountId),
  column('企業名', 'Company', (row) => row.accountName),
  column(gone.ja, gone.en, (row, language) => (row.hasLeft ? left[language] : '')),
  column('部署', 'Department', (row) => row.department),
  column('役職', 'Title', (row) => row.title),
  column('メール', 'E-mail', (row) => row.email),
  column('電話', 'Phone', (row) => row.phone),
  column('携帯', 'Mobile', (row) => row.mobile),
  column('配信', 'Mailing', (row, language) => mailWord(row, language)),
];

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

/** The target list, or as much of it as `scope` leaves, as CSV, piece by piece, in the order of the screen. */
export function exportTargets(database: Database, language: Language, scope: TargetScope = {}): AsyncGenerator<string> {
  return csvPieces(targetColumns, streamRows(database, targetsInOrder(scope)), language);
}
const unknownPerson: Words = { ja: '未特定', en: 'To be found' };
const listed = (texts: readonly (string | null)[], language: Language) => texts.join(language === 'ja' ? '、' : ', ');
const targetColumns: readonly Column<TargetRow>[] = [
  column('企業ID', 'Company ID', (row) => row.accountId),
  column('企業名', 'Company', (row) => row.name),
  column('法人番号', 'Corporate number', (row) => row.corporateNumber),
  column('区分', 'Class', (row, language) => classes[row.class ?? '']?.[language]),
  column('階層', 'Tier', (row, language) => tierWord(row.tier, language)),
  column('担当', 'Owner', (row) => row.ownerName),
  column('代理店', 'Agency', (row) => row.agencyName),
  column('部署', 'Department', ({ aims }, language) =>
    listed(
      aims.map((aim) => aim.department),
      language,
    ),
  ),
  column('人物', 'Person', ({ aims }, language) =>
    listed(
      aims.map((aim) => aim.personName ?? unknownPerson[language]),
      language,
    ),
  ),
  column(gone.ja, gone.en, ({ aims }, language) =>
    listed(
      aims.flatMap((aim) => (aim.isGone ? [aim.personName] : [])),
      language,
    ),
  ),
  column('理由', 'Reason', (row) => row.reason),
  column('推薦者', 'Nominated by', (row) => row.nominatedBy),
  column('状態', 'State', (row, language) => statusWords[row.status]?.[language]),
];

export const statusWords: Readonly<Record<string, Words>> = lineStates;
const classes: Readonly<Record<string, Words>> = classWords;

/** Back to the SFA, with its own record ids, so that nobody keys twice: one line per record of a target company. */
export async function exportSfaReturn(db: Db, language: Language): Promise<string> {
  const lines = (await listTargets(db, {}, rowsMax)).flatMap((row) =>
    Object.entries(row.externalKeys).map(([source, key]) => ({ ...row, source, key })),
  );
  return toCsv(
    returnColumns.map(({ title }) => title[language]),
    lines.map((line) => returnColumns.map(({ cell }) => cell(line, language))),
  );
}
const returnColumns: readonly Column<TargetRow & { readonly source: string; readonly key: string }>[] = [
  column('システム', 'System', (row) => row.source),
  column('レコードID', 'Record ID', (row) => row.key),
  column('企業名', 'Company', (row) => row.name),
  column('ターゲット状態', 'Target state', (row, language) => statusWords[row.status]?.[language]),
  column('ターゲット', 'Target', (row) => (row.status === 'active' ? 'TRUE' : 'FALSE')),
  column('階層', 'Tier', (row, language) => tierWord(row.tier, language)),
  column('担当', 'Owner', (row) => row.ownerName),
  column(
    '次回予定日',
    'Next date',
    ({ aims }) =>
      aims
        .map((aim) => aim.searchDueOn)
        .filter(Boolean)
        .sort()[0],
  ),
];
