-- What went into an entity is looked up whenever it is written: what people decided about it holds there.
create index entity_redirect_to on entity_redirect (to_id, kind);
