-- Why a question was asked: the rule that held a merge back which the model was sure of.
alter table match_decision add column reason text;
