import { parseAddress } from '#core/contact/address.ts';
import { isCorporateDomain } from '#core/contact/email.ts';
import { companyCodes } from '#core/company/company-code.ts';
import { parseCompanyName } from '#core/company/name.ts';
import type { Field } from '#core/observation/fields.ts';
import type { CompanyAttribute, CompanySeen, Parties, PersonSeen } from '#core/observation/observation.ts';
import type { CellReader } from './read-cells.ts';

const textAttributes: readonly (readonly [CompanyAttribute, Field])[] = [
  ['kana', 'companyKana'],
  ['englishName', 'companyEnglishName'],
  ['industry', 'industry'],
  ['foundedOn', 'foundedOn'],
  ['parentName', 'parentName'],
  ['status', 'companyStatus'],
  ['agencyRole', 'agencyRole'],
  ['agencyArea', 'agencyArea'],
];

/** What the row says of the company. A person's corporate mail domain is a domain of the company, their line one of its lines. */
export function readCompany(
  reader: CellReader,
  person: PersonSeen | undefined,
  owner: string | undefined,
): CompanySeen {
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
  for (const field of companyCodes) {
    const code = reader.companyCode(field);
    if (code !== undefined) attributes[field] = code;
  }
  if (reader.text('closedCause')) attributes.status = 'closed';
  const website = reader.domain('website');
  const address = website && reader.text('website');
  if (address) attributes.website = address;
  const domains = [website, ...(person?.emails.map((email) => email.domain) ?? [])].filter(
    (domain) => domain !== undefined && isCorporateDomain(domain),
  ) as string[];
  const name = reader.text('companyName');
  const site = reader.text('siteName');
  const dealKey = reader.key('dealKey') ?? reader.key('convertedDealKey');
  const phone = reader.phone('companyPhone');
  const corporateNumber = reader.corporateNumber('corporateNumber');
  const misreadNumber = corporateNumber === undefined ? reader.misreadNumber('corporateNumber') : undefined;
  const parts = ['prefecture', 'city', 'street', 'building'].map((field) => reader.text(field as Field) ?? '');
  return {
    name: name === undefined ? undefined : nonEmptyName(name),
    ...(site === undefined ? {} : { site }),
    ownKey: reader.key('companyKey'),
    ...(dealKey === undefined ? {} : { dealKey }),
    corporateNumber,
    ...(misreadNumber === undefined ? {} : { misreadNumber }),
    domains: [...new Set(domains)],
    phones: phone === undefined ? [] : [phone],
    ...(person?.phone === undefined ? {} : { directPhone: person.phone }),
    ...(owner === undefined ? {} : { owner }),
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

export function withParties(reader: CellReader): { parties?: Parties } {
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
    ownKey: reader.key('billToKey'),
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
