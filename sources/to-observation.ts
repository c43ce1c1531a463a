import { crc32 } from 'node:zlib';
import { hash as hashOf } from 'node:crypto';
import { parseAddress } from '#core/contact/address.ts';
import { isCorporateDomain } from '#core/contact/email.ts';
import { parseCompanyName } from '#core/company/name.ts';
import { parseDepartment } from '#core/company/department.ts';
import { activityTypeOf, dealStateOf } from '#core/demand/words.ts';
import { parsePersonName } from '#core/person/name.ts';
import { parseTitle } from '#core/person/title.ts';
import type { Field } from '#core/observation/fields.ts';
import type {
  ActivitySeen,
  CompanyAttribute,
  CompanySeen,
  DealState,
  Fact,
  Observation,
  Parties,
  PersonSeen,
  Rejected,
} from '#core/observation/observation.ts';
import type { Mapping, Preset } from '#core/observation/preset.ts';
import { CellReader } from './read-cells.ts';
import { hasText, isReserved } from './file/inspect.ts';
import { headerKey } from './recognise.ts';

/** One file's rows to Observations: what is the same for all its rows is worked out once. */
export type RowReader = {
  readonly preset: Preset;
  /** `number` is the 1-based data row; `occurrence` tells equal rows of a file without keys apart. */
  readonly read: (
    cells: readonly string[],
    number: number,
    occurrence: (contentHash: bigint) => number,
  ) => Observation | Rejected;
};

export function rowReader(
  preset: Preset,
  mapping: Mapping,
  header: readonly string[],
  source = preset.source,
): RowReader {
  const columns = columnIndexes(preset, mapping, header);
  const width = header.length;
  const names: HeaderNames = { first: header[0] ?? '', keys: header.map(headerKey).join('|') };
  const meaning = String(
    contentHash([JSON.stringify([[...columns.keys()], mapping.values, mapping.owners, mapping.moneyUnit ?? 1])]),
  );
  const mapped = [...columns.values()];
  return {
    preset,
    read: (cells, number, occurrence) => {
      const problem = refuseRow(cells, width, names);
      if (problem) return { rejected: true, number, ...problem };
      const reader = new CellReader(cells, columns, mapping);
      const externalKey = externalKeyOf(preset, reader);
      const hash = contentHash([meaning, ...mapped.map((index) => cells[index] ?? '')]);
      const key =
        externalKey === undefined
          ? contentKey(source, preset, cells, occurrence)
          : rowKey(source, preset.noun, externalKey);
      const body = readBody(preset, reader, mapping);
      const observation: Observation = {
        row: { source, key, externalKey, number, hash, trust: preset.trust },
        ...body,
        flags: reader.flags,
      };
      return refuseEmpty(observation, preset, number) ?? observation;
    },
  };
}

function columnIndexes(preset: Preset, mapping: Mapping, header: readonly string[]): Map<Field, number> {
  if (preset.positions)
    return new Map(preset.positions.flatMap((field, index) => (field ? [[field, index] as const] : [])));
  const entries = Object.entries(mapping.columns) as [Field, string][];
  return new Map(
    entries
      .map(([field, name]) => [field, header.indexOf(name)] as const)
      .filter(([, index]) => index >= 0 && !isReserved(header[index]!)),
  );
}

/** The row's key in its own system. A National Tax Agency number, a record id, an order number with its line. */
function externalKeyOf(preset: Preset, reader: CellReader): string | undefined {
  if (preset.noun === 'order') {
    const [order, line] = [reader.text('orderKey'), reader.text('orderLine')];
    return order && line ? `${order}/${line}` : undefined;
  }
  return preset.rowKey ? reader.text(preset.rowKey) : undefined;
}

function contentKey(
  source: string,
  preset: Preset,
  cells: readonly string[],
  occurrence: (hash: bigint) => number,
): string {
  const content = contentHash(cells);
  return rowKey(source, preset.noun, `#${content}#${occurrence(content)}`);
}

