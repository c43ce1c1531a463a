import type { ActivityType } from '#core/observation/observation.ts';
import { clean } from '#core/text/clean.ts';
import type { DealState } from './deal-state.ts';

/** Our own words, which a value mapping offers: each is understood as what it stands for. */
export const dealStateWords: Readonly<Record<DealState, string>> = {
  open: '進行中',
  won: '受注',
  lost: '失注',
  no_decision: '見送り',
  postponed: '保留',
};
export const activityTypeWords: Readonly<Record<ActivityType, string>> = {
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
};

/**
 * Words of the usual systems for the states of a deal. A saved value mapping comes before them. A deal that was put off is not
 * won by the order its stage speaks of (受注延期), and one that goes on again (保留解除) is open.
 */
export function dealStateOf(stage: string): DealState {
  const word = clean(stage);
  if (/失注|lost|不成立|キャンセル|辞退|敗/.test(word)) return 'lost';
  if (/見送|自然消滅|案件消滅|立ち消え|中止|決定せず|決定なし|no[ -]?decision/.test(word)) return 'no_decision';
  if (
    /保留|延期|先送り|凍結|ペンディング|^pending$|塩漬け|中断|休止|on[ -]?hold|postpone|deferred/.test(word) &&
    !/解除|解凍|再開/.test(word)
  )
    return 'postponed';
  if (/受注|won|成約|契約(?:済|完了|締結)|納品/.test(word) && !/予定|見込|確度|前/.test(word)) return 'won';
  return 'open';
}

const activityWords: readonly (readonly [ActivityType, RegExp])[] = [
  ['visit', /訪問|visit|往訪|来社/],
  ['seminar', /セミナー|ウェビナー|seminar|webinar|勉強会/],
  ['exhibition', /展示会|来場|exhibition|trade ?show|イベント|event$/],
  ['form', /(?<!プラット)フォーム|(?<!plat)\bform\b|問い合わせ|問合|資料請求|見積依頼|申し?込み?/],
  ['meeting', /商談|打合|打ち合|会議|面談|ミーティング|meeting|行動|デモ/],
  ['call', /電話|架電|コール|call|tel/],
  ['mail', /メール|mail|送付/],
  ['card', /名刺/],
  ['form', /フォーム|問い合わせ|問合|資料請求|ダウンロード|form|inquiry|download/],
  ['task', /todo|タスク|task/],
];

/** visit, call, mail …: the first known word decides. */
export function activityTypeOf(text: string): ActivityType {
  const word = clean(text);
  return activityWords.find(([, words]) => words.test(word))?.[0] ?? 'other';
}
