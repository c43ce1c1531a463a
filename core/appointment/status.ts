import { clean } from '#core/text/clean.ts';

/** What became of an appointment (アポ) with a company. Only `held` is a meeting; `rescheduled` went on to another day. */
export const appointmentStatuses = ['scheduled', 'held', 'no_show', 'cancelled', 'rescheduled'] as const;
export type AppointmentStatus = (typeof appointmentStatuses)[number];

/** Our own words, which a value mapping offers: each is understood as what it stands for. */
export const appointmentStatusWords: Readonly<Record<AppointmentStatus, string>> = {
  scheduled: '予定',
  held: '実施',
  no_show: '不参加',
  cancelled: '中止',
  rescheduled: '日程変更',
};

/** Words of the usual systems, HubSpot's among them; what says that nothing took place goes before what says it did. */
const words: readonly (readonly [AppointmentStatus, RegExp])[] = [
  ['no_show', /不参加|欠席|不在|無断|すっぽかし|来場なし|ノーショー|no[\s_-]?show|did ?n[o']t (?:attend|show)|absent/],
  [
    'cancelled',
    /中止|キャンセル|取り?消|取り?止|辞退|流会|ドタキャン|実施せず|実施なし|cancell?ed|cancell?ation|called off|not held/,
  ],
  ['rescheduled', /日程変更|日時変更|延期|リスケ|再調整|再設定|変更済|reschedul|postponed|moved/],
  [
    'scheduled',
    /予定|未実施|未訪問|未完了|設定済|調整済|確定|アポ(?:獲得|取得|設定)|scheduled|planned|booked|confirmed|upcoming|not (?:yet|completed?)/,
  ],
  [
    'held',
    /実施|完了|訪問済|面談済|商談済|打合せ済|開催済|済み?$|出席|参加|\bheld|\bcompleted?\b|conducted|attended|took place|\bdone\b/,
  ],
];

/** 予定, COMPLETED, No Show …: undefined where the word says none of them, which is counted neither as held nor as no-show. */
export function appointmentStatusOf(text: string): AppointmentStatus | undefined {
  const word = clean(text);
  if (/調整中|検討中/.test(word)) return undefined;
  return words.find(([, known]) => known.test(word))?.[0];
}
