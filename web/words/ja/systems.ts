/** What people call the systems that files come from; a name given to an import is shown as it is. */
export const systems = {
  salesforce: 'Salesforce',
  hubspot: 'HubSpot',
  sansan: 'Sansan',
  eight: 'Eight',
  marketo: 'Marketo',
  vcard: '名刺データ(vCard)',
  seminar: 'セミナー・展示会名簿',
  nta: '国税庁 法人番号',
  gbizinfo: 'gBizINFO',
  form: 'フォーム',
  csv: 'その他の表',
};
