import { appointmentStates } from '#core/kpi/case-words.ts';
import { wordsIn } from '#core/words.ts';

export const appointments = {
  title: 'アポ・面談',
  none: 'アポも面談もまだありません。',
  statuses: wordsIn('ja', appointmentStates),
  set: 'アポを設定',
  setFor: '{{name}}とのアポを設定',
  meetsOn: '面談の日',
  meetsAt: '時刻',
  person: '相手',
  host: '会う人',
  subject: '用件',
  subjectExample: '例: 検査工程の課題をうかがう',
  setDone: 'アポを設定しました',
  kinds: { hold: '実施', no_show: '不参加', move: '日程変更', cancel: '中止' },
  kindOf: '{{when}} の面談を「{{kind}}」にする',
  done: {
    hold: '実施と記録しました',
    no_show: '不参加と記録しました(面談数には数えません)',
    move: '日程を変えました',
    cancel: '中止と記録しました',
  },
  moveTo: '変更後の日',
  moveSure: '日程を変える',
  takeBack: '取り消す',
  takeBackOf: '{{when}} の面談の最後の入力を取り消す',
  takenBack: '取り消しました',
  setBy: '{{name}} が {{day}} に設定',
  ofFile: '取り込んだファイル({{source}})',
  waiting: '面談の結果を入れる({{n}}件)',
  coming: 'これからの面談({{n}}件)',
};
