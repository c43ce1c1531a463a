import type { Preset } from '#core/observation/preset.ts';

/** Eight card export: no key of its own, so a card is known by its content. */
export const eightPresets: readonly Preset[] = [
  {
    name: 'eight-cards',
    source: 'eight',
    noun: 'person',
    title: { ja: 'Eight 名刺', en: 'Eight cards' },
    headers: {
      companyName: ['会社名'],
      department: ['部署名'],
      title: ['役職'],
      familyName: ['姓'],
      givenName: ['名'],
      personName: ['氏名'],
      email: ['e-mail', 'メールアドレス'],
      postalCode: ['郵便番号'],
      street: ['住所'],
      companyPhone: ['TEL会社', 'TEL'],
      personPhone: ['TEL直通', 'TEL部門'],
      mobile: ['携帯電話'],
      website: ['URL'],
      tags: ['タグ'],
      memo: ['メモ'],
      observedOn: ['名刺交換日'],
    },
    signature: ['TEL会社', 'TEL部門', 'TEL直通'],
    needsOneOf: ['familyName', 'personName', 'email'],
    trust: 50,
    isCard: true,
  },
];
