import { sizeBand, type TraitName } from '#core/demand/lead-traits.ts';
import type { KnownTraits, LeadHistory } from '#core/demand/replay-rule.ts';
import { stateOf, unknownValue, type InputState, type KnownValue } from '#core/observation/known-value.ts';
import { instantOf } from '#core/period/business-clock.ts';
import { addDays } from '#core/period/day.ts';
import { remember } from '#core/text/remember.ts';
import type { StoredHistory } from '#db/lead-histories.ts';
import type { Db } from '#db/pool.ts';
import { KnownThen, type Moment, type Subject } from './known-then.ts';

/** A lead's history with how far each trait was known when it last waited. */
export type ToldHistory = LeadHistory & { readonly inputs: Readonly<Record<TraitName, InputState>> };

/** Leads with what was told of them from day to day (decision 0024); `to` is the day on which the last of them stop waiting. */
export async function readToldHistories(db: Db, stored: readonly StoredHistory[], to: string): Promise<ToldHistory[]> {
  const known = await KnownThen.read(
    db,
    stored.map(({ subject }) => subject),
  );
  return stored.map(({ subject, source, now, ...history }) => {
    const days = new Set([history.createdOn, ...known.daysOf(subject).filter((day) => day < to)]);
    const told = [...days]
      .sort()
      .map((from): KnownTraits => ({ from, traits: valuesOf(traitsOn(known, subject, source, endOf(from))) }));
    const last = traitsOn(known, subject, source, endOf(dayBefore(history.handedOn ?? to)));
    const inputs = mapTraits(last, (value, trait) => stateOf(value, now[trait]));
    return { ...history, told, inputs };
  });
}

type Traits = Readonly<Record<TraitName, KnownValue>>;

const daysMax = 10_000;
const dayBefore = remember((day: string): string => addDays(day, -1), daysMax);

/** The end of a day; the same few days are asked about for every lead. */
const endOf = remember((day: string): Moment => ({ day, at: new Date(instantOf(addDays(day, 1), 0) - 1) }), daysMax);

function traitsOn(known: KnownThen, { leadId, accountId, personId }: Subject, source: string, at: Moment): Traits {
  const campaign = known.campaign(leadId, at);
  const employees = known.company(accountId, 'employees', at);
  return {
    source: campaign.value === null ? { value: source, isSure: true } : campaign,
    industry: known.company(accountId, 'industry', at),
    prefecture: known.company(accountId, 'prefecture', at),
    size: employees.value === null ? unknownValue : { ...employees, value: sizeBand(Number(employees.value)) },
    title: known.title(personId, at),
    class: known.company(accountId, 'class', at),
  };
}

const valuesOf = (traits: Traits) => mapTraits(traits, ({ value }) => (value === null ? null : String(value)));

function mapTraits<T>(traits: Traits, of: (value: KnownValue, trait: TraitName) => T): Record<TraitName, T> {
  const { source, industry, prefecture, size, title, class: kind } = traits;
  return {
    source: of(source, 'source'),
    industry: of(industry, 'industry'),
    prefecture: of(prefecture, 'prefecture'),
    size: of(size, 'size'),
    title: of(title, 'title'),
    class: of(kind, 'class'),
  };
}
