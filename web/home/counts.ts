/** How much waits, and how far the first steps came; what a role may not see is left out. */
export type Counts = Partial<
  Record<
    | 'accounts'
    | 'people'
    | 'imports'
    | 'reviews'
    | 'jobChanges'
    | 'awaitingSales'
    | 'awaitingMarketing'
    | 'candidates'
    | 'active'
    | 'overdueSearches'
    | 'contactsToMend'
    | 'notesToRead'
    | 'noHands'
    | 'mql'
    | 'stalledDeals'
    | 'plansToApprove'
    | 'ruleProposals'
    | 'lapsed'
    | 'unfollowed'
    | 'wishLists'
    | 'closedAccounts'
    | 'rejectedRows',
    number
  >
>;
