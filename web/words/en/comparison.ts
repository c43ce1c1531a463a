export const comparison = {
  title: 'Before and after',
  lead: 'Leads handed over in two periods, or to two groups in one period, side by side: what differs, and how much can be said. A number opens to its leads.',
  between: 'Compare',
  subjects: {
    periods: 'Two periods',
    scope: 'Inside and outside the list',
    source: 'Two systems',
    campaign: 'Two campaigns',
    owner: 'Two owners',
    agency: 'Two agencies',
  },
  period: 'Period',
  baseGroup: 'Against',
  group: 'Group',
  because: {
    before: 'Shown: the latest {{kind}} with 30 or more hand-overs whose results are in, and the {{kind}} before it.',
    year_before:
      'Shown: the latest {{kind}} with 30 or more hand-overs whose results are in. The {{kind}} before it holds too few, so {{before}}, a year earlier, stands beside it.',
    few: 'No period holds 30 hand-overs yet; shown are two ({{kind}}) with five or more.',
    young: 'The results of no period are in yet; shown is the latest {{kind}} with hand-overs.',
  },
  becauseOne: {
    before: '{{period}} is the latest {{kind}} with 30 or more hand-overs whose results are in.',
    few: 'No period holds 30 hand-overs yet; shown is {{period}}.',
    young: 'The results of no period are in yet; shown is {{period}}.',
  },
  groupCaveats: {
    scope:
      'One period, two groups. Targets are chosen because they are promising, so not all of the difference is earned. Inside or outside is told by the list of today.',
    group: 'One period, two groups. That their leads were different to begin with is part of the result.',
  },
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
  few: '{{name}} has only {{n}} {{n, lead|leads}}: its rates swing widely. Mind the width of the intervals.',
  immature:
    '{{name}} is immature (watched for {{n}} {{n, day|days}}). Acceptances and registrations will still come; compare the rows at the same age below.',
};
