import type { Preset } from '#core/observation/preset.ts';

/** Participant lists of seminars and exhibitions, as organisers hand them over. */
export const seminarPresets: readonly Preset[] = [
  {
    name: 'seminar',
    source: 'seminar',
    noun: 'lead',
    title: { ja: 'セミナー・展示会リスト', en: 'Seminar or exhibition list' },
    headers: {
      companyName: ['会社名', '貴社名', '御社名', '企業名', '勤務先', '会社・団体名', '所属', 'Company'],
      department: ['部署名', '部署', '所属部署', 'ご所属'],
      title: ['役職', '役職名', 'お役職'],
      personName: ['氏名', 'お名前', '名前', '参加者名', 'ご芳名', 'Name'],
      familyName: ['姓', '氏'],
      givenName: ['名'],
      personKana: ['フリガナ', 'ふりがな', '氏名カナ', 'お名前(カナ)'],
      email: ['メールアドレス', 'E-mail', 'Email', 'メール', 'eメール'],
      personPhone: ['電話番号', 'TEL', '電話', 'お電話番号'],
      postalCode: ['郵便番号'],
      prefecture: ['都道府県'],
      street: ['住所', 'ご住所'],
      industry: ['業種'],
      campaign: ['セミナー名', 'イベント名', '展示会名', '開催名', 'ウェビナー名'],
      attendance: ['参加状況', '出欠', '参加', '当日参加', '来場'],
      occurredOn: ['開催日', '参加日', '申込日', '来場日', '申込日時', '登録日時'],
      leadStatus: ['営業対応', '対応状況', 'フォロー状況', 'ステータス'],
      handoverOn: ['引き渡し日', '引渡日'],
      owner: ['担当営業', '営業担当', '担当者', '弊社担当'],
      leadSource: ['申込経路', '流入元'],
    },
    signature: ['参加状況', '出欠', 'セミナー名', '展示会名', 'イベント名', '開催日', '貴社名', '申込日時', 'ご芳名', '来場日'],
    needsOneOf: ['personName', 'familyName', 'email'],
    trust: 35,
  },
];
