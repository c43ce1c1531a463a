import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { LeadTold } from '#flows/take-leads.ts';
import type { LeadKind } from '#flows/take-leads.ts';
import { phoneFields } from '#sources/form/phone-fields.ts';
import type { FormField } from '#sources/form/presets.ts';
import { prepareFile } from '#sources/file/prepare.ts';
import { readRecords } from '#sources/file/read-records.ts';

/** Files whose rows are asked about one by one, with what each column tells; `phone` is the one number of a form. */
const files: Record<string, { kind: LeadKind; columns: Record<string, FormField | 'phone'> }> = {
  'marketo-people.csv': {
    kind: 'lead',
    columns: {
      'First Name': 'givenName',
      'Last Name': 'familyName',
      'Email Address': 'email',
      'Company Name': 'companyName',
      Department: 'department',
      'Job Title': 'title',
      'Phone Number': 'phone',
      'Postal Code': 'postalCode',
      State: 'prefecture',
      Address: 'street',
    },
  },
  'crm-leads.csv': {
    kind: 'lead',
    columns: {
      会社名: 'companyName',
      部署: 'department',
      役職: 'title',
      姓: 'familyName',
      名: 'givenName',
      メール: 'email',
      電話: 'phone',
    },
  },
  'seminar.xlsx': {
    kind: 'lead',
    columns: {
      貴社名: 'companyName',
      部署: 'department',
      役職: 'title',
      お名前: 'personName',
      フリガナ: 'personKana',
      メールアドレス: 'email',
      電話番号: 'phone',
      郵便番号: 'postalCode',
      都道府県: 'prefecture',
      住所: 'street',
    },
  },
  'cards-sansan.csv': {
    kind: 'card',
    columns: {
      会社名: 'companyName',
      部署名: 'department',
      役職: 'title',
      氏名: 'personName',
      氏名カナ: 'personKana',
      'e-mail': 'email',
      郵便番号: 'postalCode',
      都道府県: 'prefecture',
      住所: 'street',
      ビル名: 'building',
      TEL: 'companyPhone',
      直通電話: 'personPhone',
      携帯電話: 'mobile',
      URL: 'website',
    },
  },
};

export type HeldOut = {
  readonly file: string;
  readonly kind: LeadKind;
  readonly told: LeadTold;
  /** The company as the world knows it. */
  readonly company: string;
};

/** Every so many rows of each held-out file, `each` of a file at most, with the company they are about. */
export async function readHeldOut(folder: string, each: number): Promise<HeldOut[]> {
  const truth: { file: string; row: string; company: string }[] = parse(readFileSync(join(folder, 'truth.csv')), {
    columns: true,
    bom: true,
  });
  const companyOf = new Map(truth.map(({ file, row, company }) => [`${file}/${row}`, company]));
  const found: HeldOut[] = [];
  for (const [file, { kind, columns }] of Object.entries(files)) {
    const { path, format, header } = await prepareFile(join(folder, file));
    const rows: HeldOut[] = [];
    let row = 0;
    for await (const { number, cells } of readRecords(path, format)) {
      if (number <= format.headerRow) continue;
      row++;
      const company = companyOf.get(`${file}/${row}`);
      if (company !== undefined) rows.push({ file, kind, told: toldOf(header, cells, columns), company });
    }
    const step = Math.max(1, rows.length / each);
    for (let place = 0; place < Math.min(each, rows.length); place++) found.push(rows[Math.floor(place * step)]!);
  }
  return found;
}

function toldOf(
  header: readonly string[],
  cells: readonly string[],
  columns: Record<string, FormField | 'phone'>,
): LeadTold {
  const told: Partial<Record<FormField, string>> = {};
  for (const [index, name] of header.entries()) {
    const [field, text] = [columns[name], (cells[index] ?? '').trim()];
    if (field === undefined || text === '') continue;
    if (field === 'phone') Object.assign(told, phoneFields(text));
    else told[field] = text;
  }
  return told;
}
