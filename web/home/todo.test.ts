import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAllowed, policies, roles, type Actor, type Role } from '#api/policy.ts';
import { todosOf } from './todo.ts';

const counts = {
  overdueSearches: 1,
  awaitingSales: 2,
  awaitingMarketing: 3,
  candidates: 4,
  reviews: 5,
  rejectedRows: 0,
  stalledDeals: 6,
  plansToApprove: 7,
  ruleProposals: 8,
  lapsed: 9,
  unfollowed: 10,
  closedAccounts: 11,
};
const actor = { memberId: 1, name: '', email: '', department: null, agencyAccountId: null };
const may = (role: Role) => {
  const who: Actor = { ...actor, role, mayExport: null, maySeeGrossProfit: null };
  return { role, rights: Object.keys(policies).filter((policy) => isAllowed(who, policy as keyof typeof policies)) };
};
const namesOf = (role: Role) => todosOf(may(role), counts).map(({ name }) => name);

test('everybody is shown what they can do themselves, and an empty list nowhere', () => {
  assert.deepEqual(namesOf('marketing_manager'), [
    'lapsed',
    'plansToApprove',
    'ruleProposals',
    'overdueSearches',
    'awaitingMarketing',
    'candidates',
    'closedAccounts',
    'reviews',
  ]);
  assert.deepEqual(namesOf('sales_manager'), [
    'unfollowed',
    'plansToApprove',
    'overdueSearches',
    'awaitingSales',
    'stalledDeals',
    'candidates',
  ]);
  assert.deepEqual(namesOf('executive'), [], 'an executive decides none of it');
  for (const role of roles) assert.ok(!namesOf(role).includes('rejectedRows'), 'nothing waits there');
});
