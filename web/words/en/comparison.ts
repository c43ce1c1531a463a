export const comparison = {
  title: 'Before and after',
  lead: 'Leads handed over in two periods side by side: what changed, and how much can be said. Every number opens its leads.',
  kind: 'Compare by',
  kinds: { month: 'Month', quarter: 'Quarter', half: 'Half year', year: 'Fiscal year', free: 'Any months' },
  before: 'Before',
  after: 'After',
  difference: 'Difference',
  span: '{{low}} to {{high}}',
  clear: 'A clear difference',
  unclear: 'No difference can be confirmed',
  parts: '{{numerator}} of {{denominator}}',
  denominator: 'Denominator of SFA registration',
  denominators: { mql: 'of MQL', sal: 'of SAL' },
  rates: {
    sal: 'SAL rate',
    deal_mql: 'SFA registration rate',
    deal_sal: 'SFA registration rate (of SAL)',
    ignored: 'Ignore rate',
  },
  counts: 'Counts and days',
  countsNote:
    'Handed over = accepted + returned + unanswered + waiting. Days, and shares at the same age, allow for leads still under way (Kaplan–Meier).',
  daysTo: { sal: 'Days from hand-over to acceptance (median)', deal: 'Days from hand-over to registration (median)' },
  sameAge: { sal: 'SAL rate by day {{day}}', deal: 'SFA registration rate by day {{day}}' },
  references: 'Dashed lines are outside references ({{list}}).',
  ignoredNote:
    'Leads with no acceptance, no reason and no contact by sales within five business days after the due day (the next business day).',
  ignoredUnknown: 'Unknown: no calls, visits or mails by sales are recorded. Import activities to see it.',
  caveat:
    'A before/after comparison: a change in how leads were found and selected, or of season, is part of the difference.',
  cautions: 'Before you read on',
  few: '{{name}} has only {{n}} leads: its rates swing widely. Mind the width of the intervals.',
  immature:
    '{{name}} is immature (watched for {{n}} days). Acceptances and registrations will still come; compare the rows at the same age below.',
};
