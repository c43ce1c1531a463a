import { z } from 'zod';
import { comparableKinds, comparablePair, type ComparablePair } from '#core/measure/comparable-periods.ts';
import { ripeAfterDays } from '#core/measure/maturity.ts';
import { addMonths } from '#core/period/fiscal.ts';
import type { Words } from '#core/words.ts';
import { readFiscalStart } from '#db/fiscal-start.ts';
import { groupings, type Grouping, type LeadSelection } from '#db/lead-selection.ts';
import { readConversionDays } from '#db/waterfall-waits.ts';
import { countByMonth, readBreakdown } from '#db/waterfall.ts';
import { month, monthsOf, narrowed, narrowing, spanOf } from './lead-query.ts';
import type { World } from './world.ts';

/** What is compared: two periods, or inside and outside the target list, or two groups, in one period. */
export const subjects = ['periods', 'scope', ...groupings] as const;

export const pair = narrowing.extend({
  between: z.enum(subjects).default('periods'),
  /** The two groups; without them the largest and the next. */
  beforeKey: z.string().max(200).optional(),
  afterKey: z.string().max(200).optional(),
  /** Without months the periods are chosen by what was handed over; of this kind where one is given. */
  kind: z.enum(comparableKinds).optional(),
  beforeFrom: month.optional(),
  beforeTo: month.optional(),
  afterFrom: month.optional(),
  afterTo: month.optional(),
  /** What SFA registrations are a share of; the seed's headline case leaves it open. */
  denominator: z.enum(['mql', 'sal']).default('mql'),
});
type Pair = z.output<typeof pair>;
/** One side of a comparison; `name` and `key` where it is a group of the period. */
export type SelectedSide = {
  readonly selection: LeadSelection;
  readonly name: Words | null;
  readonly key: string | null;
};
type Sides = readonly [SelectedSide, SelectedSide];

/** The two sides asked for, what was chosen for the reader, and the groups there are to choose from. */
export async function selectSides(
  query: Pair,
  world: World,
  today: string,
): Promise<{
  sides: Sides;
  chosen: Pick<ComparablePair, 'kind' | 'because'> | null;
  groups: { key: string; name: string; mql: number }[];
}> {
  const { between } = query;
  const isGiven = query.afterFrom !== undefined && query.afterTo !== undefined;
  const proposed = isGiven && query.beforeFrom && query.beforeTo ? undefined : await propose(query, world, today);
  const chosen = isGiven || !proposed ? null : { kind: proposed.kind, because: proposed.because };
  const after = proposed
    ? spanOf(query.afterFrom, query.afterTo, proposed.after)
    : monthsOf(query.afterFrom!, query.afterTo!);
  if (between === 'periods') {
    const before = spanOf(query.beforeFrom, query.beforeTo, proposed?.before ?? after);
    const side = (span: { from: string; to: string }): SelectedSide => ({
      selection: { ...span, ...narrowed(query) },
      name: null,
      key: null,
    });
    return { sides: [side(before), side(after)], chosen, groups: [] };
  }
  const common = { ...after, ...narrowed(query) };
  if (between === 'scope') {
    const side = (scope: 'inside' | 'outside'): SelectedSide => ({
      selection: { ...common, scope },
      name: scopeNames[scope],
      key: null,
    });
    return { sides: [side('outside'), side('inside')], chosen, groups: [] };
  }
  const counted = await readBreakdown(world.database.db, common, between);
  const groups = counted.map(({ key, name, mql }) => ({ key, name, mql }));
  const known = groups.filter(({ key }) => key !== '');
  const [largest, next] = known.length > 1 ? known : groups;
  const side = (key: string): SelectedSide => ({
    selection: { ...common, groups: [...common.groups, { by: between, key }] },
    name: groupName(between, key, groups.find((group) => group.key === key)?.name),
    key,
  });
  return {
    sides: [side(query.beforeKey ?? next?.key ?? ''), side(query.afterKey ?? largest?.key ?? '')],
    chosen,
    groups,
  };
}

/** The names of two groups; periods need none, for they follow each other. */
export function namesOf([before, after]: Sides): { before: Words; after: Words } | undefined {
  return before.name && after.name ? { before: before.name, after: after.name } : undefined;
}

/** Ripe is what is older than four in five registrations took in the past year. */
async function propose({ kind }: Pair, { database: { db } }: World, today: string): Promise<ComparablePair> {
  const [handed, needed, startMonth] = await Promise.all([
    countByMonth(db, today),
    readConversionDays(db, addMonths(today, -15), addMonths(today, -3)),
    readFiscalStart(db),
  ]);
  return comparablePair(handed, today, needed.deal ?? ripeAfterDays.deal, startMonth, kind ? [kind] : undefined);
}

const scopeNames = {
  inside: { ja: 'ターゲットの中', en: 'targets' },
  outside: { ja: 'ターゲットの外', en: 'others' },
} as const;

function groupName(by: Grouping, key: string, name = key): Words {
  return key === '' ? withoutGroup[by] : { ja: name, en: name };
}

const withoutGroup: Readonly<Record<Grouping, Words>> = {
  source: { ja: '記録なし', en: 'not recorded' },
  campaign: { ja: '獲得元の記録なし', en: 'no recorded source' },
  owner: { ja: '担当なし', en: 'no owner' },
  agency: { ja: '直販(代理店なし)', en: 'direct (no agency)' },
};
