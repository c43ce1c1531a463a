-- What kind of business a deal is and why it was lost, where the file of deals tells it (domain.md §9.4); the note is the file's own words.
alter table deal
  add column opportunity_type text check (opportunity_type in ('new', 'cross_sell', 'upsell', 'renewal', 'win_back')),
  add column lost_reason text check (lost_reason in ('price', 'function', 'competitor', 'no_decision', 'budget', 'timing', 'relation', 'other')),
  add column lost_note text;
