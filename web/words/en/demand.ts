import { dealStates } from '#core/kpi/case-words.ts';
import { wordsIn } from '#core/words.ts';

export const demand = {
  opportunityTypes: {
    new: 'New',
    cross_sell: 'Cross-sell',
    upsell: 'Up-sell',
    renewal: 'Renewal',
    win_back: 'Win-back',
  },
  lostReasons: {
    price: 'Price',
    function: 'Function',
    competitor: 'Competitor',
    no_decision: 'No decision',
    budget: 'Budget',
    timing: 'Timing',
    relation: 'Relation',
    other: 'Other',
    untold: 'No reason on record',
  },
  dealStates: wordsIn('en', dealStates),
  activityTypes: {
    visit: 'Visit',
    meeting: 'Meeting',
    call: 'Call',
    mail: 'E-mail',
    seminar: 'Seminar',
    exhibition: 'Exhibition',
    card: 'Business card',
    form: 'Inquiry',
    task: 'To-do',
    other: 'Other',
  },
  order: 'Order line',
};