/** uuid of 128 hash bits over source, noun and key: the same row has the same key in every import. */
export function rowKey(source: string, noun: string, key: string): string {
  const hex = hashOf('md5', `${source}\u0001${noun}\u0001${key}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** 63 bits over the cells: equal content, equal number. */
export function contentHash(cells: readonly string[]): bigint {
  const text = cells.join('\u0001');
  return (BigInt(crc32(text)) << 31n) ^ BigInt(crc32(text, 0x5bd1e995) >>> 1);
}

type HeaderNames = { readonly first: string; readonly keys: string };
type RowProblem = { code: string; detail: string };

function refuseRow(cells: readonly string[], width: number, names: HeaderNames): RowProblem | undefined {
  if (!hasText(cells)) return { code: 'I_BLANK_ROW', detail: '空の行です。' };
  const first = cells.find((cell) => cell.trim() !== '')!.trim();
  const filled = cells.reduce((count, cell) => count + (cell.trim() === '' ? 0 : 1), 0);
  if (
    /^[(（【<＜[]?(?:小計|合計|総計|中計|sub ?total|grand totals?|total)(?:[)）】>＞\]:: ].*)?$/i.test(first) &&
    filled < Math.max(3, width * 0.7)
  )
    return { code: 'I_SUBTOTAL_ROW', detail: `小計・合計の行です(${first.slice(0, 40)})。` };
  if (
    filled <= 2 &&
    width > 3 &&
    (cells.length < width || filled === 1) &&
    /^(?:confidential|copyright|©|\(c\)|generated|出力|作成|※|以上|件数|レポート|フィルタ|全\d+件|--+|==+)/i.test(first)
  ) {
    return { code: 'I_FOOTER_ROW', detail: `レポートの末尾の行です(${first.slice(0, 40)})。` };
  }
  const text = cells.join('');
  if (text.includes('\u0000'))
    return { code: 'E_NUL_CHAR', detail: '保存できない文字(NUL)が含まれています。その文字を消してください。' };
  if (text.includes('\ufffd'))
    return { code: 'E_BAD_BYTES', detail: '文字化けした文字があります。文字コードの設定を確かめてください。' };
  if (!text.isWellFormed() || /[\ufdd0-\ufdef\ufffe\uffff]/.test(text))
    return { code: 'E_BAD_CHARACTER', detail: '文字として成り立たない符号があります。その文字を消してください。' };
  const extra = cells.slice(width).some((cell) => cell.trim() !== '');
  if (cells.length !== width && (extra || cells.length < width))
    return {
      code: 'E_COLUMN_COUNT',
      detail: `列が ${cells.length} あります(見出しは ${width})。区切り文字や引用符を確かめてください。`,
    };
  if (cells[0]?.trim() === names.first && cells.map(headerKey).join('|') === names.keys)
    return { code: 'W_HEADER_REPEATED', detail: '見出しの行がもう一度出てきました。' };
  return undefined;
}

function refuseEmpty(observation: Observation, preset: Preset, number: number): Rejected | undefined {
  const { company, person, fact, parties } = observation;
  if (preset.noun === 'company' && !company?.name && !company?.corporateNumber && !company?.domains.length)
    return { rejected: true, number, code: 'E_NO_COMPANY', detail: '企業名も法人番号もありません。' };
  if (preset.noun === 'registry' && (!company?.corporateNumber || !company.name))
    return { rejected: true, number, code: 'E_CORPORATE_NUMBER', detail: '法人番号か名称がありません。' };
  if (preset.noun === 'person' && !person)
    return { rejected: true, number, code: 'E_NO_PERSON', detail: '氏名もメールもありません。' };
  if (preset.noun === 'lead' && !person && !company?.name)
    return { rejected: true, number, code: 'E_NO_PERSON', detail: '氏名・メール・会社名のいずれもありません。' };
  if (preset.noun === 'order' && !parties)
    return { rejected: true, number, code: 'E_NO_COMPANY', detail: '請求先・納入先・需要家のいずれもありません。' };
  if (
    (preset.noun === 'deal' || preset.noun === 'activity' || preset.noun === 'member' || preset.noun === 'product') &&
    !fact
  ) {
    const first = observation.flags[0];
    return {
      rejected: true,
      number,
      code: first?.code ?? 'E_NO_FACT',
      detail: first ? `「${first.field}」の「${first.given}」が読めません。` : '必要な項目がありません。',
    };
  }
  return undefined;
}

function readBody(preset: Preset, reader: CellReader, mapping: Mapping): Omit<Observation, 'row' | 'flags'> {
  const owner = reader.text('owner');
  const ownerName = owner === undefined ? undefined : (mapping.owners[owner] ?? owner);
  const base = { observedOn: reader.date('observedOn'), ...(ownerName ? { ownerName } : {}) };
  switch (preset.noun) {
    case 'company':
    case 'registry':
      return { ...base, company: readCompany(reader, undefined) };
    case 'person':
    case 'lead': {
      const person = readPerson(reader, preset.noun === 'lead' && !reader.has('personKey') ? 'leadKey' : 'personKey');
      const fact =
        preset.noun === 'lead'
          ? readLead(reader)
          : preset.isCard && base.observedOn
            ? cardExchange(base.observedOn)
            : undefined;
      return {
        ...base,
        observedOn: base.observedOn ?? reader.date('occurredOn') ?? reader.date('createdOn'),
        ...withCompany(reader, person),
        ...(person ? { person } : {}),
        ...(fact ? { fact } : {}),
      };
    }
    case 'deal':
      return { ...base, ...withCompany(reader, undefined), ...withFact(readDeal(reader)) };
    case 'order':
      return { ...base, ...withParties(reader), ...withFact(readOrder(reader)) };
    case 'activity': {
      const person = readPerson(reader, 'personKey');
      return {
        ...base,
        ...withCompany(reader, person),
        ...(person ? { person } : {}),
        ...withFact(readActivity(reader)),
      };
    }
    case 'member':
      return { ...base, ...withFact(readMember(reader)) };
    case 'product':
      return { ...base, ...withFact(readProduct(reader)) };
  }
}

const withFact = (fact: Fact | undefined) => (fact ? { fact } : {});

function withCompany(reader: CellReader, person: PersonSeen | undefined): { company?: CompanySeen } {
  const company = readCompany(reader, person);
  const isKnown = company.name || company.ownKey || company.corporateNumber || company.domains.length > 0;
  return isKnown ? { company } : {};
}

const cardExchange = (on: string): ActivitySeen => ({ kind: 'activity', type: 'card', subject: '名刺交換', on });

const textAttributes: readonly (readonly [CompanyAttribute, Field])[] = [
  ['kana', 'companyKana'],
  ['englishName', 'companyEnglishName'],
  ['website', 'website'],
  ['industry', 'industry'],
  ['foundedOn', 'foundedOn'],
  ['parentName', 'parentName'],
  ['status', 'companyStatus'],
  ['agencyRole', 'agencyRole'],
  ['agencyArea', 'agencyArea'],
];

/** What the row says of the company. A person's corporate mail domain is a domain of the company. */
function readCompany(reader: CellReader, person: PersonSeen | undefined): CompanySeen {
  const attributes: Partial<Record<CompanyAttribute, string | number>> = {};
  for (const [attribute, field] of textAttributes) {
    const text = reader.text(field);
    if (text !== undefined) attributes[attribute] = text;
  }
  const employees = reader.count('employees');
  if (employees !== undefined) attributes.employees = employees;
  const revenue = reader.money('revenue');
  if (revenue !== undefined) attributes.revenue = revenue;
  const capital = reader.money('capital');
  if (capital !== undefined) attributes.capital = capital;
  const opened = reader.date('tradeAccountOpenedOn');
  if (opened !== undefined) attributes.tradeAccountOpenedOn = opened;
  const successor = reader.corporateNumber('successorNumber');
  if (successor !== undefined) attributes.successorNumber = successor;
  if (reader.text('closedCause')) attributes.status = 'closed';
  const website = reader.domain('website');
  const domains = [website, ...(person?.emails.map((email) => email.domain) ?? [])].filter(
    (domain) => domain !== undefined && isCorporateDomain(domain),
  ) as string[];
  const name = reader.text('companyName');
  const phone = reader.phone('companyPhone');
  const parts = ['prefecture', 'city', 'street', 'building'].map((field) => reader.text(field as Field) ?? '');
  return {
    name: name === undefined ? undefined : nonEmptyName(name),
    ownKey: reader.text('companyKey'),
    corporateNumber: reader.corporateNumber('corporateNumber'),
    domains: [...new Set(domains)],
    phones: phone === undefined ? [] : [phone],
    address: parseAddress(parts, reader.postalCode('postalCode')),
    attributes,
  };
}

function nonEmptyName(raw: string) {
  const name = parseCompanyName(raw);
  return name.core === '' || /^(?:なし|無し|不明|個人|フリーランス|無所属|未入力|n\/a|-)$/i.test(name.core)
    ? undefined
    : name;
}

function readPerson(reader: CellReader, keyField: 'personKey' | 'leadKey'): PersonSeen | undefined {
  const [familyKana, givenKana] = [reader.text('familyKana'), reader.text('givenKana')];
  const kana = reader.text('personKana') ?? ([familyKana, givenKana].filter(Boolean).join(' ') || undefined);
  const [full, family, given] = [reader.text('personName'), reader.text('familyName'), reader.text('givenName')];
  const name = parsePersonName({
    ...(full ? { full } : {}),
    ...(family ? { family } : {}),
    ...(given ? { given } : {}),
    ...(kana ? { kana } : {}),
  });
  const emails = reader.emails('email');
  if (!name && emails.length === 0) return undefined;
  const department = reader.text('department');
  const title = reader.text('title');
  return {
    name,
    ownKey: reader.text(keyField),
    emails,
    phone: reader.phone('personPhone'),
    mobile: reader.phone('mobile'),
    department: department === undefined ? undefined : parseDepartment(department),
    title: title === undefined ? undefined : parseTitle(title),
    hasOptedOut: reader.yes('optOut') === true,
  };
}

function readDeal(reader: CellReader): Fact | undefined {
  const stage = reader.text('dealStage') ?? '';
  const name =
    reader.text('dealName') ?? [reader.text('companyName'), reader.text('product')].filter(Boolean).join(' ');
  if (name === '' && stage === '' && !reader.text('dealKey')) return undefined;
  const state = (['open', 'won', 'lost'] as const).find((word) => word === stage) ?? dealStateOf(stage);
  return {
    kind: 'deal',
    name: name || reader.text('dealKey')!,
    stage,
    state: state as DealState,
    amountYen: reader.money('amount'),
    createdOn: reader.date('createdOn'),
    closedOn: reader.date('closedOn'),
    product: reader.text('product'),
    leadSource: reader.text('leadSource'),
  };
}

function readOrder(reader: CellReader): Fact {
  const revenueYen = reader.money('orderRevenue');
  const cost = reader.money('cost');
  const grossProfitYen =
    reader.money('grossProfit') ?? (revenueYen !== undefined && cost !== undefined ? revenueYen - cost : undefined);
  return {
    kind: 'order',
    orderNumber: reader.text('orderKey'),
    orderedOn: reader.date('orderedOn'),
    product: reader.text('product'),
    quantity: reader.count('quantity'),
    revenueYen,
    grossProfitYen,
  };
}

function withParties(reader: CellReader): { parties?: Parties } {
  const party = (field: Field, known: Partial<CompanySeen> = {}): CompanySeen | undefined => {
    const raw = reader.text(field);
    const name = raw === undefined ? undefined : nonEmptyName(raw);
    return name || known.ownKey
      ? {
          name,
          ownKey: undefined,
          corporateNumber: undefined,
          domains: [],
          phones: [],
          address: undefined,
          attributes: {},
          ...known,
        }
      : undefined;
  };
  const phone = reader.phone('billToPhone');
  const billTo = party('billTo', {
    ownKey: reader.text('billToKey'),
    corporateNumber: reader.corporateNumber('corporateNumber'),
    phones: phone === undefined ? [] : [phone],
    address: parseAddress([reader.text('billToAddress') ?? ''], reader.postalCode('billToPostalCode')),
  });
  const shipTo = party('shipTo');
  const endUser = party('endUser');
  const agency = party('agency');
  if (!billTo && !shipTo && !endUser && !agency) return {};
  return {
    parties: {
      ...(billTo ? { billTo } : {}),
      ...(shipTo ? { shipTo } : {}),
      ...(endUser ? { endUser } : {}),
      ...(agency ? { agency } : {}),
    },
  };
}

function readActivity(reader: CellReader): ActivitySeen | undefined {
  const on = reader.date('occurredOn');
  if (on === undefined) return undefined;
  const campaign = reader.text('campaign');
  const subject = reader.text('subject') ?? campaign;
  const type = activityTypeOf(reader.text('activityType') ?? '');
  return {
    kind: 'activity',
    type: type === 'other' || type === 'task' ? higher(activityTypeOf(subject ?? ''), type) : type,
    subject: [subject, reader.text('attendance')].filter(Boolean).join(' / ') || undefined,
    on,
  };
}

const higher = (found: ActivitySeen['type'], otherwise: ActivitySeen['type']) =>
  found === 'other' ? otherwise : found;

function readLead(reader: CellReader): Fact {
  const campaign = reader.text('campaign');
  const on = reader.date('occurredOn');
  const isSeminar = reader.has('occurredOn') || reader.has('attendance');
  const type = activityTypeOf(campaign ?? '');
  return {
    kind: 'lead',
    status: reader.text('leadStatus'),
    leadSource: reader.text('leadSource'),
    campaign,
    createdOn: reader.date('createdOn') ?? on,
    mqlOn: reader.date('mqlOn'),
    handoverOn: reader.date('handoverOn'),
    salOn: reader.date('salOn'),
    sqlOn: reader.date('sqlOn'),
    dealOn: reader.date('dealOn'),
    rejectReason: reader.text('rejectReason'),
    dealKey: reader.text('convertedDealKey'),
    activity:
      isSeminar && on
        ? {
            kind: 'activity',
            type: type === 'exhibition' ? 'exhibition' : 'seminar',
            subject: [campaign, reader.text('attendance')].filter(Boolean).join(' / ') || undefined,
            on,
          }
        : undefined,
  };
}

function readMember(reader: CellReader): Fact | undefined {
  const name =
    reader.text('personName') ??
    ([reader.text('familyName'), reader.text('givenName')].filter(Boolean).join(' ') || undefined);
  return name === undefined
    ? undefined
    : {
        kind: 'member',
        name,
        email: reader.emails('email')[0]?.address,
        department: reader.text('department'),
        title: reader.text('title'),
      };
}

function readProduct(reader: CellReader): Fact | undefined {
  const name = reader.text('product');
  return name === undefined
    ? undefined
    : { kind: 'product', name, series: reader.text('productSeries'), priceYen: reader.money('amount') };
}
