-- Whether a name was written in one piece and where its family name ends is a guess.
alter table person add column is_name_guess boolean not null default false;
