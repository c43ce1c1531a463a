import type { AppointmentStatus } from '#core/appointment/status.ts';
import type { CompanyCode } from '#core/company/company-code.ts';
import type { CompanyName } from '#core/company/name.ts';
import type { Department } from '#core/company/department.ts';
import type { Address } from '#core/contact/address.ts';
import type { Town } from '#core/town/town.ts';
import type { Email } from '#core/contact/email.ts';
import type { LostReason } from '#core/demand/cycle-event.ts';
import type { DealState } from '#core/demand/deal-state.ts';
import type { OpportunityType } from '#core/demand/deal-words.ts';
import type { PersonName } from '#core/person/name.ts';
import type { Title } from '#core/person/title.ts';
import type { DateText } from '#core/value/date.ts';
import type { Words } from '#core/words.ts';

/**
 * The one door: every source row becomes an Observation, about whom, what, when and from which raw row. Nothing behind it
 * knows what the file looked like.
 */
export type Observation = {
  readonly row: RowRef;
  /** When it was true in the world (card exchange, last change), not when it was taken in. */
  readonly observedOn: DateText | undefined;
  readonly company?: CompanySeen;
  readonly person?: PersonSeen;
  readonly fact?: Fact;
  readonly parties?: Parties;
  /** Our own person who holds the record, as the source names it. */
  readonly ownerName?: string;
  /** What a record of a company or a card or record of a person bears beside its values. */
  readonly tags?: readonly string[];
  readonly memo?: string;
  /** Cells that could not be read; the row stays. */
  readonly flags: readonly CellFlag[];
};

export type RowRef = {
  readonly source: string;
  /** uuid made of source and external key, or of content and occurrence. */
  readonly key: string;
  readonly externalKey: string | undefined;
  readonly number: number;
  /** Hash of the mapped cells and of what they mean: equal means nothing changed. */
  readonly hash: bigint;
  readonly trust: number;
};

/** A cell that could not be read (`E_`), is doubtful (`W_`) or was mended (`I_`). `choices` are the nearest words that can be read. */
export type CellFlag = {
  readonly field: string;
  readonly code: string;
  readonly given: string;
  readonly choices?: readonly string[];
};

export type CompanySeen = {
  readonly name: CompanyName | undefined;
  /** 拠点名 in a column of its own. */
  readonly site?: string;
  readonly ownKey: string | undefined;
  /** The source's own key of the deal with the company: a lead and the deal it became name one company. */
  readonly dealKey?: string;
  readonly corporateNumber: string | undefined;
  /** Thirteen digits in its place that are none: a slip of one digit may be told by the number they come near. */
  readonly misreadNumber?: string;
  /** 法人番号 that the register gives for this name, present or former, and place: an alias, never an identifier. */
  readonly registeredAs?: string;
  /** Corporations of the country that carry the name or carried it once, where the whole register is loaded. */
  readonly carriers?: number;
  readonly domains: readonly string[];
  readonly phones: readonly string[];
  /** The fixed line of somebody who works there: its first eight digits are those of the company's other lines. */
  readonly directPhone?: string;
  /** Our own person who looks after the company, as the row names them. */
  readonly owner?: string;
  readonly address: Address | undefined;
  /** The town of the installation's table by which the address was read. */
  readonly placedBy?: Town;
  readonly attributes: Readonly<Partial<Record<CompanyAttribute, string | number>>>;
};

export type CompanyAttribute =
  | 'kana'
  | 'englishName'
  | 'website'
  | 'industry'
  | 'employees'
  | 'revenue'
  | 'capital'
  | 'foundedOn'
  | 'parentName'
  | 'status'
  | 'agencyRole'
  | 'agencyArea'
  | 'tradeAccountOpenedOn'
  | 'successorNumber'
  | CompanyCode;

