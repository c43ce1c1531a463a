-- People who are known by a mail address without a full name: whose companies have none is not asked what addresses spell.
create index person_unnamed on person (person_id) where given = '';
