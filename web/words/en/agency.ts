export const agency = {
  title: 'Leads for you to follow',
  lead: 'What we gave you, and until when we hope for an answer. Accept it, or tell us why you cannot.',
  none: 'Nothing waits for your answer.',
  tiles: { mine: 'Waiting', accepted: 'Accepted', unfollowed: 'No contact recorded', accounts: 'Your companies' },
  overdue: '{{n}} {{n, lead is|leads are}} overdue. Please answer these first.',
  all: 'See all',
};
