import type { FilterContext } from '#db/account-filter.ts';
import type { Db } from '#db/pool.ts';
import { listTargets } from '#db/targets.ts';
import type { Viewer } from '#db/visible.ts';
import { accountRows, classWords, peopleRows, statusWords, type AccountScope, type PeopleScope } from './export.ts';
import { writeSheet, type SheetColumn } from './write-sheet.ts';

/** Columns a person may change in Excel, by list. */
export const sheetColumns = {
  accounts: [
    { attribute: 'owner_name', title: '担当' },
    { attribute: 'class', title: '区分', choices: ['既存', '未取引'] },
    { attribute: 'tier', title: '階層', choices: ['strategic', 'lite', 'programmatic'] },
    { attribute: 'is_on_hold', title: '保留', choices: ['はい', 'いいえ'] },
  ],
  people: [
    { attribute: 'name', title: '氏名' },
    { attribute: 'kana', title: 'カナ' },
    { attribute: 'department', title: '部署' },
    { attribute: 'title', title: '役職' },
    { attribute: 'email', title: 'メール' },
    { attribute: 'phone', title: '電話' },
    { attribute: 'mobile', title: '携帯' },
  ],
  targets: [
    { attribute: 'owner_name', title: '担当' },
    { attribute: 'class', title: '区分', choices: ['既存', '未取引'] },
    { attribute: 'tier', title: '階層', choices: ['strategic', 'lite', 'programmatic'] },
    { attribute: 'approval', title: '承認', choices: ['承認', '見送り', '保留'] },
    { attribute: 'reason', title: '理由' },
  ],
} as const satisfies Record<string, readonly SheetColumn[]>;
export type SheetNoun = keyof typeof sheetColumns;

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

/** `scope` narrows the sheet to what the list shows. */
export async function peopleSheet(
  db: Db,
  scope: PeopleScope,
  viewer: Viewer & { readonly memberId: number },
): Promise<Uint8Array> {
  const rows = await peopleRows(db, scope, viewer);
  return writeSheet(
    '人物',
    ['企業名', '配信'],
    sheetColumns.people,
    rows.map((row) => ({
      id: row.personId,
      shown: [row.accountName, row.mayMail === false ? '配信停止' : ''],
      editable: [row.name, row.kana, row.department, row.title, row.email, row.phone, row.mobile],
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
