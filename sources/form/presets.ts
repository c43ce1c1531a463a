import { fields, type Field } from '#core/observation/fields.ts';
import type { Preset } from '#core/observation/preset.ts';

/** What may be told of one lead or card. Stored rows hold one cell for each, in this order: new ones go to the end. */
export const formFields = [
  'leadKey',
  'companyName',
  'companyKana',
  'corporateNumber',
  'postalCode',
  'prefecture',
  'city',
  'street',
  'building',
  'companyPhone',
  'website',
  'personName',
  'familyName',
  'givenName',
  'personKana',
  'email',
  'personPhone',
  'mobile',
  'department',
  'title',
  'owner',
  'leadStatus',
  'leadSource',
  'campaign',
  'createdOn',
  'optOut',
] as const satisfies readonly Field[];
export type FormField = (typeof formFields)[number];

/** The header of the imports that such rows are kept under. */
export const formHeader: readonly string[] = formFields.map((field) => fields[field].ja);

const needsOneOf = ['companyName', 'corporateNumber', 'personName', 'familyName', 'email'] as const;

/** Leads and cards that come one at a time; never recognised in a file. */
export const formPresets: readonly Preset[] = [
  {
    name: 'form-leads',
    source: 'form',
    noun: 'lead',
    title: { ja: 'リード(1件ずつ)', en: 'Leads, one by one' },
    headers: {},
    signature: [],
    needsOneOf,
    positions: formFields,
    rowKey: 'leadKey',
    trust: 50,
    isForm: true,
  },
  {
    name: 'form-cards',
    source: 'form',
    noun: 'person',
    title: { ja: '名刺(1件ずつ)', en: 'Cards, one by one' },
    headers: {},
    signature: [],
    needsOneOf,
    // A card is a person's record, and its date the day on which it was exchanged.
    positions: formFields.map((field) =>
      field === 'leadKey' ? 'personKey' : field === 'createdOn' ? 'observedOn' : field,
    ),
    rowKey: 'personKey',
    trust: 50,
    isCard: true,
    isForm: true,
  },
];
