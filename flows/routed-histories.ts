import { stateOf, unknownValue, type InputState, type KnownValue } from '#core/observation/known-value.ts';
import { instantOf } from '#core/period/business-clock.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import type { ReplayInput, RoutedHistory } from '#core/route/replay-routing.ts';
import { lineAt, type LineHistory } from '#core/target/line-then.ts';
import type { Db } from '#db/pool.ts';
import { listOfferProducts, listProductsSince, type HandedOver } from '#db/routing-history.ts';
import { readTargetHistories } from '#db/target-history.ts';
import { KnownThen, type Moment } from './known-then.ts';
import type { WorldsThen } from './worlds-then.ts';

/** Hand-overs as they were known at their moment, in few queries whatever their number. */
export async function readHistories(
  db: Db,
  handed: readonly HandedOver[],
  worlds: WorldsThen,
): Promise<RoutedHistory[]> {
  const known = await KnownThen.read(db, handed);
  const targets = await readTargetHistories(db);
  const productOf = await readProducts(db, known);
  return handed.map((one) => {
    const { accountId, handedAt } = one;
    const at = { at: handedAt, day: todayJst(handedAt) };
    const target = targetAt(targets.get(accountId ?? -1) ?? [], handedAt);
    const company = ownerOf(accountId, at, known, worlds);
    const owner: KnownValue = target && target.ownerId !== null ? { value: target.ownerId, isSure: true } : company;
    const values = {
      owner,
      prefecture: known.company(accountId, 'prefecture', at),
      industry: known.company(accountId, 'industry', at),
      employees: known.company(accountId, 'employees', at),
      product: productOf(one, at),
    } satisfies Record<ReplayInput, KnownValue>;
    const state = (input: ReplayInput): InputState => stateOf(values[input], one.now[input]);
    const isTarget = target !== undefined;
    return {
      item: {
        itemId: one.cycleId,
        at: handedAt,
        urgency: one.offerId !== null ? 'hot' : isTarget ? 'tal' : 'normal',
        product: textOf(values.product),
        account:
          accountId === null
            ? null
            : {
                accountId,
                isTarget,
                ownerId: textOf(owner),
                agencyId: textOf(known.company(accountId, 'agency_id', at)),
                otherAgencyIds: [],
                prefecture: textOf(values.prefecture),
                industry: textOf(values.industry),
                employees: values.employees.value === null ? null : Number(values.employees.value),
              },
      },
      inputs: {
        owner: state('owner'),
        prefecture: state('prefecture'),
        industry: state('industry'),
        employees: state('employees'),
        product: state('product'),
      },
      isCounted: !one.isMerged,
      createdOn: one.createdOn,
      actual: one.actual,
      answer: one.answer,
      freeFrom: freeFrom(one, worlds),
    };
  });
}

/** A desk is free after the first answer, or when the time to answer has run out: what came later is not looked at. */
function freeFrom({ handedOn, handedAt, answeredOn }: HandedOver, worlds: WorldsThen): Date {
  const lapseDay = worlds.lapseDay(handedOn, handedAt);
  return new Date(instantOf(addDays(answeredOn !== null && answeredOn < lapseDay ? answeredOn : lapseDay, 1), 0));
}

const textOf = ({ value }: KnownValue) => (value === null ? null : String(value));

function targetAt(lines: readonly LineHistory[], at: Date): { ownerId: number | null } | undefined {
  return lines.map((line) => lineAt(line, at)).find(({ isActive }) => isActive);
}

/** Who looked after the company: decided by one of ours, else whoever files named, where that was somebody of ours then. */
function ownerOf(accountId: number | null, at: Moment, known: KnownThen, worlds: WorldsThen): KnownValue {
  if (accountId === null) return unknownValue;
  const named = known.ownerName(accountId, at);
  if (!named) return known.company(accountId, 'owner_id', at);
  const memberId = named.value === null ? undefined : worlds.memberNamed(String(named.value), at.at);
  return memberId === undefined ? unknownValue : { value: memberId, isSure: named.isSure };
}

/** The product of the offer taken, else the one the campaign names, among those there were. That of a deal is known only after it. */
async function readProducts(db: Db, known: KnownThen): Promise<(handed: HandedOver, at: Moment) => KnownValue> {
  const edits = Map.groupBy(await listOfferProducts(db), ({ offerId }) => offerId);
  const products = await listProductsSince(db);
  const named = new Map<string, typeof products>();
  return ({ offerId, offerProduct, leadId, handedAt }, at) => {
    if (offerId !== null) {
      const edit = edits.get(offerId)?.find(({ at }) => at > handedAt);
      const value = edit ? edit.was : offerProduct;
      if (value !== null) return { value, isSure: true };
    }
    const { value: campaign, isSure } = known.campaign(leadId, at);
    if (typeof campaign !== 'string') return unknownValue;
    const spoken = named.get(campaign) ?? products.filter(({ name }) => campaign.includes(name));
    named.set(campaign, spoken);
    const product = spoken.find(({ since }) => since <= at.day);
    return product ? { value: product.name, isSure } : unknownValue;
  };
}
