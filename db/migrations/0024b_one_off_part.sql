-- What of a deal is paid once (setup, delivery), where the file of deals tells it: it is no yearly contract value (K4.2, K4.2b).
alter table deal add column one_off_yen bigint;
