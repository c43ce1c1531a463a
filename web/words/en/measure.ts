export const measure = {
  notes: {
    empty: 'no cases',
    small: 'for reference (n={{n}})',
    immature: 'immature',
    period_ratio: 'period ratio',
    median_not_reached: 'median not reached',
    unmeasured: 'not measured',
  },
  days: '{{n}} {{n, day|days}}',
  quarterDays: '25 % by day {{n}}',
};
