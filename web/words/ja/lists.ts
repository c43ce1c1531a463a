export const lists = {
  filter: '条件',
  addCondition: '条件を足す',
  match: { and: 'すべて満たす', or: 'いずれか満たす' },
  not: '満たさない',
  ops: {
    eq: '等しい',
    ne: '等しくない',
    contains: '含む',
    gte: '以上',
    lte: '以下',
    empty: '空',
    filled: '入っている',
  },
  columns: '表示する列',
  views: '保存した表示',
  saveView: 'この表示を保存',
  manageViews: '保存した表示の名前を変える・消す',
  noViews: '自分で保存した表示はありません。',
  rename: '名前を変える',
  viewDeleted: '「{{name}}」を消しました',
  viewName: '表示の名前',
  share: '共有',
  shares: { me: '自分だけ', department: '自部署', everybody: '全員' },
  field: '項目',
  comparison: '比べ方',
  pages: { first: '最初のページ', previous: '前のページ', next: '次のページ', last: '最後のページ' },
  sheetTakes: {
    accounts:
      '変えられるのは担当・区分・階層・保留です。ほかの列は見るためのもので、直しても変わりません。行を消しても、会社は消えません。',
    people:
      '変えられるのは氏名・カナ・部署・役職・メール・電話・携帯です。ほかの列は見るためのもので、直しても変わりません。行を消しても、人物は消えません。',
    targets:
      '変えられるのは担当・区分・階層・承認・理由です。ほかの列は見るためのもので、直しても変わりません。行を消しても、リストから外れません。',
  },
  sheetApplied: '{{n}}か所を反映しました',
  sheetProblems: {
    title: '取り込まない箇所',
    row_gone: '{{row}}行目: この行はもうありません。',
    choice_unknown: '{{row}}行目「{{title}}」の「{{value}}」は選べません。使えるもの: {{choices}}',
    owner_unknown:
      '{{row}}行目「{{title}}」の「{{value}}」は、利用者にもファイルの担当者にもいません。設定で利用者を作るか、名前を直してください。',
    email_invalid: '{{row}}行目「{{title}}」の「{{value}}」はメールアドレスとして読めません。',
    name_missing: '{{row}}行目: 氏名は空にできません。',
    more: 'ほか{{n}}件',
  },
};
