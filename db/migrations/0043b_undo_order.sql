-- Decisions about the rows of an entity, and what takes a decision back: looked up whenever one is taken back.
create index match_decision_left on match_decision ((left_rows[1]));
create index match_decision_right on match_decision ((right_rows[1]));
create index match_decision_undoes on match_decision (undoes) where undoes is not null;
