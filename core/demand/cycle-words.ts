import type { CycleState } from './cycle.ts';
import type { CycleEventKind } from './cycle-event.ts';

/** Names of the states and steps in refusals, as the screens say them (users.md §4). */
export const stateWords: Readonly<Record<CycleState, string>> = {
  new: 'リード',
  nurturing: '育成中',
  mql_candidate: 'MQL候補',
  handed_over: 'MQL(営業へ引き渡し済)',
  accepted: 'SAL(営業受入)',
  accepted_ignored: 'SAL(フォローなし)',
  sql: 'SQL(案件化確認)',
  deal: '商談(SFA登録)',
  won: '受注',
  lost: '失注',
  rejected: '差し戻し',
  returned: '受入後の差し戻し',
  ignored: '未対応(期限切れ)',
  recycled: '育成に戻す',
  disqualified: '対象外',
  merged: '名寄せ済',
};

export const eventWords: Readonly<Record<CycleEventKind, string>> = {
  nurture: '育成を始める',
  qualify: 'MQL候補にする',
  hand_over: '営業へ引き渡す',
  accept: '受け入れる',
  join_deal: '既存商談に追加',
  reroute: '担当が違う',
  reassign: '担当を替える',
  give_to_agency: '代理店に任せる',
  postpone: '後で判断',
  reject: '差し戻す',
  lapse: '期限切れにする',
  follow_up: 'フォローを記録する',
  lapse_follow_up: 'フォローなしにする',
  return: '受入後に差し戻す',
  confirm: 'SQLにする',
  open_deal: '商談を登録する',
  win: '受注にする',
  lose: '失注にする',
  reopen: '商談を再開する',
  recycle: '育成に戻す',
  disqualify: '対象外にする',
  merge: '名寄せする',
};
