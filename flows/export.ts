import { writeXlsx } from 'hucre';
import { sql } from 'kysely';
import type { AccountFilter, FilterContext } from '#db/account-filter.ts';
import { listAccounts } from '#db/accounts.ts';
import type { Db } from '#db/pool.ts';
import { listTargets } from '#db/targets.ts';
import { visibleTo, type Viewer } from '#db/visible.ts';
import { csvRow, safeCell } from '#sources/file/csv-row.ts';

type Cell = string | number | null | undefined;

/** A table as CSV with a UTF-8 mark for Excel; cells that a spreadsheet would run are made inert. */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${csvRow(header)}${rows.map((row) => csvRow(row.map((cell) => (cell === null || cell === undefined ? '' : typeof cell === 'number' ? String(cell) : safeCell(cell))))).join('')}`;
}

type AccountScope = { filter?: AccountFilter | undefined; search?: string | undefined };
const exportMax = 200_000;

async function accountRows(
  db: Db,
  scope: AccountScope,
  context: FilterContext,
  viewer: Viewer & { seesGrossProfit: boolean },
) {
  return (
    await listAccounts(db, { ...scope, sort: 'name', direction: 'asc', offset: 0, limit: exportMax }, context, viewer)
  ).rows;
}

export async function exportAccounts(
  db: Db,
  scope: AccountScope,
  context: FilterContext,
  viewer: Viewer & { seesGrossProfit: boolean },
): Promise<string> {
  const rows = await accountRows(db, scope, context, viewer);
  return toCsv(
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
    rows.map((row) => [
      row.accountId,
      row.name,
      row.corporateNumber,
      row.prefecture,
      row.industry,
      row.employees,
      row.class,
      row.tier,
      row.ownerName,
      row.agencyName,
      row.domain,
      row.people,
      row.openDeals,
      row.lastActivityOn,
      row.revenue36m,
      ...(viewer.seesGrossProfit ? [row.grossProfit36m] : []),
      row.targetStatus,
    ]),
  );
}

export async function exportPeople(db: Db, viewer: Viewer): Promise<string> {
  const { rows } = await sql<Record<string, Cell>>`
    select p.person_id, p.name, p.kana, a.account_id, a.name as company, p.department, p.title, p.email, p.phone, p.mobile, case p.may_mail when false then '配信停止' end as mail
      from person p left join account a using (account_id) where ${viewer.role === 'agency' ? visibleTo(viewer) : sql`true`} order by p.person_id limit ${exportMax * 5}`.execute(
    db,
  );
  return toCsv(
    ['人物ID', '氏名', 'カナ', '企業ID', '企業名', '部署', '役職', 'メール', '電話', '携帯', '配信'],
    rows.map((row) => Object.values(row)),
  );
}

/** One line per taken-in row, earlier versions included: where it came from and what it is linked to. */
export async function exportLinks(db: Db): Promise<string> {
  const { rows } = await sql<Record<string, Cell>>`
    select r.import_batch_id as batch, r.row_number, r.external_key, l.account_id, l.person_id, l.method, round(l.score::numeric, 4)::text as score
      from raw_row r join row_link l on l.row_key = r.row_key and l.role = 'main' where r.withdrawn_by is null order by r.import_batch_id, r.row_number`.execute(
    db,
  );
  return toCsv(
    ['batch', 'row_number', 'external_key', 'account_id', 'person_id', 'method', 'score'],
    rows.map((row) => Object.values(row)),
  ).slice(1);
}

const statusWords: Record<string, string> = {
  candidate: '候補',
  awaiting_sales: '営業承認待ち',
  awaiting_marketing: 'マーケ承認待ち',
  active: 'ターゲット確定',
  on_hold: '保留',
  declined: '見送り',
  paused: '休止',
  excluded: '除外',
};
const classWords: Record<string, string> = { existing: '既存', prospect: '未取引' };

export async function exportTargets(db: Db): Promise<string> {
  const rows = await listTargets(db, {});
  return toCsv(
    ['企業ID', '企業名', '法人番号', '区分', '階層', '担当', '代理店', '部署', '人物', '理由', '推薦者', '状態'],
    rows.map((row) => [
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
      statusWords[row.status],
    ]),
  );
}

/** Back to the SFA, with its own record ids, so that nobody keys twice: one line per record of a target company. */
export async function exportSfaReturn(db: Db): Promise<string> {
  const rows = (await listTargets(db, {})).flatMap((row) =>
    Object.entries(row.externalKeys).map(([source, key]) => [
      source,
      key,
      row.name,
      statusWords[row.status],
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

/** Columns a person may change in Excel, by sheet, with what may be chosen. */
export const sheetColumns = {
  accounts: [
    { attribute: 'owner_name', title: '担当' },
    { attribute: 'class', title: '区分', choices: ['既存', '未取引'] },
    { attribute: 'tier', title: '階層', choices: ['strategic', 'lite', 'programmatic'] },
    { attribute: 'is_on_hold', title: '保留', choices: ['はい', 'いいえ'] },
  ],
  targets: [
    { attribute: 'owner_name', title: '担当' },
    { attribute: 'class', title: '区分', choices: ['既存', '未取引'] },
    { attribute: 'tier', title: '階層', choices: ['strategic', 'lite', 'programmatic'] },
    { attribute: 'approval', title: '承認', choices: ['承認', '見送り', '保留'] },
    { attribute: 'reason', title: '理由' },
  ],
} as const;

export async function accountSheet(
  db: Db,
  scope: AccountScope,
  context: FilterContext,
  viewer: Viewer & { seesGrossProfit: boolean },
): Promise<Uint8Array> {
  const rows = await accountRows(db, scope, context, viewer);
  return writeSheet(
    '企業',
    ['企業名', '法人番号', '都道府県', '業種', '最終接点'],
    sheetColumns.accounts,
    rows.map((row) => ({
      id: row.accountId,
      shown: [row.name, row.corporateNumber, row.prefecture, row.industry, row.lastActivityOn],
      editable: [row.ownerName, classWords[row.class ?? ''], row.tier, row.isOnHold ? 'はい' : 'いいえ'],
    })),
  );
}

export async function targetSheet(db: Db): Promise<Uint8Array> {
  const rows = await listTargets(db, {});
  return writeSheet(
    'ターゲット',
    ['企業名', '都道府県', '業種', '推薦者', '状態'],
    sheetColumns.targets,
    rows.map((row) => ({
      id: row.targetLineId,
      shown: [row.name, row.prefecture, row.industry, row.nominatedBy, statusWords[row.status]],
      editable: [row.ownerName, classWords[row.class ?? ''], row.tier, '', row.reason],
    })),
  );
}

type SheetRow = { id: number | string; shown: readonly Cell[]; editable: readonly Cell[] };

/**
 * A workbook that comes back: the key and the values as they were stand in hidden columns, choices are dropdowns. Cells are
 * typed as text, so nothing in them runs.
 */
export async function writeSheet(
  name: string,
  shownTitles: readonly string[],
  columns: readonly { attribute: string; title: string; choices?: readonly string[] }[],
  rows: readonly SheetRow[],
): Promise<Uint8Array> {
  const header = [
    'mori:key',
    ...columns.map((column) => `mori:${column.attribute}`),
    ...shownTitles,
    ...columns.map((column) => column.title),
  ];
  const body = rows.map((row) => [
    String(row.id),
    ...row.editable.map((cell) => cell ?? ''),
    ...row.shown.map((cell) => cell ?? ''),
    ...row.editable.map((cell) => cell ?? ''),
  ]);
  const firstEditable = 1 + columns.length + shownTitles.length;
  const validations = columns.flatMap((column, index) =>
    column.choices
      ? [
          {
            type: 'list' as const,
            values: [...column.choices],
            allowBlank: true,
            range: `${letter(firstEditable + index)}2:${letter(firstEditable + index)}${rows.length + 200}`,
          },
        ]
      : [],
  );
  return writeXlsx({
    sheets: [
      {
        name,
        rows: [header, ...body],
        columns: header.map((title, index) => ({
          width: index <= columns.length ? 10 : Math.max(12, title.length * 2 + 4),
          hidden: index <= columns.length,
        })),
        dataValidations: validations,
        freezePane: { rows: 1, columns: 0 },
      },
    ],
  });
}

function letter(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : letter(Math.floor(index / 26) - 1) + letter(index % 26);
}
