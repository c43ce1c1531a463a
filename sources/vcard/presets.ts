import type { Preset } from '#core/observation/preset.ts';

/** vCard 3 and 4, turned into rows by to-table.ts with these headers. */
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
      department: ['vcard.unit'],
      title: ['vcard.title'],
      email: ['vcard.email'],
      personPhone: ['vcard.phone'],
      mobile: ['vcard.mobile'],
      postalCode: ['vcard.postal'],
      prefecture: ['vcard.region'],
      city: ['vcard.city'],
      street: ['vcard.street'],
      website: ['vcard.url'],
      observedOn: ['vcard.rev'],
    },
    signature: ['vcard.fn'],
    needsOneOf: ['personName', 'familyName', 'email'],
    rowKey: 'personKey',
    trust: 45,
  },
];
