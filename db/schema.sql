-- auth.account
auth.account.id text not null
auth.account.accountId text not null
auth.account.providerId text not null
auth.account.userId text not null
auth.account.accessToken text
auth.account.refreshToken text
auth.account.idToken text
auth.account.accessTokenExpiresAt timestamp with time zone
auth.account.refreshTokenExpiresAt timestamp with time zone
auth.account.scope text
auth.account.password text
auth.account.createdAt timestamp with time zone not null default CURRENT_TIMESTAMP
auth.account.updatedAt timestamp with time zone not null
auth.account: PRIMARY KEY (id)
auth.account: FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE
CREATE INDEX account_of_user ON auth.account USING btree ("userId")
-- auth.rateLimit
auth.rateLimit.id text not null
auth.rateLimit.key text not null
auth.rateLimit.count integer not null
auth.rateLimit.lastRequest bigint not null
auth.rateLimit: UNIQUE (key)
auth.rateLimit: PRIMARY KEY (id)
CREATE UNIQUE INDEX "rateLimit_key_key" ON auth."rateLimit" USING btree (key)
-- auth.session
auth.session.id text not null
auth.session.expiresAt timestamp with time zone not null
auth.session.token text not null
auth.session.createdAt timestamp with time zone not null default CURRENT_TIMESTAMP
auth.session.updatedAt timestamp with time zone not null
auth.session.ipAddress text
auth.session.userAgent text
auth.session.userId text not null
auth.session: PRIMARY KEY (id)
auth.session: UNIQUE (token)
auth.session: FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE
CREATE INDEX session_of_user ON auth.session USING btree ("userId")
CREATE UNIQUE INDEX session_token_key ON auth.session USING btree (token)
-- auth.user
auth.user.id text not null
auth.user.name text not null
auth.user.email text not null
auth.user.emailVerified boolean not null
auth.user.image text
auth.user.createdAt timestamp with time zone not null default CURRENT_TIMESTAMP
auth.user.updatedAt timestamp with time zone not null default CURRENT_TIMESTAMP
auth.user: UNIQUE (email)
auth.user: PRIMARY KEY (id)
CREATE UNIQUE INDEX user_email_key ON auth."user" USING btree (email)
-- auth.verification
auth.verification.id text not null
auth.verification.identifier text not null
auth.verification.value text not null
auth.verification.expiresAt timestamp with time zone not null
auth.verification.createdAt timestamp with time zone not null default CURRENT_TIMESTAMP
auth.verification.updatedAt timestamp with time zone not null default CURRENT_TIMESTAMP
auth.verification: PRIMARY KEY (id)
CREATE INDEX verification_identifier ON auth.verification USING btree (identifier)
-- public.absence
public.absence.absence_id bigint not null
public.absence.member_id bigint not null
public.absence.from_on date not null
public.absence.to_on date not null
public.absence.deputy_id bigint
public.absence: CHECK ((from_on <= to_on))
public.absence: FOREIGN KEY (deputy_id) REFERENCES member(member_id)
public.absence: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.absence: PRIMARY KEY (absence_id)
CREATE INDEX absence_member ON public.absence USING btree (member_id, to_on)
-- public.account
public.account.account_id bigint not null
public.account.name text not null
public.account.name_safe text not null
public.account.name_order text not null
public.account.kana text
public.account.english_name text
public.account.former_names text[] not null default '{}'::text[]
public.account.corporate_number text
public.account.kind text not null default 'company'::text
public.account.status text not null default 'active'::text
public.account.postal_code text
public.account.prefecture text
public.account.address text
public.account.phone text
public.account.website text
public.account.domain text
public.account.industry text
public.account.employees integer
public.account.revenue_yen bigint
public.account.capital_yen bigint
public.account.founded_on text
public.account.parent_name text
public.account.class text
public.account.tier text
public.account.is_on_hold boolean not null default false
public.account.hold_reason text
public.account.owner_name text
public.account.owner_id bigint
public.account.agency_id bigint
public.account.agency_role text
public.account.agency_area text
public.account.trade_account_opened_on text
public.account.provenance json not null default '[]'::json
public.account.profile json not null default '{}'::json
public.account.taken_over json
public.account.tags text[] not null default '{}'::text[]
public.account.memos text[] not null default '{}'::text[]
public.account.tdb_code text
public.account.tsr_code text
public.account.duns_number text
public.account.lei text
public.account.edinet_code text
public.account: PRIMARY KEY (account_id)
CREATE INDEX account_agency ON public.account USING btree (agency_id) WHERE (agency_id IS NOT NULL)
CREATE INDEX account_corporate_number ON public.account USING btree (corporate_number) WHERE (corporate_number IS NOT NULL)
CREATE INDEX account_name_order ON public.account USING btree (name_order, account_id)
CREATE INDEX account_name_safe ON public.account USING btree (name_safe)
CREATE INDEX account_owner ON public.account USING btree (owner_id)
CREATE INDEX account_parent_name ON public.account USING btree (parent_name) WHERE (parent_name IS NOT NULL)
-- public.account_closure
public.account_closure.account_id bigint not null
public.account_closure.closed_on date not null
public.account_closure.answer text not null
public.account_closure.reason text not null
public.account_closure.member_id bigint not null
public.account_closure.at timestamp with time zone not null default now()
public.account_closure: CHECK ((answer = ANY (ARRAY['kept'::text, 'merged'::text])))
public.account_closure: PRIMARY KEY (account_id)
-- public.account_domain
public.account_domain.domain text not null
public.account_domain.account_id bigint not null
public.account_domain: PRIMARY KEY (domain, account_id)
CREATE INDEX account_domain_account ON public.account_domain USING btree (account_id)
CREATE INDEX account_domain_prefix ON public.account_domain USING btree (domain text_pattern_ops)
-- public.account_override
public.account_override.account_id bigint not null
public.account_override.attribute text not null
public.account_override.value jsonb
public.account_override.member_id bigint
public.account_override.at timestamp with time zone not null default now()
public.account_override: PRIMARY KEY (account_id, attribute)
-- public.account_relation
public.account_relation.from_id bigint not null
public.account_relation.to_id bigint not null
public.account_relation.kind text not null
public.account_relation.state text not null
public.account_relation.evidence jsonb not null default '[]'::jsonb
public.account_relation.note text
public.account_relation.member_id bigint
public.account_relation.at timestamp with time zone not null default now()
public.account_relation: CHECK ((kind = ANY (ARRAY['parent'::text, 'site'::text, 'department'::text, 'group'::text, 'brand'::text, 'successor'::text])))
public.account_relation: PRIMARY KEY (from_id, to_id, kind)
public.account_relation: CHECK ((state = ANY (ARRAY['confirmed'::text, 'denied'::text])))
CREATE INDEX account_relation_to ON public.account_relation USING btree (to_id)
-- public.account_rollup
public.account_rollup.account_id bigint not null
public.account_rollup.person_count integer not null default 0
public.account_rollup.decider_count integer not null default 0
public.account_rollup.activity_count integer not null default 0
public.account_rollup.last_activity_on text
public.account_rollup.open_deal_count integer not null default 0
public.account_rollup.won_deal_count integer not null default 0
public.account_rollup.revenue_36m_yen bigint
public.account_rollup.gross_profit_36m_yen bigint
public.account_rollup.source_count integer not null default 0
public.account_rollup.is_customer boolean not null default false
public.account_rollup: PRIMARY KEY (account_id)
CREATE INDEX account_rollup_last ON public.account_rollup USING btree (last_activity_on)
-- public.account_search
public.account_search.account_id bigint not null
public.account_search.grams text[] not null
public.account_search: PRIMARY KEY (account_id)
CREATE INDEX account_search_grams ON public.account_search USING gin (grams) WITH (fastupdate='on')
-- public.account_takeover
public.account_takeover.match_decision_id bigint not null
public.account_takeover.closed_row uuid not null
public.account_takeover.successor_row uuid not null
public.account_takeover.names text[] not null
public.account_takeover.numbers text[] not null
public.account_takeover: FOREIGN KEY (match_decision_id) REFERENCES match_decision(match_decision_id)
public.account_takeover: PRIMARY KEY (match_decision_id)
-- public.acquaintance
public.acquaintance.person_id bigint not null
public.acquaintance.member_name text not null
public.acquaintance.source text not null
public.acquaintance.last_on text
public.acquaintance.row_key uuid not null
public.acquaintance: PRIMARY KEY (person_id, member_name, source)
-- public.activity (partitioned by RANGE (day))
public.activity.account_id bigint not null
public.activity.day date not null
public.activity.event_id uuid not null
public.activity.person_id bigint
public.activity.type text not null
public.activity.subject text
public.activity.member_name text
public.activity.source text not null
public.activity.appointment_status text
public.activity.appointment_set_on date
public.activity.appointment_set_by text
public.activity: PRIMARY KEY (account_id, day, event_id)
CREATE INDEX activity_appointment ON ONLY public.activity USING btree (day) WHERE (appointment_status IS NOT NULL)
CREATE INDEX activity_appointment_set ON ONLY public.activity USING btree (COALESCE(appointment_set_on, day)) WHERE (appointment_status IS NOT NULL)
CREATE INDEX activity_event ON ONLY public.activity USING btree (event_id)
CREATE INDEX activity_person ON ONLY public.activity USING btree (person_id, day DESC) WHERE (person_id IS NOT NULL)
-- public.affiliation
public.affiliation.person_id bigint not null
public.affiliation.account_id bigint not null
public.affiliation.department_key text not null
public.affiliation.department text
public.affiliation.title text
public.affiliation.title_rank smallint
public.affiliation.observed_on text
public.affiliation.source text not null
public.affiliation.row_key uuid not null
public.affiliation.title_on text
public.affiliation.title_row uuid
public.affiliation.first_on text
public.affiliation.has_second_post boolean not null default false
public.affiliation.left_told_on text
public.affiliation.left_row uuid
public.affiliation.left_on text
public.affiliation.left_by_change boolean not null default false
public.affiliation: PRIMARY KEY (person_id, account_id, department_key)
CREATE INDEX affiliation_account ON public.affiliation USING btree (account_id)
-- public.agenda_item
public.agenda_item.agenda_item_id bigint not null
public.agenda_item.meeting_id bigint
public.agenda_item.text text not null
public.agenda_item.account_id bigint
public.agenda_item.added_by bigint
public.agenda_item.added_at timestamp with time zone not null default now()
public.agenda_item: FOREIGN KEY (added_by) REFERENCES member(member_id)
public.agenda_item: FOREIGN KEY (meeting_id) REFERENCES meeting(meeting_id)
public.agenda_item: PRIMARY KEY (agenda_item_id)
CREATE INDEX agenda_item_meeting ON public.agenda_item USING btree (meeting_id)
-- public.api_token
public.api_token.api_token_id bigint not null
public.api_token.member_id bigint not null
public.api_token.name text not null
public.api_token.secret_hash bytea not null
public.api_token.created_at timestamp with time zone not null default now()
public.api_token.last_used_at timestamp with time zone
public.api_token.revoked_at timestamp with time zone
public.api_token: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.api_token: PRIMARY KEY (api_token_id)
public.api_token: UNIQUE (secret_hash)
CREATE UNIQUE INDEX api_token_secret_hash_key ON public.api_token USING btree (secret_hash)
-- public.appointment
public.appointment.appointment_id bigint not null
public.appointment.account_id bigint not null
public.appointment.person_id bigint
public.appointment.cycle_id uuid
public.appointment.subject text
public.appointment.status text not null
public.appointment.meets_on date not null
public.appointment.meets_at time without time zone
public.appointment.host_id bigint not null
public.appointment.set_by bigint not null
public.appointment.set_at timestamp with time zone not null
public.appointment.taken_back_at timestamp with time zone
public.appointment: FOREIGN KEY (host_id) REFERENCES member(member_id)
public.appointment: PRIMARY KEY (appointment_id)
public.appointment: FOREIGN KEY (set_by) REFERENCES member(member_id)
public.appointment: CHECK ((status = ANY (ARRAY['scheduled'::text, 'held'::text, 'no_show'::text, 'cancelled'::text])))
CREATE INDEX appointment_account ON public.appointment USING btree (account_id, meets_on DESC)
CREATE INDEX appointment_cycle ON public.appointment USING btree (cycle_id) WHERE (cycle_id IS NOT NULL)
CREATE INDEX appointment_day ON public.appointment USING btree (meets_on)
CREATE INDEX appointment_set ON public.appointment USING btree ((((set_at AT TIME ZONE 'Asia/Tokyo'::text))::date))
CREATE INDEX appointment_waiting ON public.appointment USING btree (host_id, meets_on) WHERE ((status = 'scheduled'::text) AND (taken_back_at IS NULL))
-- public.appointment_event
public.appointment_event.appointment_event_id bigint not null
public.appointment_event.appointment_id bigint not null
public.appointment_event.kind text not null
public.appointment_event.meets_on date
public.appointment_event.meets_at time without time zone
public.appointment_event.at timestamp with time zone not null
public.appointment_event.member_id bigint not null
public.appointment_event.why text
public.appointment_event.undone_at timestamp with time zone
public.appointment_event.undone_by bigint
public.appointment_event: FOREIGN KEY (appointment_id) REFERENCES appointment(appointment_id)
public.appointment_event: CHECK ((kind = ANY (ARRAY['set'::text, 'move'::text, 'hold'::text, 'no_show'::text, 'cancel'::text])))
public.appointment_event: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.appointment_event: PRIMARY KEY (appointment_event_id)
public.appointment_event: FOREIGN KEY (undone_by) REFERENCES member(member_id)
CREATE INDEX appointment_event_of ON public.appointment_event USING btree (appointment_id, appointment_event_id)
-- public.audit_entry
public.audit_entry.audit_entry_id bigint not null
public.audit_entry.at timestamp with time zone not null default now()
public.audit_entry.member_id bigint
public.audit_entry.action text not null
public.audit_entry.subject_kind text not null
public.audit_entry.subject_id text
public.audit_entry.before jsonb
public.audit_entry.after jsonb
public.audit_entry: PRIMARY KEY (audit_entry_id)
CREATE INDEX audit_entry_subject ON public.audit_entry USING btree (subject_kind, subject_id, audit_entry_id DESC)
-- public.base_owner
public.base_owner.owner text not null
public.base_owner.account_count integer not null
public.base_owner: PRIMARY KEY (owner)
-- public.base_size
public.base_size.kind text not null
public.base_size.entities bigint not null
public.base_size: PRIMARY KEY (kind)
-- public.bulk_edit
public.bulk_edit.bulk_edit_id bigint not null
public.bulk_edit.noun text not null
public.bulk_edit.description text not null
public.bulk_edit.changes jsonb not null
public.bulk_edit.member_id bigint
public.bulk_edit.at timestamp with time zone not null default now()
public.bulk_edit.undone_at timestamp with time zone
public.bulk_edit: PRIMARY KEY (bulk_edit_id)
-- public.check_row
public.check_row.import_batch_id bigint not null
public.check_row.row_number integer not null
public.check_row.outcome text not null
public.check_row.cells json not null
public.check_row.told json not null
public.check_row: FOREIGN KEY (import_batch_id) REFERENCES import_batch(import_batch_id) ON DELETE CASCADE
public.check_row: CHECK ((outcome = ANY (ARRAY['new'::text, 'matched'::text, 'review'::text, 'rejected'::text, 'unchanged'::text])))
public.check_row: PRIMARY KEY (import_batch_id, row_number)
CREATE INDEX check_row_outcome ON public.check_row USING btree (import_batch_id, outcome, row_number)
-- public.colleague
public.colleague.name text not null
public.colleague.email text
public.colleague.department text
public.colleague.title text
public.colleague.source text not null
public.colleague.row_key uuid not null
public.colleague: PRIMARY KEY (name)
-- public.customer
public.customer.account_id bigint not null
public.customer.first_ordered_on text not null
public.customer.profit_until text not null
public.customer.profit_months integer[] not null default '{}'::integer[]
public.customer.profit_sums bigint[] not null default '{}'::bigint[]
public.customer.profit_counts integer[] not null default '{}'::integer[]
public.customer.first_month integer default (((substr(first_ordered_on, 1, 4))::integer * 12) + (substr(first_ordered_on, 6, 2))::integer)
public.customer.first_day integer default (substr(first_ordered_on, 9, 2))::integer
public.customer: PRIMARY KEY (account_id)
CREATE INDEX customer_first ON public.customer USING btree (first_ordered_on)
-- public.cycle_event
public.cycle_event.cycle_event_id bigint not null
public.cycle_event.cycle_id uuid not null
public.cycle_event.at timestamp with time zone not null
public.cycle_event.member_id bigint
public.cycle_event.kind text not null
public.cycle_event.step jsonb not null default '{}'::jsonb
public.cycle_event.why text
public.cycle_event.explanation jsonb
public.cycle_event.undone_at timestamp with time zone
public.cycle_event.undone_by bigint
public.cycle_event: PRIMARY KEY (cycle_id, cycle_event_id)
-- public.cycle_stale
public.cycle_stale.kind text not null
public.cycle_stale.id text not null
public.cycle_stale: CHECK ((kind = ANY (ARRAY['lead'::text, 'deal'::text, 'person'::text])))
-- public.deal
public.deal.deal_id uuid not null
public.deal.account_id bigint
public.deal.person_id bigint
public.deal.external_key text
public.deal.source text not null
public.deal.name text not null
public.deal.stage text not null
public.deal.state text not null
public.deal.amount_yen bigint
public.deal.created_on text
public.deal.closed_on text
public.deal.product text
public.deal.owner_name text
public.deal.lead_source text
public.deal.term_months integer
public.deal.one_off_yen bigint
public.deal.opportunity_type text
public.deal.lost_reason text
public.deal.lost_note text
public.deal.postponed_until text
public.deal: CHECK ((lost_reason = ANY (ARRAY['price'::text, 'function'::text, 'competitor'::text, 'no_decision'::text, 'budget'::text, 'timing'::text, 'relation'::text, 'other'::text])))
public.deal: CHECK ((opportunity_type = ANY (ARRAY['new'::text, 'cross_sell'::text, 'upsell'::text, 'renewal'::text, 'win_back'::text])))
public.deal: PRIMARY KEY (deal_id)
public.deal: CHECK ((state = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text, 'no_decision'::text, 'postponed'::text])))
CREATE INDEX deal_account ON public.deal USING btree (account_id)
CREATE INDEX deal_created ON public.deal USING btree (created_on) INCLUDE (account_id, amount_yen, state)
CREATE INDEX deal_decided ON public.deal USING btree (closed_on) INCLUDE (account_id, amount_yen, state, created_on) WHERE (state = ANY (ARRAY['won'::text, 'lost'::text, 'no_decision'::text]))
CREATE INDEX deal_key ON public.deal USING btree (source, external_key)
CREATE INDEX deal_undecided ON public.deal USING btree (closed_on) INCLUDE (state) WHERE (state = ANY (ARRAY['open'::text, 'postponed'::text]))
-- public.deal_event
public.deal_event.deal_event_id bigint not null
public.deal_event.deal_id uuid not null
public.deal_event.arrival bigint not null
public.deal_event.at timestamp with time zone not null
public.deal_event.member_id bigint
public.deal_event.kind text not null
public.deal_event.until text
public.deal_event.why text not null
public.deal_event.undone_at timestamp with time zone
public.deal_event.undone_by bigint
public.deal_event: CHECK (((until IS NULL) = (kind <> 'postpone'::text)))
public.deal_event: CHECK ((kind = ANY (ARRAY['postpone'::text, 'give_up'::text, 'resume'::text, 'reopen'::text])))
public.deal_event: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.deal_event: PRIMARY KEY (deal_id, deal_event_id)
public.deal_event: FOREIGN KEY (undone_by) REFERENCES member(member_id)
public.deal_event: CHECK ((why <> ''::text))
-- public.deal_stage
public.deal_stage.deal_id uuid not null
public.deal_stage.stage text not null
public.deal_stage.source text
public.deal_stage.decided_on text
public.deal_stage.is_won boolean not null default false
public.deal_stage: PRIMARY KEY (deal_id, stage)
CREATE INDEX deal_stage_decided ON public.deal_stage USING btree (source, stage, decided_on) INCLUDE (is_won) WHERE (decided_on IS NOT NULL)
-- public.declared_source_change
public.declared_source_change.declared_source_change_id bigint not null
public.declared_source_change.before jsonb not null
public.declared_source_change.after jsonb not null
public.declared_source_change.state text not null
public.declared_source_change.cursor_account bigint not null default 0
public.declared_source_change.accounts_done integer not null default 0
public.declared_source_change.accounts_total integer
public.declared_source_change.accounts_changed integer not null default 0
public.declared_source_change.member_id bigint
public.declared_source_change.at timestamp with time zone not null
public.declared_source_change.finished_at timestamp with time zone
public.declared_source_change: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.declared_source_change: PRIMARY KEY (declared_source_change_id)
public.declared_source_change: CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text])))
-- public.definition_change
public.definition_change.definition_change_id bigint not null
public.definition_change.on_day date not null
public.definition_change.what text not null
public.definition_change.kpi_codes text[]
public.definition_change.version text not null
public.definition_change.what_changed_ja text not null
public.definition_change.what_changed_en text not null
public.definition_change.member_id bigint
public.definition_change.at timestamp with time zone not null default now()
public.definition_change: PRIMARY KEY (definition_change_id)
public.definition_change: CHECK ((what = ANY (ARRAY['definition'::text, 'qualification_rule'::text, 'routing_rule'::text, 'target_list'::text, 'stage_table'::text])))
CREATE INDEX definition_change_day ON public.definition_change USING btree (on_day)
-- public.department
public.department.account_id bigint not null
public.department.department_key text not null
public.department.department_id bigint not null
public.department.name text not null
public.department.person_count integer not null
public.department: PRIMARY KEY (account_id, department_key)
CREATE INDEX department_id_of ON public.department USING btree (department_id)
-- public.department_change
public.department_change.department_change_id bigint not null
public.department_change.account_id bigint not null
public.department_change.kind text not null
public.department_change.from_keys text[] not null
public.department_change.into_departments jsonb not null
public.department_change.parent_key text
public.department_change.is_placed boolean not null
public.department_change.on_day text not null
public.department_change.member_id bigint
public.department_change.at timestamp with time zone not null default now()
public.department_change.undone_at timestamp with time zone
public.department_change.undone_by bigint
public.department_change: CHECK ((kind = ANY (ARRAY['rename'::text, 'merge'::text, 'split'::text, 'move'::text, 'add'::text])))
public.department_change: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.department_change: PRIMARY KEY (department_change_id)
public.department_change: FOREIGN KEY (undone_by) REFERENCES member(member_id)
CREATE INDEX department_change_account ON public.department_change USING btree (account_id)
-- public.department_succession
public.department_succession.account_id bigint not null
public.department_succession.from_key text not null
public.department_succession.to_key text not null
public.department_succession.state text not null
public.department_succession.member_id bigint
public.department_succession.at timestamp with time zone not null default now()
public.department_succession: PRIMARY KEY (account_id, from_key, to_key)
public.department_succession: CHECK ((state = ANY (ARRAY['confirmed'::text, 'denied'::text])))
-- public.entity_redirect
public.entity_redirect.kind text not null
public.entity_redirect.from_id bigint not null
public.entity_redirect.to_id bigint not null
public.entity_redirect.at timestamp with time zone not null default now()
public.entity_redirect: PRIMARY KEY (from_id, kind)
CREATE INDEX entity_redirect_to ON public.entity_redirect USING btree (to_id, kind)
-- public.entity_registry
public.entity_registry.row_key uuid not null
public.entity_registry.kind text not null
public.entity_registry.entity_id bigint not null
public.entity_registry: PRIMARY KEY (row_key, kind)
-- public.erased_key
public.erased_key.key_hash bytea not null
public.erased_key.erasure_id bigint not null
public.erased_key: FOREIGN KEY (erasure_id) REFERENCES erasure(erasure_id)
public.erased_key: PRIMARY KEY (key_hash)
CREATE INDEX erased_key_of_erasure ON public.erased_key USING btree (erasure_id)
-- public.erasure
public.erasure.erasure_id bigint not null
public.erasure.person_id bigint not null
public.erasure.requested_on date not null
public.erasure.reason text not null
public.erasure.member_id bigint
public.erasure.at timestamp with time zone not null default now()
public.erasure.row_count integer not null
public.erasure: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.erasure: PRIMARY KEY (erasure_id)
-- public.erasure_secret
public.erasure_secret.is_only boolean not null default true
public.erasure_secret.secret bytea not null
public.erasure_secret: CHECK (is_only)
public.erasure_secret: PRIMARY KEY (is_only)
-- public.feedback
public.feedback.cycle_id uuid not null
public.feedback.member_id bigint not null
public.feedback.side text not null
public.feedback.code text not null
public.feedback.text text
public.feedback.through text not null
public.feedback.given_at timestamp with time zone not null
public.feedback.answered_at timestamp with time zone
public.feedback.answered_by bigint
public.feedback.answer text
public.feedback: CHECK ((answer <> ''::text))
public.feedback: CHECK (((answered_at IS NULL) = (answer IS NULL)))
public.feedback: FOREIGN KEY (answered_by) REFERENCES member(member_id)
public.feedback: CHECK ((code = ANY (ARRAY['useful'::text, 'not_useful'::text, 'wrong_person'::text, 'wrong_company'::text, 'later'::text])))
public.feedback: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.feedback: PRIMARY KEY (cycle_id, member_id)
public.feedback: CHECK ((side = ANY (ARRAY['sales'::text, 'agency'::text])))
public.feedback: CHECK ((through = ANY (ARRAY['screen'::text, 'letter'::text])))
CREATE INDEX feedback_asking ON public.feedback USING btree ((((given_at AT TIME ZONE 'Asia/Tokyo'::text))::date)) WHERE (code <> 'useful'::text)
-- public.former_post
public.former_post.row_key uuid not null
public.former_post.version integer not null
public.former_post.account_id bigint not null
public.former_post.company_name text not null
public.former_post.told_on text not null
public.former_post: PRIMARY KEY (row_key, version)
CREATE INDEX former_post_account ON public.former_post USING btree (account_id)
-- public.handover_check
public.handover_check.handover_check_id bigint not null
public.handover_check.checked_at timestamp with time zone not null
public.handover_check.is_balanced boolean not null
public.handover_check.cohorts jsonb not null
public.handover_check.problems jsonb not null
public.handover_check: PRIMARY KEY (handover_check_id)
-- public.handover_day
public.handover_day.day text not null
public.handover_day.rule text not null
public.handover_day.handed integer not null
public.handover_day.sal integer not null
public.handover_day.rejected integer not null
public.handover_day.ignored integer not null
public.handover_day.pending integer not null
public.handover_day.registered integer not null
public.handover_day.sql integer not null
public.handover_day.won integer not null
public.handover_day.lapsed integer not null
public.handover_day.followed integer not null
public.handover_day.accepted_unfollowed integer not null
public.handover_day.clock_class text not null
public.handover_day.sql_won integer not null
public.handover_day.rated integer not null
public.handover_day: PRIMARY KEY (day, clock_class)
-- public.handover_day_stale
public.handover_day_stale.day text not null
-- public.home_tile
public.home_tile.member_id bigint not null
public.home_tile.position integer not null
public.home_tile.kpi_code text not null
public.home_tile: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.home_tile: PRIMARY KEY (member_id, "position")
-- public.identity_key
public.identity_key.key bigint not null
public.identity_key.entity_id bigint not null
public.identity_key.key_type smallint not null
public.identity_key: PRIMARY KEY (key, entity_id)
CREATE INDEX identity_key_entity ON public.identity_key USING btree (entity_id)
-- public.import_batch
public.import_batch.import_batch_id bigint not null
public.import_batch.source text not null
public.import_batch.preset text not null
public.import_batch.file_name text not null
public.import_batch.file_hash text not null
public.import_batch.file_path text not null
public.import_batch.bytes bigint not null
public.import_batch.format jsonb not null
public.import_batch.mapping jsonb not null
public.import_batch.purpose text
public.import_batch.lawful_basis text
public.import_batch.collected_on text
public.import_batch.unit_cost_yen bigint
public.import_batch.list_source text
public.import_batch.state text not null
public.import_batch.cursor_row integer not null default 0
public.import_batch.rows_total integer
public.import_batch.count_new integer not null default 0
public.import_batch.count_matched integer not null default 0
public.import_batch.count_review integer not null default 0
public.import_batch.count_rejected integer not null default 0
public.import_batch.count_unchanged integer not null default 0
public.import_batch.check_result jsonb
public.import_batch.problem text
public.import_batch.created_by bigint
public.import_batch.created_at timestamp with time zone not null default now()
public.import_batch.started_at timestamp with time zone
public.import_batch.finished_at timestamp with time zone
public.import_batch.watched_path text
public.import_batch.filed_at timestamp with time zone
public.import_batch.form_on text
public.import_batch.followed_row integer not null default 0
public.import_batch.checked_rows integer not null default 0
public.import_batch.started_row integer not null default 0
public.import_batch: PRIMARY KEY (import_batch_id)
public.import_batch: CHECK ((state = ANY (ARRAY['draft'::text, 'checking'::text, 'checked'::text, 'queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'undone'::text])))
CREATE UNIQUE INDEX import_batch_form ON public.import_batch USING btree (source, preset, form_on) WHERE ((form_on IS NOT NULL) AND (state <> 'undone'::text))
CREATE UNIQUE INDEX import_batch_unfiled ON public.import_batch USING btree (watched_path) WHERE ((watched_path IS NOT NULL) AND (filed_at IS NULL))
CREATE INDEX import_batch_unfollowed ON public.import_batch USING btree (import_batch_id) WHERE ((form_on IS NOT NULL) AND (followed_row < cursor_row))
-- public.job_change_answer
public.job_change_answer.job_change_answer_id bigint not null
public.job_change_answer.person_id bigint not null
public.job_change_answer.other_person_id bigint
public.job_change_answer.from_id bigint not null
public.job_change_answer.to_id bigint not null
public.job_change_answer.verdict text not null
public.job_change_answer.ask_again_on text
public.job_change_answer.match_decision_id bigint
public.job_change_answer.member_id bigint
public.job_change_answer.at timestamp with time zone not null default now()
public.job_change_answer.undone_at timestamp with time zone
public.job_change_answer.undone_by bigint
public.job_change_answer: CHECK (((ask_again_on IS NULL) = (verdict <> 'later'::text)))
public.job_change_answer: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.job_change_answer: PRIMARY KEY (job_change_answer_id)
public.job_change_answer: FOREIGN KEY (undone_by) REFERENCES member(member_id)
public.job_change_answer: CHECK ((verdict = ANY (ARRAY['confirmed'::text, 'concurrent'::text, 'different'::text, 'later'::text])))
CREATE INDEX job_change_answer_person ON public.job_change_answer USING btree (person_id)
-- public.kpi_definition
public.kpi_definition.kpi_code text not null
public.kpi_definition.version integer not null
public.kpi_definition.formula_ja text not null
public.kpi_definition.formula_en text not null
public.kpi_definition: PRIMARY KEY (kpi_code)
-- public.kpi_plan
public.kpi_plan.kpi_plan_id bigint not null
public.kpi_plan.kpi_code text not null
public.kpi_plan.scope text not null
public.kpi_plan.period_kind text not null
public.kpi_plan.from_on date not null
public.kpi_plan.to_on date not null
public.kpi_plan.version integer not null
public.kpi_plan.target double precision not null
public.kpi_plan.state text not null
public.kpi_plan.created_by bigint
public.kpi_plan.created_at timestamp with time zone not null default now()
public.kpi_plan: CHECK ((from_on < to_on))
public.kpi_plan: UNIQUE (kpi_code, scope, period_kind, from_on, version)
public.kpi_plan: CHECK ((period_kind = ANY (ARRAY['month'::text, 'quarter'::text, 'half'::text, 'year'::text])))
public.kpi_plan: PRIMARY KEY (kpi_plan_id)
public.kpi_plan: CHECK ((scope = ANY (ARRAY['all'::text, 'inside'::text])))
public.kpi_plan: CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'in_force'::text, 'superseded'::text, 'withdrawn'::text])))
CREATE UNIQUE INDEX kpi_plan_in_force ON public.kpi_plan USING btree (kpi_code, scope, period_kind, from_on) WHERE (state = 'in_force'::text)
CREATE UNIQUE INDEX kpi_plan_kpi_code_scope_period_kind_from_on_version_key ON public.kpi_plan USING btree (kpi_code, scope, period_kind, from_on, version)
CREATE UNIQUE INDEX kpi_plan_open ON public.kpi_plan USING btree (kpi_code, scope, period_kind, from_on) WHERE (state = ANY (ARRAY['draft'::text, 'submitted'::text]))
CREATE INDEX kpi_plan_period ON public.kpi_plan USING btree (from_on, to_on) WHERE (state = 'in_force'::text)
-- public.kpi_plan_event
public.kpi_plan_event.kpi_plan_event_id bigint not null
public.kpi_plan_event.kpi_plan_id bigint not null
public.kpi_plan_event.at timestamp with time zone not null
public.kpi_plan_event.member_id bigint
public.kpi_plan_event.verdict text not null
public.kpi_plan_event.side text
public.kpi_plan_event.is_proxy boolean not null default false
public.kpi_plan_event.note text
public.kpi_plan_event: FOREIGN KEY (kpi_plan_id) REFERENCES kpi_plan(kpi_plan_id)
public.kpi_plan_event: PRIMARY KEY (kpi_plan_event_id)
public.kpi_plan_event: CHECK ((side = ANY (ARRAY['marketing'::text, 'sales'::text])))
public.kpi_plan_event: CHECK ((verdict = ANY (ARRAY['create'::text, 'submit'::text, 'approve'::text, 'return'::text, 'withdraw'::text, 'supersede'::text])))
CREATE INDEX kpi_plan_event_plan ON public.kpi_plan_event USING btree (kpi_plan_id)
-- public.lead
public.lead.lead_id uuid not null
public.lead.source text not null
public.lead.account_id bigint
public.lead.person_id bigint
public.lead.external_key text
public.lead.name text
public.lead.status text
public.lead.owner_name text
public.lead.campaign text
public.lead.created_on text
public.lead.mql_on text
public.lead.handover_on text
public.lead.sal_on text
public.lead.sql_on text
public.lead.deal_on text
public.lead.closed_on text
public.lead.reject_reason text
public.lead.deal_key text
public.lead.lead_source text
public.lead: PRIMARY KEY (lead_id)
CREATE INDEX lead_account ON public.lead USING btree (account_id)
CREATE INDEX lead_deal_key ON public.lead USING btree (source, deal_key) WHERE (deal_key IS NOT NULL)
CREATE INDEX lead_person ON public.lead USING btree (person_id)
-- public.lead_cycle
public.lead_cycle.cycle_id uuid not null
public.lead_cycle.lead_id uuid not null
public.lead_cycle.number integer not null default 1
public.lead_cycle.source text not null
public.lead_cycle.account_id bigint
public.lead_cycle.person_id bigint
public.lead_cycle.state text not null
public.lead_cycle.candidate_at text
public.lead_cycle.mql_at text
public.lead_cycle.sal_at text
public.lead_cycle.sql_at text
public.lead_cycle.deal_at text
public.lead_cycle.won_at text
public.lead_cycle.rejected_at text
public.lead_cycle.ignored_at text
public.lead_cycle.receiver_kind text
public.lead_cycle.receiver_id text
public.lead_cycle.clock_from timestamp with time zone
public.lead_cycle.postponed_until text
public.lead_cycle.reason text
public.lead_cycle.recycle_on text
public.lead_cycle.next_action text
public.lead_cycle.next_on text
public.lead_cycle.deal_id uuid
public.lead_cycle.followed_up_at text
public.lead_cycle.is_inferred boolean not null
public.lead_cycle.is_sales_made boolean not null
public.lead_cycle.followed_on text
public.lead_cycle.sal_followed_on text
public.lead_cycle.named_deal_id uuid
public.lead_cycle.acquired_on date
public.lead_cycle.mql_on date default iso_day(mql_at)
public.lead_cycle.sal_on date default iso_day(sal_at)
public.lead_cycle.sql_on date default iso_day(sql_at)
public.lead_cycle.deal_on date default iso_day(deal_at)
public.lead_cycle.won_on date default iso_day(won_at)
public.lead_cycle.clock_class text not null default 'normal'::text
public.lead_cycle: PRIMARY KEY (cycle_id)
CREATE INDEX lead_cycle_account ON public.lead_cycle USING btree (account_id, mql_at)
CREATE INDEX lead_cycle_acquired ON public.lead_cycle USING btree (acquired_on) INCLUDE (source, account_id, is_sales_made) WHERE (acquired_on IS NOT NULL)
CREATE INDEX lead_cycle_cohort ON public.lead_cycle USING btree (mql_at) INCLUDE (account_id, state, sal_at, sql_at, deal_at, won_at, rejected_at, ignored_at, postponed_until, followed_on, sal_followed_on, clock_class, cycle_id)
CREATE INDEX lead_cycle_days ON public.lead_cycle USING btree (mql_on) INCLUDE (source, account_id, sal_on, sql_on, deal_on, won_on, rejected_at, is_inferred, is_sales_made)
CREATE INDEX lead_cycle_lead ON public.lead_cycle USING btree (lead_id)
CREATE INDEX lead_cycle_named_deal ON public.lead_cycle USING btree (named_deal_id) WHERE (named_deal_id IS NOT NULL)
CREATE INDEX lead_cycle_postponed ON public.lead_cycle USING btree (postponed_until) WHERE (postponed_until IS NOT NULL)
CREATE INDEX lead_cycle_receiver ON public.lead_cycle USING btree (receiver_id, state)
CREATE INDEX lead_cycle_sal ON public.lead_cycle USING btree (sal_at) INCLUDE (mql_at, state, sal_followed_on, clock_class) WHERE (sal_at IS NOT NULL)
CREATE INDEX lead_cycle_sales_made ON public.lead_cycle USING btree (deal_at, won_at) WHERE is_sales_made
CREATE INDEX lead_cycle_sql ON public.lead_cycle USING btree (sql_at) INCLUDE (account_id, state) WHERE (sql_at IS NOT NULL)
CREATE INDEX lead_cycle_state ON public.lead_cycle USING btree (state, clock_from DESC)
-- public.lead_event
public.lead_event.cycle_id uuid not null
public.lead_event.stage text not null
public.lead_event.at text not null
public.lead_event.member_name text
public.lead_event.source_row uuid not null
public.lead_event.source text not null
public.lead_event.account_id bigint
public.lead_event.person_id bigint
public.lead_event.is_inferred boolean not null
public.lead_event.reason text
public.lead_event: PRIMARY KEY (cycle_id, stage)
CREATE INDEX lead_event_account ON public.lead_event USING btree (account_id)
CREATE INDEX lead_event_source_row ON public.lead_event USING btree (source_row)
CREATE INDEX lead_event_stage ON public.lead_event USING btree (stage, at)
-- public.lead_pass
public.lead_pass.cycle_id uuid not null
public.lead_pass.lead_id uuid not null
public.lead_pass.number integer not null
public.lead_pass.opened_at timestamp with time zone not null
public.lead_pass.opened_by bigint
public.lead_pass.why text
public.lead_pass: CHECK ((number >= 2))
public.lead_pass: PRIMARY KEY (cycle_id)
CREATE INDEX lead_pass_lead ON public.lead_pass USING btree (lead_id, number)
-- public.match_audit
public.match_audit.match_audit_id bigint not null
public.match_audit.match_audit_draw_id bigint
public.match_audit.origin text not null
public.match_audit.kind text not null
public.match_audit.left_row uuid not null
public.match_audit.right_rows uuid[] not null
public.match_audit.method text not null
public.match_audit.source text not null
public.match_audit.match_decision_id bigint
public.match_audit.shared_value text
public.match_audit.answer text
public.match_audit.answer_decision_id bigint
public.match_audit.member_id bigint
public.match_audit.answered_at timestamp with time zone
public.match_audit: CHECK ((answer = ANY (ARRAY['same'::text, 'different'::text, 'unsure'::text])))
public.match_audit: CHECK ((kind = ANY (ARRAY['account'::text, 'person'::text])))
public.match_audit: CHECK ((origin = ANY (ARRAY['automatic'::text, 'verdict'::text, 'shared'::text])))
public.match_audit: PRIMARY KEY (match_audit_id)
CREATE INDEX match_audit_waiting ON public.match_audit USING btree (match_audit_id) WHERE (answer IS NULL)
-- public.match_audit_draw
public.match_audit_draw.match_audit_draw_id bigint not null
public.match_audit_draw.seed bigint not null
public.match_audit_draw.from_arrival bigint not null
public.match_audit_draw.to_arrival bigint not null
public.match_audit_draw.automatic_share double precision not null
public.match_audit_draw.verdict_share double precision not null
public.match_audit_draw.automatic_count integer not null
public.match_audit_draw.verdict_count integer not null
public.match_audit_draw.member_id bigint
public.match_audit_draw.drawn_at timestamp with time zone not null
public.match_audit_draw: PRIMARY KEY (match_audit_draw_id)
-- public.match_decision
public.match_decision.match_decision_id bigint not null
public.match_decision.arrival bigint not null
public.match_decision.kind text not null
public.match_decision.verdict text not null
public.match_decision.left_rows uuid[] not null
public.match_decision.right_rows uuid[] not null
public.match_decision.import_batch_id bigint
public.match_decision.undoes bigint
public.match_decision.note text
public.match_decision.member_id bigint
public.match_decision.at timestamp with time zone not null default now()
public.match_decision.reason text
public.match_decision: CHECK ((kind = ANY (ARRAY['account'::text, 'person'::text])))
public.match_decision: PRIMARY KEY (match_decision_id)
public.match_decision: CHECK ((verdict = ANY (ARRAY['same'::text, 'confirmed'::text, 'automatic'::text, 'open'::text, 'weak'::text, 'different'::text, 'site'::text, 'department'::text, 'group'::text, 'renamed'::text, 'unsure'::text, 'split'::text, 'moved'::text, 'undo_import'::text, 'undo_decision'::text])))
CREATE INDEX match_decision_arrival ON public.match_decision USING btree (arrival)
CREATE INDEX match_decision_left ON public.match_decision USING btree ((left_rows[1]))
CREATE INDEX match_decision_right ON public.match_decision USING btree ((right_rows[1]))
CREATE INDEX match_decision_undoes ON public.match_decision USING btree (undoes) WHERE (undoes IS NOT NULL)
-- public.match_model
public.match_model.match_model_id bigint not null
public.match_model.kind text not null
public.match_model.number integer not null
public.match_model.origin text not null
public.match_model.settings json not null
public.match_model.fingerprint text not null
public.match_model.reason text
public.match_model.arrival bigint not null
public.match_model.member_id bigint
public.match_model.adopted_at timestamp with time zone not null
public.match_model: UNIQUE (kind, arrival)
public.match_model: CHECK ((kind = ANY (ARRAY['account'::text, 'person'::text])))
public.match_model: UNIQUE (kind, number)
public.match_model: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.match_model: CHECK ((origin = ANY (ARRAY['shipped'::text, 'trained'::text, 'edited'::text, 'returned'::text])))
public.match_model: PRIMARY KEY (match_model_id)
CREATE UNIQUE INDEX match_model_kind_arrival_key ON public.match_model USING btree (kind, arrival)
CREATE UNIQUE INDEX match_model_kind_number_key ON public.match_model USING btree (kind, number)
-- public.match_model_in_force
public.match_model_in_force.kind text not null
public.match_model_in_force.match_model_id bigint not null
public.match_model_in_force: CHECK ((kind = ANY (ARRAY['account'::text, 'person'::text])))
public.match_model_in_force: FOREIGN KEY (match_model_id) REFERENCES match_model(match_model_id)
public.match_model_in_force: PRIMARY KEY (kind)
-- public.match_model_proposal
public.match_model_proposal.match_model_proposal_id bigint not null
public.match_model_proposal.kind text not null
public.match_model_proposal.origin text not null
public.match_model_proposal.based_on integer not null
public.match_model_proposal.state text not null
public.match_model_proposal.settings json
public.match_model_proposal.step text
public.match_model_proposal.done integer not null default 0
public.match_model_proposal.total integer not null default 0
public.match_model_proposal.result json
public.match_model_proposal.problem text
public.match_model_proposal.adopted_number integer
public.match_model_proposal.member_id bigint
public.match_model_proposal.created_at timestamp with time zone not null
public.match_model_proposal: CHECK ((kind = ANY (ARRAY['account'::text, 'person'::text])))
public.match_model_proposal: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.match_model_proposal: CHECK ((origin = ANY (ARRAY['trained'::text, 'edited'::text, 'returned'::text])))
public.match_model_proposal: PRIMARY KEY (match_model_proposal_id)
public.match_model_proposal: CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'ready'::text, 'failed'::text, 'cancelled'::text, 'adopted'::text, 'discarded'::text])))
CREATE INDEX match_model_proposal_kind ON public.match_model_proposal USING btree (kind, match_model_proposal_id DESC)
-- public.meeting
public.meeting.meeting_id bigint not null
public.meeting.meets_on date not null
public.meeting.state text not null
public.meeting.attendees text not null default ''::text
public.meeting.agenda jsonb
public.meeting.meets_at time without time zone
public.meeting.leader_id bigint
public.meeting.taken_back_at timestamp with time zone
public.meeting: CHECK (((agenda IS NOT NULL) OR (state <> ALL (ARRAY['agenda_ready'::text, 'held'::text, 'minutes_confirmed'::text]))))
public.meeting: FOREIGN KEY (leader_id) REFERENCES member(member_id)
public.meeting: PRIMARY KEY (meeting_id)
public.meeting: CHECK ((state = ANY (ARRAY['scheduled'::text, 'agenda_ready'::text, 'held'::text, 'minutes_confirmed'::text, 'missed'::text, 'cancelled'::text])))
CREATE UNIQUE INDEX meeting_day ON public.meeting USING btree (meets_on) WHERE ((state <> 'cancelled'::text) AND (taken_back_at IS NULL))
-- public.meeting_event
public.meeting_event.meeting_event_id bigint not null
public.meeting_event.meeting_id bigint not null
public.meeting_event.kind text not null
public.meeting_event.meets_on date
public.meeting_event.meets_at time without time zone
public.meeting_event.at timestamp with time zone not null
public.meeting_event.member_id bigint
public.meeting_event.why text
public.meeting_event.undone_at timestamp with time zone
public.meeting_event.undone_by bigint
public.meeting_event: CHECK ((kind = ANY (ARRAY['plan'::text, 'prepare'::text, 'move'::text, 'hold'::text, 'confirm_minutes'::text, 'miss'::text, 'explain'::text, 'cancel'::text])))
public.meeting_event: FOREIGN KEY (meeting_id) REFERENCES meeting(meeting_id)
public.meeting_event: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.meeting_event: PRIMARY KEY (meeting_event_id)
public.meeting_event: FOREIGN KEY (undone_by) REFERENCES member(member_id)
CREATE INDEX meeting_event_of ON public.meeting_event USING btree (meeting_id, meeting_event_id)
-- public.meeting_item
public.meeting_item.meeting_item_id bigint not null
public.meeting_item.meeting_id bigint not null
public.meeting_item.kind text not null
public.meeting_item.text text not null
public.meeting_item.owner_id bigint
public.meeting_item.due_on date
public.meeting_item.state text not null
public.meeting_item.done_on date
public.meeting_item.reason text
public.meeting_item.affects text
public.meeting_item.account_id bigint
public.meeting_item.is_reversible boolean
public.meeting_item.evidence text
public.meeting_item.dropped_on date
public.meeting_item: CHECK ((affects = ANY (ARRAY['company'::text, 'targetList'::text, 'handoverRules'::text, 'plays'::text, 'targets'::text])))
public.meeting_item: CHECK (((NOT (affects IS DISTINCT FROM 'company'::text)) = (account_id IS NOT NULL)))
public.meeting_item: CHECK (((kind = 'decision'::text) OR ((affects IS NULL) AND (is_reversible IS NULL))))
public.meeting_item: CHECK (((evidence IS NULL) OR (state = 'done'::text)))
public.meeting_item: CHECK ((kind = ANY (ARRAY['decision'::text, 'action'::text])))
public.meeting_item: FOREIGN KEY (meeting_id) REFERENCES meeting(meeting_id)
public.meeting_item: FOREIGN KEY (owner_id) REFERENCES member(member_id)
public.meeting_item: PRIMARY KEY (meeting_item_id)
CREATE INDEX meeting_item_meeting ON public.meeting_item USING btree (meeting_id)
CREATE INDEX meeting_item_open ON public.meeting_item USING btree (state, due_on)
-- public.member
public.member.member_id bigint not null
public.member.auth_user_id text
public.member.email text not null
public.member.name text not null
public.member.role text not null
public.member.department text
public.member.agency_account_id bigint
public.member.may_export boolean
public.member.may_see_gross_profit boolean
public.member.is_active boolean not null default true
public.member.created_at timestamp with time zone not null default now()
public.member: UNIQUE (auth_user_id)
public.member: UNIQUE (email)
public.member: PRIMARY KEY (member_id)
public.member: CHECK ((role = ANY (ARRAY['admin'::text, 'ops'::text, 'marketing_manager'::text, 'inside_sales'::text, 'account_executive'::text, 'sales_manager'::text, 'executive'::text, 'agency'::text])))
CREATE UNIQUE INDEX member_auth_user_id_key ON public.member USING btree (auth_user_id)
CREATE UNIQUE INDEX member_email_key ON public.member USING btree (email)
-- public.migration
public.migration.name text not null
public.migration.applied_at timestamp with time zone not null default now()
public.migration: PRIMARY KEY (name)
-- public.month_case
public.month_case.month_closing_id bigint not null
public.month_case.measure text not null
public.month_case.case_id text not null
public.month_case.kind text not null
public.month_case.account_id bigint
public.month_case.amount_yen bigint
public.month_case: FOREIGN KEY (month_closing_id) REFERENCES month_closing(month_closing_id)
public.month_case: PRIMARY KEY (month_closing_id, measure, case_id)
-- public.month_closing
public.month_closing.month_closing_id bigint not null
public.month_closing.month text not null
public.month_closing.start_month integer not null
public.month_closing.closed_at timestamp with time zone not null
public.month_closing.closed_by bigint
public.month_closing.reopened_at timestamp with time zone
public.month_closing.reopened_by bigint
public.month_closing.reopen_reason text
public.month_closing.checked_at timestamp with time zone
public.month_closing: CHECK ((month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'::text))
public.month_closing: PRIMARY KEY (month_closing_id)
CREATE UNIQUE INDEX month_closing_current ON public.month_closing USING btree (month) WHERE (reopened_at IS NULL)
-- public.month_figure
public.month_figure.month_closing_id bigint not null
public.month_figure.kpi_code text not null
public.month_figure.kind text not null
public.month_figure.from_on date not null
public.month_figure.to_on date not null
public.month_figure.kpi_version integer not null
public.month_figure.figure jsonb not null
public.month_figure.missing text[] not null default '{}'::text[]
public.month_figure.target double precision
public.month_figure.figure_now jsonb
public.month_figure.version_now integer
public.month_figure.cases_changed integer
public.month_figure: CHECK ((kind = ANY (ARRAY['period'::text, 'landing'::text, 'pipeline'::text])))
public.month_figure: FOREIGN KEY (month_closing_id) REFERENCES month_closing(month_closing_id)
public.month_figure: PRIMARY KEY (month_closing_id, kpi_code, kind, from_on, to_on)
-- public.month_pipeline
public.month_pipeline.month_closing_id bigint not null
public.month_pipeline.deal_id uuid not null
public.month_pipeline.account_id bigint
public.month_pipeline.source text not null
public.month_pipeline.stage text not null
public.month_pipeline.closes_on text not null
public.month_pipeline.amount_yen bigint not null
public.month_pipeline.likelihood double precision not null
public.month_pipeline.decided integer not null
public.month_pipeline.part_yen bigint not null
public.month_pipeline: FOREIGN KEY (month_closing_id) REFERENCES month_closing(month_closing_id)
public.month_pipeline: PRIMARY KEY (month_closing_id, deal_id)
-- public.month_text
public.month_text.month text not null
public.month_text.findings text not null default ''::text
public.month_text.requests text not null default ''::text
public.month_text.changed_at timestamp with time zone not null
public.month_text.changed_by bigint
public.month_text: CHECK ((month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'::text))
public.month_text: PRIMARY KEY (month)
-- public.morning_digest
public.morning_digest.member_id bigint not null
public.morning_digest.day date not null
public.morning_digest.items integer not null
public.morning_digest.sent_at timestamp with time zone
public.morning_digest.problem text
public.morning_digest: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.morning_digest: PRIMARY KEY (member_id, day)
-- public.note
public.note.note_id bigint not null
public.note.subject_kind text not null
public.note.subject_id bigint not null
public.note.text text not null
public.note.member_id bigint
public.note.at timestamp with time zone not null default now()
public.note.deleted_at timestamp with time zone
public.note: PRIMARY KEY (note_id)
public.note: CHECK ((subject_kind = ANY (ARRAY['account'::text, 'person'::text])))
CREATE INDEX note_subject ON public.note USING btree (subject_id, subject_kind, at DESC)
-- public.notice
public.notice.notice_id bigint not null
public.notice.member_id bigint not null
public.notice.cycle_id uuid
public.notice.kind text not null
public.notice.send_at timestamp with time zone not null
public.notice.sent_at timestamp with time zone
public.notice.problem text
public.notice.superseded_at timestamp with time zone
public.notice.superseded_because text
public.notice: UNIQUE (member_id, cycle_id, kind)
public.notice: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.notice: PRIMARY KEY (notice_id)
public.notice: CHECK ((((superseded_at IS NULL) = (superseded_because IS NULL)) AND ((superseded_at IS NULL) OR (sent_at IS NULL))))
CREATE UNIQUE INDEX notice_member_id_cycle_id_kind_key ON public.notice USING btree (member_id, cycle_id, kind)
CREATE INDEX notice_unsent ON public.notice USING btree (send_at) WHERE ((sent_at IS NULL) AND (superseded_at IS NULL))
-- public.notice_choice
public.notice_choice.member_id bigint not null
public.notice_choice.channels jsonb not null
public.notice_choice.quiet_from integer
public.notice_choice.quiet_to integer
public.notice_choice: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.notice_choice: PRIMARY KEY (member_id)
public.notice_choice: CHECK (((quiet_from >= 0) AND (quiet_from <= 1439)))
public.notice_choice: CHECK (((quiet_to >= 0) AND (quiet_to <= 1439)))
-- public.notice_delivery
public.notice_delivery.notice_delivery_id bigint not null
public.notice_delivery.notice_endpoint_id bigint not null
public.notice_delivery.message_id uuid not null default gen_random_uuid()
public.notice_delivery.subject text not null
public.notice_delivery.kind text not null
public.notice_delivery.cycle_id uuid
public.notice_delivery.state text not null default 'waiting'::text
public.notice_delivery.attempts integer not null default 0
public.notice_delivery.next_at timestamp with time zone not null default now()
public.notice_delivery.status integer
public.notice_delivery.problem text
public.notice_delivery.took_ms integer
public.notice_delivery.created_at timestamp with time zone not null default now()
public.notice_delivery.done_at timestamp with time zone
public.notice_delivery.superseded_because text
public.notice_delivery: FOREIGN KEY (notice_endpoint_id) REFERENCES notice_endpoint(notice_endpoint_id) ON DELETE CASCADE
public.notice_delivery: UNIQUE (notice_endpoint_id, subject)
public.notice_delivery: PRIMARY KEY (notice_delivery_id)
public.notice_delivery: CHECK (((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'superseded'::text])) AND ((state = 'superseded'::text) = (superseded_because IS NOT NULL))))
CREATE UNIQUE INDEX notice_delivery_notice_endpoint_id_subject_key ON public.notice_delivery USING btree (notice_endpoint_id, subject)
CREATE INDEX notice_delivery_waiting ON public.notice_delivery USING btree (next_at) WHERE (state = 'waiting'::text)
-- public.notice_endpoint
public.notice_endpoint.notice_endpoint_id bigint not null
public.notice_endpoint.kind text not null
public.notice_endpoint.name text not null
public.notice_endpoint.host text not null
public.notice_endpoint.address text not null
public.notice_endpoint.secret text
public.notice_endpoint.previous_secret text
public.notice_endpoint.previous_until timestamp with time zone
public.notice_endpoint.announces text[] not null default '{}'::text[]
public.notice_endpoint.is_open_to_members boolean not null default false
public.notice_endpoint.failures integer not null default 0
public.notice_endpoint.disabled_at timestamp with time zone
public.notice_endpoint.disabled_because text
public.notice_endpoint.created_at timestamp with time zone not null default now()
public.notice_endpoint.created_by bigint
public.notice_endpoint: FOREIGN KEY (created_by) REFERENCES member(member_id)
public.notice_endpoint: CHECK ((kind = ANY (ARRAY['teams'::text, 'slack'::text, 'chatwork'::text, 'webhook'::text])))
public.notice_endpoint: PRIMARY KEY (notice_endpoint_id)
-- public.offer
public.offer.offer_id bigint not null
public.offer.name text not null
public.offer.kind text not null
public.offer.words text[] not null
public.offer.except_words text[] not null default '{}'::text[]
public.offer.product text
public.offer.starts_on date not null
public.offer.ends_on date
public.offer.is_act_now boolean not null
public.offer.created_by bigint
public.offer.created_at timestamp with time zone not null
public.offer: FOREIGN KEY (created_by) REFERENCES member(member_id)
public.offer: UNIQUE (name)
public.offer: PRIMARY KEY (offer_id)
CREATE UNIQUE INDEX offer_name_key ON public.offer USING btree (name)
-- public.offer_take
public.offer_take.row_key uuid not null
public.offer_take.offer_id bigint not null
public.offer_take.on_day date not null
public.offer_take.outcome text not null
public.offer_take.cycle_id uuid
public.offer_take.makes_lead boolean not null default false
public.offer_take.taken_at timestamp with time zone not null
public.offer_take: FOREIGN KEY (offer_id) REFERENCES offer(offer_id)
public.offer_take: CHECK ((outcome = ANY (ARRAY['handed_over'::text, 'held_back'::text, 'joined'::text, 'too_old'::text, 'already_told'::text, 'excluded'::text, 'nobody'::text])))
public.offer_take: PRIMARY KEY (row_key)
CREATE INDEX offer_take_cycle ON public.offer_take USING btree (cycle_id) WHERE (cycle_id IS NOT NULL)
CREATE INDEX offer_take_lead ON public.offer_take USING btree (row_key) WHERE makes_lead
CREATE INDEX offer_take_offer ON public.offer_take USING btree (offer_id, on_day DESC)
-- public.order_line
public.order_line.order_line_id uuid not null
public.order_line.account_id bigint
public.order_line.bill_to_id bigint
public.order_line.ship_to_id bigint
public.order_line.end_user_id bigint
public.order_line.agency_id bigint
public.order_line.source text not null
public.order_line.order_number text
public.order_line.ordered_on text
public.order_line.product text
public.order_line.quantity numeric
public.order_line.revenue_yen bigint
public.order_line.gross_profit_yen bigint
public.order_line: PRIMARY KEY (order_line_id)
CREATE INDEX order_line_account ON public.order_line USING btree (account_id, ordered_on)
CREATE INDEX order_line_day ON public.order_line USING btree (ordered_on) INCLUDE (account_id, gross_profit_yen)
-- public.person
public.person.person_id bigint not null
public.person.name text not null
public.person.family text not null
public.person.given text not null
public.person.name_key text not null
public.person.kana text
public.person.email text
public.person.emails text[] not null default '{}'::text[]
public.person.phone text
public.person.mobile text
public.person.account_id bigint
public.person.department text
public.person.department_function text
public.person.title text
public.person.title_rank smallint
public.person.band text
public.person.is_role_address boolean not null default false
public.person.may_mail boolean
public.person.provenance json not null default '[]'::json
public.person.profile json not null default '{}'::json
public.person.company_count smallint not null default 0
public.person.email_told json
public.person.bounced_emails text[] not null default '{}'::text[]
public.person.tags text[] not null default '{}'::text[]
public.person.memos text[] not null default '{}'::text[]
public.person.is_name_guess boolean not null default false
public.person: PRIMARY KEY (person_id)
CREATE INDEX person_account ON public.person USING btree (account_id, title_rank DESC NULLS LAST)
CREATE INDEX person_of_several ON public.person USING btree (person_id) WHERE (company_count > 1)
CREATE INDEX person_reading_order ON public.person USING btree (COALESCE(kana, name), person_id)
CREATE INDEX person_unnamed ON public.person USING btree (person_id) WHERE (given = ''::text)
-- public.person_override
public.person_override.person_id bigint not null
public.person_override.attribute text not null
public.person_override.value jsonb
public.person_override.member_id bigint
public.person_override.at timestamp with time zone not null default now()
public.person_override: PRIMARY KEY (person_id, attribute)
-- public.person_search
public.person_search.person_id bigint not null
public.person_search.grams text[] not null
public.person_search: PRIMARY KEY (person_id)
CREATE INDEX person_search_grams ON public.person_search USING gin (grams) WITH (fastupdate='on')
-- public.product
public.product.name text not null
public.product.series text
public.product.price_yen bigint
public.product.row_key uuid not null
public.product: PRIMARY KEY (name)
-- public.qualification_rule
public.qualification_rule.qualification_rule_id bigint not null
public.qualification_rule.definition jsonb not null
public.qualification_rule.reason text not null
public.qualification_rule.rule_proposal_id bigint
public.qualification_rule.created_by bigint
public.qualification_rule.created_at timestamp with time zone not null default now()
public.qualification_rule: FOREIGN KEY (created_by) REFERENCES member(member_id)
public.qualification_rule: PRIMARY KEY (qualification_rule_id)
public.qualification_rule: FOREIGN KEY (rule_proposal_id) REFERENCES rule_proposal(rule_proposal_id)
-- public.raw_row
public.raw_row.row_key uuid not null
public.raw_row.version integer not null
public.raw_row.source text not null
public.raw_row.external_key text
public.raw_row.import_batch_id bigint not null
public.raw_row.row_number integer not null
public.raw_row.arrival bigint not null
public.raw_row.hash bigint not null
public.raw_row.cells json not null
public.raw_row.flags json
public.raw_row.outcome text not null
public.raw_row.withdrawn_by bigint
public.raw_row: PRIMARY KEY (row_key, version)
CREATE INDEX raw_row_arrival ON public.raw_row USING brin (arrival) WITH (pages_per_range='16')
CREATE INDEX raw_row_batch ON public.raw_row USING btree (import_batch_id, row_number)
-- public.re_decision
public.re_decision.re_decision_id bigint not null
public.re_decision.state text not null
public.re_decision.fingerprint text
public.re_decision.summary jsonb
public.re_decision.problem text
public.re_decision.arrival bigint
public.re_decision.member_id bigint
public.re_decision.created_at timestamp with time zone not null
public.re_decision.applied_at timestamp with time zone
public.re_decision: UNIQUE (arrival)
public.re_decision: PRIMARY KEY (re_decision_id)
public.re_decision: CHECK ((state = ANY (ARRAY['queued'::text, 'ready'::text, 'applying'::text, 'applied'::text, 'failed'::text])))
CREATE UNIQUE INDEX re_decision_arrival_key ON public.re_decision USING btree (arrival)
-- public.re_decision_link
public.re_decision_link.row_key uuid not null
public.re_decision_link.role text not null
public.re_decision_link.account_id bigint
public.re_decision_link.person_id bigint
public.re_decision_link.account_method text
public.re_decision_link.method text not null
public.re_decision_link.score real not null
public.re_decision_link.evidence json not null
public.re_decision_link.re_decision_id bigint not null
public.re_decision_link: PRIMARY KEY (row_key, role)
-- public.re_decision_pair
public.re_decision_pair.re_decision_id bigint not null
public.re_decision_pair.kind text not null
public.re_decision_pair.left_id bigint not null
public.re_decision_pair.right_id bigint not null
public.re_decision_pair.row_key uuid not null
public.re_decision_pair.reason text not null
public.re_decision_pair.evidence json not null
public.re_decision_pair.state text not null
public.re_decision_pair.verdict text
public.re_decision_pair: PRIMARY KEY (re_decision_id, kind, left_id, right_id)
-- public.re_decision_redirect
public.re_decision_redirect.kind text not null
public.re_decision_redirect.from_id bigint not null
public.re_decision_redirect.to_id bigint not null
public.re_decision_redirect.re_decision_id bigint not null
public.re_decision_redirect: PRIMARY KEY (from_id, kind)
-- public.re_decision_row
public.re_decision_row.re_decision_id bigint not null
public.re_decision_row.kind text not null
public.re_decision_row.row_key uuid not null
public.re_decision_row.role text not null
public.re_decision_row.from_id bigint not null
public.re_decision_row.to_id bigint not null
public.re_decision_row.change text not null
public.re_decision_row.score real
public.re_decision_row.evidence json
public.re_decision_row: CHECK ((change = ANY (ARRAY['merged'::text, 'split'::text, 'moved'::text])))
public.re_decision_row: PRIMARY KEY (re_decision_id, kind, row_key, role)
-- public.reassignment
public.reassignment.reassignment_id bigint not null
public.reassignment.from_id bigint not null
public.reassignment.shares jsonb not null
public.reassignment.effective_on date not null
public.reassignment.shared_until date not null
public.reassignment.actions_to bigint
public.reassignment.note text
public.reassignment.state text not null
public.reassignment.created_by bigint
public.reassignment.created_at timestamp with time zone not null
public.reassignment.applied_at timestamp with time zone
public.reassignment.undone_at timestamp with time zone
public.reassignment.undone_by bigint
public.reassignment.moved jsonb
public.reassignment: FOREIGN KEY (actions_to) REFERENCES member(member_id)
public.reassignment: FOREIGN KEY (created_by) REFERENCES member(member_id)
public.reassignment: FOREIGN KEY (from_id) REFERENCES member(member_id)
public.reassignment: PRIMARY KEY (reassignment_id)
public.reassignment: CHECK ((state = ANY (ARRAY['planned'::text, 'applied'::text, 'undone'::text])))
public.reassignment: FOREIGN KEY (undone_by) REFERENCES member(member_id)
CREATE INDEX reassignment_planned ON public.reassignment USING btree (effective_on) WHERE (state = 'planned'::text)
-- public.reassignment_account
public.reassignment_account.reassignment_id bigint not null
public.reassignment_account.account_id bigint not null
public.reassignment_account.to_id bigint not null
public.reassignment_account.outcome text
public.reassignment_account: CHECK ((outcome = ANY (ARRAY['moved'::text, 'elsewhere'::text])))
public.reassignment_account: PRIMARY KEY (reassignment_id, account_id)
public.reassignment_account: FOREIGN KEY (reassignment_id) REFERENCES reassignment(reassignment_id)
public.reassignment_account: FOREIGN KEY (to_id) REFERENCES member(member_id)
CREATE INDEX reassignment_account_account ON public.reassignment_account USING btree (account_id)
-- public.reference_load
public.reference_load.kind text not null
public.reference_load.reference_load_id bigint not null
public.reference_load.file_name text not null
public.reference_load.file_path text not null
public.reference_load.bytes bigint not null
public.reference_load.state text not null
public.reference_load.rows_read bigint not null default 0
public.reference_load.rows_new bigint not null default 0
public.reference_load.rows_changed bigint not null default 0
public.reference_load.rows_left_out bigint not null default 0
public.reference_load.held jsonb not null default '{}'::jsonb
public.reference_load.problem text
public.reference_load.created_by bigint
public.reference_load.created_at timestamp with time zone not null default now()
public.reference_load.finished_at timestamp with time zone
public.reference_load: CHECK ((kind = ANY (ARRAY['register'::text, 'towns'::text])))
public.reference_load: PRIMARY KEY (kind, reference_load_id)
public.reference_load: CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
-- public.register_company
public.register_company.corporate_number text not null
public.register_company.name text not null
public.register_company.name_key bigint not null
public.register_company.kana text
public.register_company.english_name text
public.register_company.kind text
public.register_company.prefecture text
public.register_company.city text
public.register_company.street text
public.register_company.postal_code text
public.register_company.closed_on date
public.register_company.closed_cause text
public.register_company.successor_number text
public.register_company.process text not null
public.register_company.updated_on date not null
public.register_company.changed_on date
public.register_company.is_latest boolean not null
public.register_company.kana_key bigint
public.register_company.english_key bigint
public.register_company: PRIMARY KEY (corporate_number)
CREATE INDEX register_company_english ON public.register_company USING btree (english_key) WHERE (english_key IS NOT NULL)
CREATE INDEX register_company_kana ON public.register_company USING btree (kana_key) WHERE (kana_key IS NOT NULL)
CREATE INDEX register_company_name ON public.register_company USING btree (name_key)
CREATE INDEX register_company_successor ON public.register_company USING btree (successor_number) WHERE (successor_number IS NOT NULL)
CREATE INDEX register_company_unkeyed ON public.register_company USING btree (corporate_number) WHERE (((kana IS NOT NULL) AND (kana_key IS NULL)) OR ((english_name IS NOT NULL) AND (english_key IS NULL)))
-- public.register_former_name
public.register_former_name.corporate_number text not null
public.register_former_name.name text not null
public.register_former_name.name_key bigint not null
public.register_former_name.kana text
public.register_former_name.until_on date
public.register_former_name.kana_key bigint
public.register_former_name: PRIMARY KEY (corporate_number, name)
CREATE INDEX register_former_name_kana ON public.register_former_name USING btree (kana_key) WHERE (kana_key IS NOT NULL)
CREATE INDEX register_former_name_key ON public.register_former_name USING btree (name_key)
CREATE INDEX register_former_name_unkeyed ON public.register_former_name USING btree (corporate_number, name) WHERE ((kana IS NOT NULL) AND (kana_key IS NULL))
-- public.rejected_row
public.rejected_row.import_batch_id bigint not null
public.rejected_row.row_number integer not null
public.rejected_row.code text not null
public.rejected_row.detail text not null
public.rejected_row.cells json not null
public.rejected_row.detail_en text
public.rejected_row: PRIMARY KEY (import_batch_id, row_number)
-- public.review
public.review.kind text not null
public.review.left_id bigint not null
public.review.right_id bigint not null
public.review.row_key uuid not null
public.review.reason text not null
public.review.evidence json not null
public.review.state text not null default 'open'::text
public.review.verdict text
public.review: PRIMARY KEY (left_id, right_id, kind)
public.review: CHECK ((state = ANY (ARRAY['open'::text, 'weak'::text, 'decided'::text])))
CREATE INDEX review_open ON public.review USING btree (kind, state)
CREATE INDEX review_right ON public.review USING btree (right_id)
-- public.routing_version
public.routing_version.routing_version_id bigint not null
public.routing_version.plan jsonb not null
public.routing_version.note text
public.routing_version.saved_by bigint
public.routing_version.saved_at timestamp with time zone not null
public.routing_version: PRIMARY KEY (routing_version_id)
public.routing_version: FOREIGN KEY (saved_by) REFERENCES member(member_id)
-- public.row_alias
public.row_alias.row_key uuid not null
public.row_alias.role text not null
public.row_alias.corporate_number text
public.row_alias.carriers integer
public.row_alias.version integer not null
public.row_alias: PRIMARY KEY (row_key, version, role)
-- public.row_link
public.row_link.row_key uuid not null
public.row_link.role text not null
public.row_link.version integer not null
public.row_link.account_id bigint
public.row_link.person_id bigint
public.row_link.account_method text
public.row_link.method text not null
public.row_link.score real not null
public.row_link.evidence json not null
public.row_link.phone text
public.row_link.direct_phone text
public.row_link.domains text[]
public.row_link.told_rank smallint
public.row_link.told_on text
public.row_link: PRIMARY KEY (row_key, role)
CREATE INDEX row_link_account ON public.row_link USING btree (account_id)
CREATE INDEX row_link_person ON public.row_link USING btree (person_id) WHERE (person_id IS NOT NULL)
-- public.row_town
public.row_town.row_key uuid not null
public.row_town.version integer not null
public.row_town.role text not null
public.row_town.prefecture text not null
public.row_town.city text not null
public.row_town.name text not null
public.row_town.city_romaji text not null
public.row_town.romaji text not null
public.row_town: PRIMARY KEY (row_key, version, role)
-- public.rule_credit
public.rule_credit.qualification_rule_id bigint not null
public.rule_credit.member_id bigint not null
public.rule_credit.inputs integer not null
public.rule_credit: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.rule_credit: PRIMARY KEY (qualification_rule_id, member_id)
public.rule_credit: FOREIGN KEY (qualification_rule_id) REFERENCES qualification_rule(qualification_rule_id)
-- public.rule_proposal
public.rule_proposal.rule_proposal_id bigint not null
public.rule_proposal.month date not null
public.rule_proposal.kind text not null
public.rule_proposal.trait text not null
public.rule_proposal.value text not null
public.rule_proposal.proposal jsonb not null
public.rule_proposal.from_on date not null
public.rule_proposal.to_on date not null
public.rule_proposal.state text not null default 'open'::text
public.rule_proposal.decided_by bigint
public.rule_proposal.decided_at timestamp with time zone
public.rule_proposal.reason text
public.rule_proposal: FOREIGN KEY (decided_by) REFERENCES member(member_id)
public.rule_proposal: UNIQUE (month, kind, trait, value)
public.rule_proposal: PRIMARY KEY (rule_proposal_id)
public.rule_proposal: CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text])))
CREATE UNIQUE INDEX rule_proposal_month_kind_trait_value_key ON public.rule_proposal USING btree (month, kind, trait, value)
-- public.saved_mapping
public.saved_mapping.saved_mapping_id bigint not null
public.saved_mapping.source text not null
public.saved_mapping.preset text not null
public.saved_mapping.name text not null
public.saved_mapping.mapping jsonb not null
public.saved_mapping.member_id bigint
public.saved_mapping.saved_at timestamp with time zone not null default now()
public.saved_mapping: PRIMARY KEY (saved_mapping_id)
public.saved_mapping: UNIQUE (preset, name)
CREATE UNIQUE INDEX saved_mapping_preset_name_key ON public.saved_mapping USING btree (preset, name)
-- public.saved_view
public.saved_view.saved_view_id bigint not null
public.saved_view.noun text not null
public.saved_view.name text not null
public.saved_view.definition jsonb not null
public.saved_view.member_id bigint not null
public.saved_view.shared_with text
public.saved_view.created_at timestamp with time zone not null default now()
public.saved_view: FOREIGN KEY (member_id) REFERENCES member(member_id)
public.saved_view: UNIQUE (noun, member_id, name)
public.saved_view: PRIMARY KEY (saved_view_id)
CREATE UNIQUE INDEX saved_view_noun_member_id_name_key ON public.saved_view USING btree (noun, member_id, name)
-- public.setting
public.setting.name text not null
public.setting.value jsonb not null
public.setting.changed_at timestamp with time zone not null default now()
public.setting.changed_by bigint
public.setting: PRIMARY KEY (name)
-- public.setup_token
public.setup_token.token_hash bytea not null
public.setup_token.created_at timestamp with time zone not null default now()
public.setup_token.used_at timestamp with time zone
public.setup_token: PRIMARY KEY (token_hash)
-- public.sfa_return
public.sfa_return.sfa_return_id bigint not null
public.sfa_return.source text not null
public.sfa_return.made_at timestamp with time zone not null
public.sfa_return.made_by bigint
public.sfa_return.records integer not null
public.sfa_return: FOREIGN KEY (made_by) REFERENCES member(member_id)
public.sfa_return: PRIMARY KEY (sfa_return_id)
-- public.sfa_return_line
public.sfa_return_line.sfa_return_id bigint not null
public.sfa_return_line.record_key text not null
public.sfa_return_line.values jsonb not null
public.sfa_return_line: PRIMARY KEY (sfa_return_id, record_key)
public.sfa_return_line: FOREIGN KEY (sfa_return_id) REFERENCES sfa_return(sfa_return_id)
-- public.sfa_return_record
public.sfa_return_record.source text not null
public.sfa_return_record.record_key text not null
public.sfa_return_record.values jsonb not null
public.sfa_return_record.sfa_return_id bigint not null
public.sfa_return_record: PRIMARY KEY (source, record_key)
-- public.sfa_seen
public.sfa_seen.lead_id uuid not null
public.sfa_seen.status text
public.sfa_seen.owner_name text
public.sfa_seen.reject_reason text
public.sfa_seen.deal_key text
public.sfa_seen.deal_state text
public.sfa_seen: PRIMARY KEY (lead_id)
-- public.shared_value
public.shared_value.kind text not null
public.shared_value.value text not null
public.shared_value.carriers integer not null
public.shared_value.since timestamp with time zone not null default now()
public.shared_value: CHECK ((kind = ANY (ARRAY['domain'::text, 'phone'::text, 'address'::text, 'email'::text])))
public.shared_value: PRIMARY KEY (kind, value)
-- public.sign_in_try
public.sign_in_try.address_hash bytea not null
public.sign_in_try.tries integer not null
public.sign_in_try.since timestamp with time zone not null
public.sign_in_try: PRIMARY KEY (address_hash)
-- public.site
public.site.account_id bigint not null
public.site.name text not null
public.site.address text
public.site.row_key uuid not null
public.site: PRIMARY KEY (account_id, name)
-- public.target_aim
public.target_aim.target_aim_id bigint not null
public.target_aim.target_line_id bigint not null
public.target_aim.department text not null
public.target_aim.person_id bigint
public.target_aim.role text
public.target_aim.search_due_on text
public.target_aim: PRIMARY KEY (target_aim_id)
public.target_aim: FOREIGN KEY (target_line_id) REFERENCES target_line(target_line_id) ON DELETE CASCADE
CREATE INDEX target_aim_line ON public.target_aim USING btree (target_line_id)
-- public.target_event
public.target_event.target_event_id bigint not null
public.target_event.target_line_id bigint not null
public.target_event.at timestamp with time zone not null default now()
public.target_event.member_id bigint
public.target_event.side text
public.target_event.verdict text not null
public.target_event.reason text
public.target_event.is_proxy boolean not null default false
public.target_event.proxy_note text
public.target_event.undone_at timestamp with time zone
public.target_event.undone_by bigint
public.target_event: PRIMARY KEY (target_event_id)
public.target_event: CHECK ((side = ANY (ARRAY['marketing'::text, 'sales'::text])))
public.target_event: FOREIGN KEY (target_line_id) REFERENCES target_line(target_line_id) ON DELETE CASCADE
CREATE INDEX target_event_line ON public.target_event USING btree (target_line_id, target_event_id)
-- public.target_line
public.target_line.target_line_id bigint not null
public.target_line.account_id bigint not null
public.target_line.class text
public.target_line.owner_id bigint
public.target_line.owner_name text
public.target_line.agency_id bigint
public.target_line.tier text
public.target_line.reason text
public.target_line.origin text not null
public.target_line.nominated_by text
public.target_line.status text not null
public.target_line.activated_at timestamp with time zone
public.target_line.created_at timestamp with time zone not null default now()
public.target_line: UNIQUE (account_id)
public.target_line: CHECK ((class = ANY (ARRAY['existing'::text, 'prospect'::text])))
public.target_line: CHECK ((origin = ANY (ARRAY['sales_nominated'::text, 'proposal'::text, 'marketing'::text, 'rule'::text])))
public.target_line: FOREIGN KEY (owner_id) REFERENCES member(member_id)
public.target_line: PRIMARY KEY (target_line_id)
public.target_line: CHECK ((status = ANY (ARRAY['candidate'::text, 'awaiting_sales'::text, 'awaiting_marketing'::text, 'active'::text, 'on_hold'::text, 'declined'::text, 'paused'::text, 'excluded'::text])))
CREATE UNIQUE INDEX target_line_account_id_key ON public.target_line USING btree (account_id)
CREATE INDEX target_line_status ON public.target_line USING btree (status)
-- public.town
public.town.prefecture text not null
public.town.city text not null
public.town.name text not null
public.town.city_romaji text not null
public.town.romaji text not null
public.town: PRIMARY KEY (city, name, prefecture, romaji)
CREATE INDEX town_romaji ON public.town USING btree (romaji) WHERE (romaji <> ''::text)
-- public.wish_item
public.wish_item.wish_list_id bigint not null
public.wish_item.position integer not null
public.wish_item.text text not null
public.wish_item.nominated_by text
public.wish_item.outcome text not null
public.wish_item.account_id bigint
public.wish_item.candidates jsonb not null default '[]'::jsonb
public.wish_item.agency text
public.wish_item.agency_id bigint
public.wish_item.reason text
public.wish_item: CHECK ((outcome = ANY (ARRAY['match'::text, 'candidates'::text, 'none'::text])))
public.wish_item: PRIMARY KEY (wish_list_id, "position")
public.wish_item: FOREIGN KEY (wish_list_id) REFERENCES wish_list(wish_list_id) ON DELETE CASCADE
-- public.wish_list
public.wish_list.wish_list_id bigint not null
public.wish_list.name text not null
public.wish_list.member_id bigint
public.wish_list.at timestamp with time zone not null default now()
public.wish_list: PRIMARY KEY (wish_list_id)