export type PersonSeen = {
  readonly name: PersonName | undefined;
  readonly ownKey: string | undefined;
  readonly emails: readonly Email[];
  readonly phone: string | undefined;
  readonly mobile: string | undefined;
  readonly department: Department | undefined;
  readonly title: Title | undefined;
  readonly hasOptedOut: boolean;
  /** The row says that mail to its addresses bounces. */
  readonly bounces?: boolean;
  /** The row says that they left the company: since when, as far as it tells. */
  readonly left?: { readonly on: DateText | undefined };
  /** 兼務, 出向: the row says that they work there beside another company. */
  readonly hasSecondPost?: boolean;
};

/** What was seen, at most one per row. */
export type Fact = DealSeen | OrderSeen | ActivitySeen | LeadSeen | MemberSeen | ProductSeen;

export type DealSeen = {
  readonly kind: 'deal';
  readonly name: string;
  readonly stage: string;
  readonly state: DealState;
  /** Until when it rests, where the file of a postponed deal tells it. */
  readonly postponedUntil: DateText | undefined;
  readonly amountYen: number | undefined;
  /** What of the amount is paid once; the rest is contract value. */
  readonly oneOffYen: number | undefined;
  readonly opportunityType: OpportunityType | undefined;
  /** Why it ended without a win, and how the file says it. */
  readonly lostReason: LostReason | undefined;
  readonly lostNote: string | undefined;
  /** Months the contract runs. */
  readonly termMonths: number | undefined;
  readonly createdOn: DateText | undefined;
  readonly closedOn: DateText | undefined;
  readonly product: string | undefined;
  readonly leadSource: string | undefined;
};
export type OrderSeen = {
  readonly kind: 'order';
  readonly orderNumber: string | undefined;
  readonly orderedOn: DateText | undefined;
  readonly product: string | undefined;
  readonly quantity: number | undefined;
  readonly revenueYen: number | undefined;
  readonly grossProfitYen: number | undefined;
};
export type ActivitySeen = {
  readonly kind: 'activity';
  readonly type: ActivityType;
  readonly subject: string | undefined;
  readonly on: DateText;
  /** Where the file tells what became of appointments. */
  readonly appointment?: AppointmentSeen;
};
export type AppointmentSeen = {
  /** `unknown` where the cell is empty or cannot be read: set, and neither held nor no-show. */
  readonly status: AppointmentStatus | 'unknown';
  /** The day it was won; undefined where the file does not tell. */
  readonly setOn: DateText | undefined;
  /** Our own person who won it; undefined where the file names only who went there. */
  readonly setBy: string | undefined;
};
export type ActivityType =
  | 'visit'
  | 'meeting'
  | 'call'
  | 'mail'
  | 'seminar'
  | 'exhibition'
  | 'card'
  | 'form'
  | 'task'
  | 'other';
export type LeadSeen = {
  readonly kind: 'lead';
  readonly status: string | undefined;
  readonly leadSource: string | undefined;
  readonly campaign: string | undefined;
  readonly createdOn: DateText | undefined;
  readonly mqlOn: DateText | undefined;
  readonly handoverOn: DateText | undefined;
  readonly salOn: DateText | undefined;
  readonly sqlOn: DateText | undefined;
  readonly dealOn: DateText | undefined;
  readonly rejectReason: string | undefined;
  readonly dealKey: string | undefined;
  /** Taking part in a seminar or exhibition is an activity as well. */
  readonly activity: ActivitySeen | undefined;
};
export type MemberSeen = {
  readonly kind: 'member';
  readonly name: string;
  readonly email: string | undefined;
  readonly department: string | undefined;
  readonly title: string | undefined;
};
export type ProductSeen = {
  readonly kind: 'product';
  readonly name: string;
  readonly series: string | undefined;
  readonly priceYen: number | undefined;
};

/** 請求先 · 納入先 · 需要家 · 代理店 of an order; each is a company of its own. */
export type Parties = Readonly<Partial<Record<'billTo' | 'shipTo' | 'endUser' | 'agency', CompanySeen>>>;

/** A row that says nothing Mori can use, with the reason. */
export type Rejected = {
  readonly rejected: true;
  readonly number: number;
  readonly code: string;
  readonly detail: Words;
};
