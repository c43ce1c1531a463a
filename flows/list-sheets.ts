import type { Language, Words } from '#core/words.ts';
import type { FilterContext } from '#db/account-filter.ts';
import type { Db } from '#db/pool.ts';
import { listTargets, type TargetScope } from '#db/targets.ts';
import type { Viewer } from '#db/visible.ts';
import {
  accountRows,
  mailWord,
  peopleRows,
  rowsMax,
  statusWords,
  type AccountScope,
  type PeopleScope,
} from './export.ts';
import {
  classes,
  columnsIn,
  gone,
  left,
  no,
  tiers,
  tierWord,
  verdicts,
  yes,
  type WordedColumn,
} from './sheet-words.ts';
import { writeSheet } from './write-sheet.ts';

const owner = { attribute: 'owner_name', title: { ja: '担当', en: 'Owner' } };
const accountClass = {
  attribute: 'class',
  title: { ja: '区分', en: 'Class' },
  choices: [classes.existing, classes.prospect],
};
const tier = { attribute: 'tier', title: { ja: '階層', en: 'Tier' }, choices: Object.values(tiers) };

/** Columns a person may change in Excel, by list. */
export const sheetColumns = {
  accounts: [
    owner,
    accountClass,
    tier,
    { attribute: 'is_on_hold', title: { ja: '保留', en: 'On hold' }, choices: [yes, no] },
  ],
  people: [
    { attribute: 'name', title: { ja: '氏名', en: 'Name' } },
    { attribute: 'kana', title: { ja: 'カナ', en: 'Kana' } },
    { attribute: 'department', title: { ja: '部署', en: 'Department' } },
    { attribute: 'title', title: { ja: '役職', en: 'Title' } },
    { attribute: 'email', title: { ja: 'メール', en: 'E-mail' } },
    { attribute: 'phone', title: { ja: '電話', en: 'Phone' } },
    { attribute: 'mobile', title: { ja: '携帯', en: 'Mobile' } },
  ],
  targets: [
    owner,
    accountClass,
    tier,
    { attribute: 'approval', title: { ja: '承認', en: 'Approval' }, choices: Object.values(verdicts) },
    { attribute: 'reason', title: { ja: '理由', en: 'Reason' } },
  ],
} as const satisfies Record<string, readonly WordedColumn[]>;
export type SheetNoun = keyof typeof sheetColumns;

const names: Record<SheetNoun, Words> = {
  accounts: { ja: '企業', en: 'Companies' },
  people: { ja: '人物', en: 'People' },
  targets: { ja: 'ターゲット', en: 'Targets' },
};
const shown: Record<SheetNoun, Record<Language, readonly string[]>> = {
  accounts: {
    ja: ['企業名', '法人番号', '都道府県', '業種', '最終接点'],
    en: ['Company', 'Corporate number', 'Prefecture', 'Industry', 'Last contact'],
  },
  people: { ja: ['企業名', gone.ja, '配信'], en: ['Company', gone.en, 'Mailing'] },
  targets: {
    ja: ['企業名', '都道府県', '業種', '代理店', '推薦者', '状態'],
    en: ['Company', 'Prefecture', 'Industry', 'Agency', 'Nominated by', 'State'],
  },
};

const sheet = (noun: SheetNoun, language: Language, rows: Parameters<typeof writeSheet>[3]) =>
  writeSheet(names[noun][language], shown[noun][language], columnsIn(sheetColumns[noun], language), rows);

/** Companies of a list as an XLSX sheet that may be edited and brought back. Refuses `too_many_rows`. */
export async function accountSheet(
  db: Db,
  scope: AccountScope,
  context: FilterContext,
  viewer: Viewer & { seesGrossProfit: boolean },
  language: Language,
): Promise<Uint8Array> {
  const rows = await accountRows(db, scope, context, viewer);
  return sheet(
    'accounts',
    language,
    rows.map((row) => ({
      id: row.accountId,
      shown: [row.name, row.corporateNumber, row.prefecture, row.industry, row.lastActivityOn],
      editable: [
        row.ownerName,
        row.class && classes[row.class as keyof typeof classes]?.[language],
        tierWord(row.tier, language),
        (row.isOnHold ? yes : no)[language],
      ],
    })),
  );
}

/** `scope` narrows the sheet to what the list shows. */
export async function peopleSheet(
  db: Db,
  scope: PeopleScope,
  viewer: Viewer & { readonly memberId: number },
  language: Language,
): Promise<Uint8Array> {
  const rows = await peopleRows(db, scope, viewer);
  return sheet(
    'people',
    language,
    rows.map((row) => ({
      id: row.personId,
      shown: [row.accountName, row.hasLeft ? left[language] : '', mailWord(row, language)],
      editable: [row.name, row.kana, row.department, row.title, row.email, row.phone, row.mobile],
    })),
  );
}

/** The target list, or as much of it as `scope` leaves, as such a sheet. */
export async function targetSheet(db: Db, scope: TargetScope, language: Language): Promise<Uint8Array> {
  const rows = await listTargets(db, scope, rowsMax);
  return sheet(
    'targets',
    language,
    rows.map((row) => ({
      id: row.targetLineId,
      shown: [
        ...[row.name, row.prefecture, row.industry, row.agencyName, row.nominatedBy],
        statusWords[row.status]?.[language],
      ],
      editable: [
        row.ownerName,
        row.class && classes[row.class as keyof typeof classes]?.[language],
        tierWord(row.tier, language),
        '',
        row.reason,
      ],
    })),
  );
}
