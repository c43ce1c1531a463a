import type { GoldenAccount } from '#core/account/survive.ts';
import type { Answer } from '#core/match/model.ts';
import { fields, type Field } from '#core/observation/fields.ts';
import type { GoldenPerson } from '#core/person/survive.ts';
import type { Language, Words } from '#core/words.ts';
import { findPreset } from '#sources/recognise.ts';
import type { ReviewLine } from './clean-list-files.ts';
import type { OpenList } from './open-list.ts';
import { yes } from './sheet-words.ts';

type Cell = string | number | undefined;
/** A column of a file of a cleaned list, titled in the language of whoever asks. */
export type Column<Row> = {
  readonly title: Words;
  readonly cell: (row: Row, language: Language) => Cell;
  /** What tells it: a list without any of these fields has no such column. Always there when missing. */
  readonly toldBy?: readonly Field[];
  /** What only a list of companies tells of a company; beside a person it is the person's. */
  readonly isOfRecord?: boolean;
};

export type CompanyRow = { readonly entity: number; readonly rows: number; readonly golden: GoldenAccount };
export type PersonRow = {
  readonly entity: number;
  readonly rows: number;
  readonly golden: GoldenPerson;
  /** Where the newest row that tells it has them work. */
  readonly companyName: string | undefined;
};

/** The columns that a list may fill. */
export function columnsToldBy<Row>(
  columns: readonly Column<Row>[],
  { mapping, preset }: Pick<OpenList, 'mapping' | 'preset'>,
): readonly Column<Row>[] {
  const { positions, noun } = findPreset(preset)!;
  const isTold = (field: Field) => mapping.columns[field] !== undefined || positions?.includes(field) === true;
  return columns.filter(
    ({ toldBy, isOfRecord = false }) =>
      (toldBy === undefined || toldBy.some(isTold)) && (!isOfRecord || noun === 'company'),
  );
}

const rowCount: Words = { ja: '元の行数', en: 'Rows' };
const companyNumber: Words = { ja: '会社の番号', en: 'Company no.' };
const placeFields = ['prefecture', 'city', 'street'] as const;
const joined = (texts: ReadonlySet<string>, by: string) => [...texts].sort().join(by);

/** One row for each company. */
export const companyColumns: readonly Column<CompanyRow>[] = [
  { title: companyNumber, cell: ({ entity }) => entity },
  { title: rowCount, cell: ({ rows }) => rows },
  { title: fields.companyName, cell: ({ golden }) => golden.values.name },
  companyColumn('companyKana', 'kana'),
  companyColumn('companyEnglishName', 'englishName'),
  companyColumn('corporateNumber', 'corporateNumber'),
  companyColumn('postalCode', 'postalCode'),
  { title: fields.prefecture, cell: ({ golden }) => golden.values.prefecture, toldBy: placeFields },
  { title: { ja: '住所', en: 'Address' }, cell: ({ golden }) => golden.values.address, toldBy: placeFields },
  companyColumn('companyPhone', 'phone'),
  { title: { ja: 'ドメイン', en: 'Domain' }, cell: ({ golden }) => golden.values.domain, toldBy: ['website', 'email'] },
  companyColumn('website', 'website'),
  companyColumn('industry', 'industry'),
  companyColumn('employees', 'employees'),
  companyColumn('revenue', 'revenue'),
  companyColumn('capital', 'capital'),
  companyColumn('foundedOn', 'foundedOn'),
  companyColumn('parentName', 'parentName'),
  companyColumn('companyStatus', 'status'),
  { ...companyColumn('owner', 'ownerName'), isOfRecord: true },
  { title: { ja: '旧社名', en: 'Former names' }, cell: ({ golden }) => joined(golden.formerNames, '、') },
  { title: fields.tags, cell: ({ golden }) => joined(golden.remarks.tags, '、'), toldBy: ['tags'], isOfRecord: true },
  { title: fields.memo, cell: ({ golden }) => joined(golden.remarks.memos, '\n'), toldBy: ['memo'], isOfRecord: true },
];

function companyColumn(field: Field, attribute: keyof GoldenAccount['values']): Column<CompanyRow> {
  return { title: fields[field], cell: ({ golden }) => golden.values[attribute], toldBy: [field] };
}

/** One row for each person. */
export const personColumns: readonly Column<PersonRow>[] = [
  { title: { ja: '人物の番号', en: 'Person no.' }, cell: ({ entity }) => entity },
  { title: rowCount, cell: ({ rows }) => rows },
  { title: fields.personName, cell: ({ golden }) => golden.values.name },
  {
    title: fields.personKana,
    cell: ({ golden }) => golden.values.kana,
    toldBy: ['personKana', 'familyKana', 'givenKana'],
  },
  { title: companyNumber, cell: ({ golden }) => golden.values.accountId },
  { title: fields.companyName, cell: ({ companyName }) => companyName },
  personColumn('department', 'department'),
  personColumn('title', 'title'),
  personColumn('email', 'email'),
  personColumn('personPhone', 'phone'),
  personColumn('mobile', 'mobile'),
  {
    title: fields.optOut,
    cell: ({ golden }, language) => (golden.hasOptedOut ? yes[language] : undefined),
    toldBy: ['optOut', 'mailConsent'],
  },
  { title: fields.tags, cell: ({ golden }) => joined(golden.remarks.tags, '、'), toldBy: ['tags'] },
  { title: fields.memo, cell: ({ golden }) => joined(golden.remarks.memos, '\n'), toldBy: ['memo'] },
];

function personColumn(
  field: Field,
  attribute: 'department' | 'title' | 'email' | 'phone' | 'mobile',
): Column<PersonRow> {
  return { title: fields[field], cell: ({ golden }) => golden.values[attribute], toldBy: [field] };
}

const kinds: Readonly<Record<ReviewLine['kind'], Words>> = {
  company: { ja: '会社', en: 'Company' },
  person: { ja: '人物', en: 'Person' },
};
const answers: Readonly<Record<Answer, Words>> = {
  same: { ja: '同じと見られる', en: 'Seems the same' },
  review: { ja: 'わからない', en: 'Not certain' },
  related: { ja: '関係のある別のもの', en: 'Related, not the same' },
  different: { ja: '別と見られる', en: 'Seems another' },
};

/** One row for each question. */
export const reviewColumns: readonly Column<ReviewLine>[] = [
  { title: { ja: '種類', en: 'Kind' }, cell: ({ kind }, language) => kinds[kind][language] },
  { title: { ja: '一方の行', en: 'Row of one' }, cell: ({ row }) => row },
  { title: { ja: '一方', en: 'One' }, cell: ({ left }) => left },
  { title: { ja: '他方の行', en: 'Row of the other' }, cell: ({ otherRow }) => otherRow },
  { title: { ja: '他方', en: 'Other' }, cell: ({ right }) => right },
  {
    title: { ja: '機械の見立て', en: 'What the model thinks' },
    cell: ({ answer }, language) => answers[answer][language],
  },
  { title: { ja: '同じである確率', en: 'Probability' }, cell: ({ probability }) => probability.toFixed(3) },
  { title: { ja: 'まとめなかった理由', en: 'Why left apart' }, cell: ({ why }, language) => why[language] },
  { title: { ja: '一致・不一致', en: 'For and against' }, cell: ({ words }, language) => words[language] },
  { title: { ja: '確からしさ(ビット)', en: 'Bits' }, cell: ({ bits }) => bits.toFixed(1) },
];
