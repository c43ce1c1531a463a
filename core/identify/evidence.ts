/** Why a row belongs to an entity, in the order it is told: 一致:電話・住所/不一致:部署. The screen puts it into words. */
export type Evidence = {
  readonly matched: readonly EvidenceWord[];
  readonly differs: readonly EvidenceWord[];
};

export type EvidenceWord =
  | 'corporate_number'
  | 'own_key'
  | 'domain'
  | 'name'
  | 'address'
  | 'phone'
  | 'legal_form'
  | 'email'
  | 'mobile'
  | 'department'
  | 'protected_word'
  | 'source_name';

export type Method =
  | 'new'
  | 'corporate_number'
  | 'own_key'
  | 'domain'
  | 'name_address'
  | 'name_phone'
  | 'own_name'
  | 'email'
  | 'mobile_name'
  | 'account_name'
  | 'decided'
  | 'none';

/** Strength of a link, 0–1, shown with its method; a person's decision is 1. */
export const scoreOf: Readonly<Record<Method, number>> = {
  new: 1,
  decided: 1,
  corporate_number: 0.999,
  own_key: 0.999,
  email: 0.995,
  mobile_name: 0.99,
  domain: 0.97,
  name_address: 0.97,
  name_phone: 0.97,
  own_name: 0.95,
  account_name: 0.93,
  none: 0,
};

/** Two entities that may be one; a person decides (名寄せの確認). */
export type Proposal = {
  readonly leftId: number;
  readonly rightId: number;
  readonly reason: ProposalReason;
  readonly evidence: Evidence;
};
export type ProposalReason = 'name_only' | 'ambiguous' | 'protected_word' | 'legal_form' | 'email_shared' | 'namesake';
