import type { Words } from '#core/words.ts';

/** What a lead came to, or a company, a person, a goal or an action counted beside it. */
export const leadStates = {
  new: { ja: 'リード', en: 'Lead' },
  nurturing: { ja: '育成中', en: 'Nurturing' },
  mql_candidate: { ja: 'MQL候補', en: 'MQL candidate' },
  handed_over: { ja: '返事待ち', en: 'Waiting for an answer' },
  accepted: { ja: '営業受入', en: 'Accepted' },
  accepted_ignored: { ja: '受入後フォローなし', en: 'Accepted, no follow-up' },
  sql: { ja: '案件化確認', en: 'Qualified' },
  deal: { ja: '商談', en: 'Deal' },
  won: { ja: '受注', en: 'Won' },
  lost: { ja: '失注', en: 'Lost' },
  rejected: { ja: '差し戻し', en: 'Sent back' },
  returned: { ja: '差し戻し', en: 'Sent back' },
  ignored: { ja: '未対応(期限切れ)', en: 'Nobody answered' },
  recycled: { ja: '育成に戻した', en: 'Back to nurturing' },
  disqualified: { ja: '対象外', en: 'Disqualified' },
  converted: { ja: '商談あり', en: 'Has a deal' },
  answered: { ja: '返事済み', en: 'Answered' },
  unanswered: { ja: '返事待ち', en: 'No answer yet' },
  waiting: { ja: '商談待ち', en: 'No deal yet' },
} as const satisfies Readonly<Record<string, Words>>;

/** How a deal stands. */
export const dealStates = {
  open: { ja: '進行中', en: 'Open' },
  won: { ja: '受注', en: 'Won' },
  lost: { ja: '失注', en: 'Lost' },
  no_decision: { ja: '見送り', en: 'No decision' },
  postponed: { ja: '保留', en: 'Postponed' },
} as const satisfies Readonly<Record<string, Words>>;

/** What became of a meeting that was set. */
export const appointmentStates = {
  scheduled: { ja: '予定', en: 'Scheduled' },
  held: { ja: '実施', en: 'Held' },
  no_show: { ja: '不参加', en: 'No-show' },
  cancelled: { ja: '中止', en: 'Cancelled' },
  rescheduled: { ja: '日程変更', en: 'Moved' },
  unknown: { ja: '結果未入力', en: 'No result yet' },
} as const satisfies Readonly<Record<string, Words>>;

/** Where a line of the target list stands. */
export const lineStates = {
  candidate: { ja: '候補', en: 'Candidate' },
  awaiting_sales: { ja: '営業承認待ち', en: 'Awaiting sales' },
  awaiting_marketing: { ja: 'マーケ承認待ち', en: 'Awaiting marketing' },
  active: { ja: 'ターゲット確定', en: 'Active' },
  on_hold: { ja: '保留', en: 'On hold' },
  declined: { ja: '見送り', en: 'Declined' },
  paused: { ja: '休止', en: 'Paused' },
  excluded: { ja: '除外', en: 'Excluded' },
} as const satisfies Readonly<Record<string, Words>>;

/** Whether a weekly meeting was held. */
export const weekStates = {
  held: { ja: '開催', en: 'held' },
  missed: { ja: '開催されず', en: 'not held' },
  none: { ja: '会議なし', en: 'no meeting' },
} as const satisfies Readonly<Record<string, Words>>;

/** How the state of one case behind a number reads; undefined of a state without a word. */
export function caseState(kind: string, state: string): Words | undefined {
  return (statesOf[kind] ?? (leadStates as Readonly<Record<string, Words>>))[state];
}

const statesOf: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  deal: dealStates,
  appointment: appointmentStates,
  line: lineStates,
  week: weekStates,
};
