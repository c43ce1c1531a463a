export const measure = {
  notes: {
    empty: '対象なし',
    small: '参考(n={{n}})',
    immature: '未成熟',
    period_ratio: '期間比',
    median_not_reached: '中央値未到達',
    unmeasured: '未計測',
  },
  days: '{{n}}日',
  quarterDays: '25%まで {{n}}日',
};
