-- The keys of a few entities among millions: by block ranges every look goes through the whole index, so that merges took the longer the larger the base was.
drop index identity_key_entity;
create index identity_key_entity on identity_key (entity_id);
