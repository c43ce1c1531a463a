export const demand = {
  dealStates: { open: '進行中', won: '受注', lost: '失注' },
  activityTypes: {
    visit: '訪問',
    meeting: '打合せ',
    call: '電話',
    mail: 'メール',
    seminar: 'セミナー',
    exhibition: '展示会',
    card: '名刺交換',
    form: '問い合わせ',
    task: 'ToDo',
    other: 'その他',
  },
  order: '受注明細',
};
