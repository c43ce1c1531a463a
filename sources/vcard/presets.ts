import type { Preset } from '#core/observation/preset.ts';

/** vCard 2.1, 3 and 4, turned into rows by to-table.ts with these headers. */
export const vcardPresets: readonly Preset[] = [
  {
    name: 'vcard',
    source: 'vcard',
    noun: 'person',
    title: { ja: 'vCard 連絡先', en: 'vCard contacts' },
    headers: {
      personKey: ['vcard.uid'],
      personName: ['vcard.fn'],
      familyName: ['vcard.family'],
      givenName: ['vcard.given'],
      personKana: ['vcard.kana'],
      companyName: ['vcard.org'],
      companyKana: ['vcard.orgkana'],
      department: ['vcard.unit'],
      title: ['vcard.title'],
      email: ['vcard.email'],
      personPhone: ['vcard.phone'],
      mobile: ['vcard.mobile'],
      postalCode: ['vcard.postal'],
      prefecture: ['vcard.region'],
      city: ['vcard.city'],
      street: ['vcard.street'],
      building: ['vcard.building'],
      website: ['vcard.url'],
      tags: ['vcard.tags'],
      memo: ['vcard.note'],
      observedOn: ['vcard.rev'],
    },
    signature: ['vcard.fn'],
    needsOneOf: ['personName', 'familyName', 'email'],
    rowKey: 'personKey',
    trust: 45,
  },
];
