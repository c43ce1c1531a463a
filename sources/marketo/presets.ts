import type { Preset } from '#core/observation/preset.ts';

/** Marketo smart-list export of people. */
export const marketoPresets: readonly Preset[] = [
  {
    name: 'marketo-people',
    source: 'marketo',
    noun: 'lead',
    title: { ja: 'Marketo リード', en: 'Marketo people' },
    headers: {
      leadKey: ['Marketo ID', 'Lead ID', 'Id', 'リードID'],
      givenName: ['First Name', '名'],
      familyName: ['Last Name', '姓'],
      email: ['Email Address', 'Email', 'メールアドレス'],
      companyName: ['Company Name', 'Company', '会社名'],
      department: ['Department', '部署'],
      title: ['Job Title', '役職'],
      personPhone: ['Phone Number', 'Phone', '電話番号'],
      industry: ['Industry', '業種'],
      leadStatus: ['Lead Status', 'Person Status', 'リードステータス'],
      leadSource: ['Lead Source', 'Person Source', 'Original Source Type', 'リードソース'],
      owner: ['Lead Owner', 'Sales Owner', '営業担当'],
      mqlOn: ['MQL Date', 'MQL日'],
      handoverOn: ['Handover Date', '引き渡し日'],
      salOn: ['SAL Date', 'SAL日'],
      sqlOn: ['SQL Date', 'SQL日'],
      rejectReason: ['Rejection Reason', '差し戻し理由'],
      campaign: ['Acquisition Program', '獲得プログラム'],
      createdOn: ['Created At', 'Created', '作成日'],
      observedOn: ['Updated At', 'Updated', '更新日'],
      optOut: ['Unsubscribed', '配信停止'],
    },
    signature: ['Marketo ID', 'Person Status', 'Person Source', 'Acquisition Program', '獲得プログラム', 'Marketing Suspended'],
    needsOneOf: ['email', 'familyName'],
    rowKey: 'leadKey',
    trust: 50,
  },
];
