export const appointments = {
  statuses: {
    scheduled: '予定',
    held: '実施',
    no_show: '不参加',
    cancelled: '中止',
    rescheduled: '日程変更',
    unknown: '結果未入力',
  },
};
