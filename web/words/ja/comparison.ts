export const comparison = {
  title: '前後比較',
  lead: '2つの期間に引き渡したリードを並べ、何が変わったかと、どこまで言えるかを見ます。数字を押すと元のリードが開きます。',
  kind: '比べる単位',
  kinds: { month: '月', quarter: '四半期', half: '半期', year: '年度', free: '月を選ぶ' },
  before: '前',
  after: '後',
  difference: '差',
  span: '{{low}}〜{{high}}',
  clear: '差があります',
  unclear: '差は確認できません',
  parts: '{{denominator}}件中 {{numerator}}件',
  denominator: 'SFA登録率の分母',
  denominators: { mql: '分母: MQL', sal: '分母: SAL' },
  rates: {
    sal: 'SAL率',
    deal_mql: 'SFA登録率',
    deal_sal: 'SFA登録率(SAL比)',
    ignored: '無視率',
  },
  counts: '件数と日数',
  countsNote:
    '引き渡し = 受入 + 差し戻し + 未対応 + 返事待ち。日数と同じ日数での割合は、まだ途中のリードを考えに入れた値です(カプラン・マイヤー法)。',
  daysTo: { sal: '引き渡し→受入の日数(中央値)', deal: '引き渡し→SFA登録の日数(中央値)' },
  sameAge: { sal: '引き渡しから{{day}}日までのSAL率', deal: '引き渡しから{{day}}日までのSFA登録率' },
  ignoredNote: '期限(翌営業日)から5営業日のうちに、受入も差し戻しの理由も営業の連絡もなかった割合です。',
  ignoredUnknown:
    '営業の活動(電話・訪問・メールなど)の記録がないため、分かりません。活動のファイルを取り込むと表示します。',
  caveat: '前後の比較です。リードの集め方や選び方、時期の違いも結果に含まれます。',
  cautions: '読むときの注意',
  few: '{{name}} は {{n}}件と少なく、割合は大きくぶれます。区間の幅を見てください。',
  immature:
    '{{name}} は未成熟です(観察 {{n}}日)。これから受入や登録が増えるため、下の「同じ日数」の行で比べてください。',
};
