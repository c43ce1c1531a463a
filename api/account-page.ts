import { z } from 'zod';
import { declarableAttributes } from '#core/account/declared.ts';
import { dealStates } from '#core/demand/deal-state.ts';
import { leaving } from './leaving.ts';
import { reopened } from './deal-view.ts';
import { mergedRows, noteLine, overrideLine, provenance } from './record-page.ts';

/** A company as stored: the value of every attribute, and where each comes from. */
const account = z.object({
  account_id: z.number(),
  name: z.string(),
  name_safe: z.string(),
  name_order: z.string(),
  kana: z.string().nullable(),
  english_name: z.string().nullable(),
  former_names: z.array(z.string()),
  tags: z.array(z.string()),
  memos: z.array(z.string()),
  corporate_number: z.string().nullable(),
  kind: z.string(),
  status: z.string(),
  postal_code: z.string().nullable(),
  prefecture: z.string().nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  website: z.string().nullable(),
  domain: z.string().nullable(),
  industry: z.string().nullable(),
  employees: z.number().nullable(),
  revenue_yen: z.number().nullable(),
  capital_yen: z.number().nullable(),
  founded_on: z.string().nullable(),
  parent_name: z.string().nullable(),
  class: z.string().nullable(),
  tier: z.string().nullable(),
  is_on_hold: z.boolean(),
  hold_reason: z.string().nullable(),
  owner_name: z.string().nullable(),
  owner_id: z.number().nullable(),
  agency_id: z.number().nullable(),
  agency_role: z.string().nullable(),
  agency_area: z.string().nullable(),
  trade_account_opened_on: z.string().nullable(),
  tdb_code: z.string().nullable(),
  tsr_code: z.string().nullable(),
  duns_number: z.string().nullable(),
  lei: z.string().nullable(),
  edinet_code: z.string().nullable(),
  provenance,
  /** Attributes whose value stands because its source is declared for them. */
  declared: z.array(z.enum(declarableAttributes)),
});

const rollup = z.object({
  account_id: z.number(),
  person_count: z.number(),
  decider_count: z.number(),
  activity_count: z.number(),
  last_activity_on: z.string().nullable(),
  open_deal_count: z.number(),
  won_deal_count: z.number(),
  revenue_36m_yen: z.number().nullable(),
  gross_profit_36m_yen: z.number().nullable(),
  source_count: z.number(),
});

const personLine = z.object({
  personId: z.number(),
  name: z.string(),
  kana: z.string().nullable(),
  department: z.string().nullable(),
  departmentNow: z.string().nullable(),
  title: z.string().nullable(),
  titleRank: z.number().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  mobile: z.string().nullable(),
  lastOn: z.string().nullable(),
  firstOn: z.string().nullable(),
  left: leaving.nullable(),
  knownBy: z.array(z.string()),
  mayMail: z.boolean().nullable(),
  isRoleAddress: z.boolean(),
  bounces: z.boolean(),
});

const dealLine = z.object({
  dealId: z.string(),
  name: z.string(),
  stage: z.string(),
  state: z.enum(dealStates),
  postponedUntil: z.string().nullable(),
  reopened: reopened.nullable(),
  amountYen: z.number().nullable(),
  termMonths: z.number().nullable(),
  oneOffYen: z.number().nullable(),
  opportunityType: z.string().nullable(),
  lostReason: z.string().nullable(),
  lostNote: z.string().nullable(),
  createdOn: z.string().nullable(),
  closedOn: z.string().nullable(),
  product: z.string().nullable(),
  ownerName: z.string().nullable(),
  source: z.string(),
});

const orderLine = z.object({
  orderLineId: z.string(),
  orderNumber: z.string().nullable(),
  orderedOn: z.string().nullable(),
  product: z.string().nullable(),
  quantity: z.number().nullable(),
  revenueYen: z.number().nullable(),
  grossProfitYen: z.number().nullable(),
  billTo: z.string().nullable(),
  shipTo: z.string().nullable(),
  endUser: z.string().nullable(),
  agency: z.string().nullable(),
  source: z.string(),
});

const productCell = z.object({
  product: z.string(),
  orders: z.number(),
  revenueYen: z.number().nullable(),
  grossProfitYen: z.number().nullable(),
  lastOrderedOn: z.string().nullable(),
  openDeals: z.number(),
});

/** One company as its page shows it. */
export const accountPage = z.object({
  account,
  rollup: rollup.nullable(),
  ownerName: z.string().nullable(),
  agencyName: z.string().nullable(),
  people: z.array(personLine),
  departments: z.array(
    z.object({ departmentId: z.number(), name: z.string(), people: z.number(), formers: z.array(z.string()) }),
  ),
  deals: z.array(dealLine),
  orders: z.array(orderLine),
  products: z.array(productCell),
  sites: z.array(z.object({ name: z.string(), address: z.string().nullable() })),
  notes: z.array(noteLine),
  overrides: z.array(overrideLine),
  target: z
    .object({
      targetLineId: z.number(),
      status: z.string(),
      tier: z.string().nullable(),
      class: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
  domains: z.array(z.string()),
  rows: mergedRows,
  openReviews: z.array(z.object({ left_id: z.number(), right_id: z.number(), reason: z.string() })),
  redirectedFrom: z.number().nullable(),
  seesGrossProfit: z.boolean(),
  mayEdit: z.boolean(),
});
