import { appointmentStatuses, appointmentStatusOf, appointmentStatusWords } from '#core/appointment/status.ts';
import { dealStates, type DealState } from '#core/demand/deal-state.ts';
import { lostReasonOf, opportunityTypeOf } from '#core/demand/deal-words.ts';
import { activityTypeOf, dealStateOf } from '#core/demand/words.ts';
import type { ActivitySeen, ActivityType, AppointmentSeen, Fact } from '#core/observation/observation.ts';
import type { CellReader } from './read-cells.ts';

/** What a row tells beside who it is about. */
export const cardExchange = (on: string): ActivitySeen => ({ kind: 'activity', type: 'card', subject: '名刺交換', on });

export function readDeal(reader: CellReader): Fact | undefined {
  const stage = reader.text('dealStage') ?? '';
  const name =
    reader.text('dealName') ?? [reader.text('companyName'), reader.text('product')].filter(Boolean).join(' ');
  if (name === '' && stage === '' && !reader.key('dealKey')) return undefined;
  const staged: DealState = dealStates.find((word) => word === stage) ?? dealStateOf(stage);
  const lostNote = reader.text('lostReason');
  const lostReason = lostReasonOf(lostNote, staged, stage);
  // Systems that know only one end without a win tell by its reason that nobody decided.
  const state: DealState = staged === 'lost' && lostReason === 'no_decision' ? 'no_decision' : staged;
  const amountYen = reader.money('amount');
  return {
    kind: 'deal',
    name: name || reader.key('dealKey')!,
    stage,
    state,
    postponedUntil: state === 'postponed' ? reader.date('postponedUntil') : undefined,
    amountYen,
    oneOffYen: reader.partOf('oneOffAmount', amountYen),
    opportunityType: opportunityTypeOf(reader.text('opportunityType') ?? ''),
    lostReason,
    lostNote: state === 'lost' || state === 'no_decision' ? lostNote : undefined,
    termMonths: reader.termMonths('contractTerm'),
    createdOn: reader.date('createdOn'),
    closedOn: reader.date('closedOn'),
    product: reader.text('product'),
    leadSource: reader.text('leadSource'),
  };
}

export function readOrder(reader: CellReader): Fact {
  const revenueYen = reader.money('orderRevenue');
  const cost = reader.money('cost');
  const grossProfitYen =
    reader.money('grossProfit') ?? (revenueYen !== undefined && cost !== undefined ? revenueYen - cost : undefined);
  return {
    kind: 'order',
    orderNumber: reader.key('orderKey'),
    orderedOn: reader.date('orderedOn'),
    product: reader.text('product'),
    quantity: reader.count('quantity'),
    revenueYen,
    grossProfitYen,
  };
}

export function readActivity(reader: CellReader): ActivitySeen | undefined {
  const on = reader.date('occurredOn');
  if (on === undefined) return undefined;
  const campaign = reader.text('campaign');
  const subject = reader.text('subject') ?? campaign;
  const told = activityTypeOf(reader.text('activityType') ?? '');
  const type = told === 'other' || told === 'task' ? higher(activityTypeOf(subject ?? ''), told) : told;
  const appointment = readAppointment(reader, type);
  return {
    kind: 'activity',
    type: appointment && type === 'other' ? 'meeting' : type,
    subject: [subject, reader.text('attendance')].filter(Boolean).join(' / ') || undefined,
    on,
    ...(appointment ? { appointment } : {}),
  };
}

/** Visits and meetings of a file that tells what became of them; calls and mails are none, whatever their status. */
function readAppointment(reader: CellReader, type: ActivityType): AppointmentSeen | undefined {
  if (!reader.has('appointmentStatus') || !['visit', 'meeting', 'other'].includes(type)) return undefined;
  const choices = appointmentStatuses.map((status) => appointmentStatusWords[status]);
  const status = reader.word('appointmentStatus', appointmentStatusOf, choices);
  if (status === undefined && type === 'other') return undefined;
  return { status: status ?? 'unknown', setOn: reader.date('createdOn'), setBy: reader.colleague('setBy') };
}

const higher = (found: ActivitySeen['type'], otherwise: ActivitySeen['type']) =>
  found === 'other' ? otherwise : found;

export function readLead(reader: CellReader): Fact {
  const campaign = reader.text('campaign');
  const on = reader.date('occurredOn');
  const isSeminar = reader.has('occurredOn') || reader.has('attendance');
  const type = activityTypeOf(campaign ?? '');
  return {
    kind: 'lead',
    status: reader.text('leadStatus'),
    leadSource: reader.text('leadSource'),
    campaign,
    createdOn: reader.date('createdOn') ?? on,
    mqlOn: reader.date('mqlOn'),
    handoverOn: reader.date('handoverOn'),
    salOn: reader.date('salOn'),
    sqlOn: reader.date('sqlOn'),
    dealOn: reader.date('dealOn'),
    rejectReason: reader.text('rejectReason'),
    dealKey: reader.key('convertedDealKey'),
    activity:
      isSeminar && on
        ? {
            kind: 'activity',
            type: type === 'exhibition' ? 'exhibition' : 'seminar',
            subject: [campaign, reader.text('attendance')].filter(Boolean).join(' / ') || undefined,
            on,
          }
        : undefined,
  };
}

export function readMember(reader: CellReader): Fact | undefined {
  const name =
    reader.text('personName') ??
    ([reader.text('familyName'), reader.text('givenName')].filter(Boolean).join(' ') || undefined);
  return name === undefined
    ? undefined
    : {
        kind: 'member',
        name,
        email: reader.emails('email')[0]?.address,
        department: reader.text('department'),
        title: reader.text('title'),
      };
}

export function readProduct(reader: CellReader): Fact | undefined {
  const name = reader.text('product');
  return name === undefined
    ? undefined
    : { kind: 'product', name, series: reader.text('productSeries'), priceYen: reader.money('amount') };
}
