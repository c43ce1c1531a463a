import { dealStates } from '#core/kpi/case-words.ts';
import { wordsIn } from '#core/words.ts';

export const demand = {
  opportunityTypes: {
    new: '新規',
    cross_sell: 'クロスセル',
    upsell: 'アップセル',
    renewal: '更新',
    win_back: '復活',
  },
  lostReasons: {
    price: '価格',
    function: '機能・仕様',
    competitor: '競合',
    no_decision: '見送り(決定なし)',
    budget: '予算',
    timing: '時期',
    relation: '関係・担当交代',
    other: 'その他',
    untold: '理由の記録なし',
  },
  dealStates: wordsIn('ja', dealStates),
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
