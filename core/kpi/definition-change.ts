import { defaultHandoverRule } from '#core/demand/handover.ts';
import { defaultStageTable } from '#core/demand/stage-table.ts';
import { defaultAgencyAnswer } from '#core/route/rule.ts';
import { defaultCalendar } from '#core/period/business-calendar.ts';
import { writtenDay } from '#core/period/day.ts';
import { periodFrom, type Period, type Span } from '#core/period/fiscal.ts';
import { writtenValue } from '#core/report/written.ts';
import type { DateText } from '#core/value/date.ts';
import type { Language, Words } from '#core/words.ts';
import { catalogue, getKpi } from './catalogue.ts';
import { measuresIn, type Kpi } from './kpi.ts';
import type { MeasureCode } from './named-measure.ts';

/** From a day on something means something else: a KPI's definition, a rule, the target list; or a figure is held to another target. */
export type DefinitionChange = {
  readonly on: DateText;
  readonly what: 'definition' | 'qualification_rule' | 'routing_rule' | 'target_list' | 'stage_table' | 'plan';
  /** The KPIs it touches; null where that is all of them. */
  readonly codes: readonly string[] | null;
  readonly version: string;
  /** What is different from that day on, and who said so; null where Mori itself did. */
  readonly whatChanged: Words;
  readonly by: string | null;
};

/** Changes of a KPI inside a window `[from, to)`: a marker is drawn at each (domain.md §10.1). */
export function markersOf(
  code: string,
  changes: readonly DefinitionChange[],
  from: DateText,
  to: DateText,
): DefinitionChange[] {
  return changes
    .filter((change) => (change.codes === null || change.codes.includes(code)) && change.on > from && change.on < to)
    .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}

/** Of the markers, those across which a figure cannot be compared: another target leaves the figure as it is. */
export function breaksOf(
  code: string,
  changes: readonly DefinitionChange[],
  from: DateText,
  to: DateText,
): DefinitionChange[] {
  return markersOf(code, changes, from, to).filter(({ what }) => what !== 'plan');
}

/** The same changes as a reader of one scope meets them: where only targets count, another list touches every KPI. */
export function changesWithin(changes: readonly DefinitionChange[], scope: string): readonly DefinitionChange[] {
  if (scope !== 'inside') return changes;
  return changes.map((change) => (change.what === 'target_list' ? { ...change, codes: null } : change));
}

/** The newest part of a window in which the KPI meant the same throughout: differences are computed on it alone. */
export function commonPart(code: string, changes: readonly DefinitionChange[], from: DateText, to: DateText): Span {
  return { from: breaksOf(code, changes, from, to).at(-1)?.on ?? from, to };
}

/**
 * What has to be said beside two periods that a change of meaning lies between (domain.md §10.1); undefined where the KPI meant
 * the same throughout. `comparedFrom` is where the common part begins, null where nothing of the earlier period is left.
 */
export function cautionOf(
  code: string,
  changes: readonly DefinitionChange[],
  before: Span,
  after: Span,
): (Words & { readonly comparedFrom: DateText | null }) | undefined {
  const last = breaksOf(code, changes, before.from, after.to).at(-1);
  if (!last) return undefined;
  const { from } = commonPart(code, changes, before.from, after.to);
  const [day, what] = [writtenDay(last.on), last.whatChanged];
  return from < before.to
    ? {
        ja: `${day}に意味が変わりました(${what.ja})。前の期間とは、それ以降だけで比べています。`,
        en: `The meaning changed on ${day} (${what.en}); compared with the period before from then on only.`,
        comparedFrom: from,
      }
    : {
        ja: `${day}に意味が変わりました(${what.ja})。前の期間とそのままは比べられません。`,
        en: `The meaning changed on ${day} (${what.en}); it cannot be compared with the period before.`,
        comparedFrom: null,
      };
}

/** Measures that the calendar and the times of hand-overs decide on. */
const timedMeasures: ReadonlySet<MeasureCode> = new Set([
  'cycles_ignored',
  'cycles_ignore_due',
  'cycles_pending',
  'cycles_followed',
  'cycles_follow_due',
  'cycles_accepted_ignored',
]);
const codesWhere = (holds: (kpi: Kpi) => boolean) => catalogue.filter(holds).map(({ code }) => code);

const timing: readonly (readonly [part: string, words: Words, unset?: unknown])[] = [
  ['rule', { ja: '返事とフォローの期限', en: 'the times for answers and follow-ups' }, defaultHandoverRule],
  ['agencyAnswer', { ja: '代理店の返事の期限', en: 'the time for answers of agencies' }, defaultAgencyAnswer],
  ['daysOff', { ja: '会社の休日', en: 'the company’s days off' }],
  ['workingDays', { ja: '出勤日', en: 'extra working days' }],
  ['spans', { ja: '営業時間', en: 'working hours' }, defaultCalendar.spans],
  ['weeklyDaysOff', { ja: '定休日', en: 'weekly days off' }, defaultCalendar.weeklyDaysOff],
];

/**
 * What a changed setting does to the meaning of KPIs; undefined for settings that only change how Mori works. Times of hand-over
 * decide what counts as ignored and as followed up, a stage table decides what every lead counts as.
 */
export function changeBySetting(
  name: string,
  before: unknown,
  after: unknown,
): Pick<DefinitionChange, 'what' | 'codes' | 'whatChanged'> | undefined {
  if (name === 'handover') {
    const changed = timing.filter(
      ([part, , unset]) => !isSame(partOf(before, part) ?? unset, partOf(after, part) ?? unset),
    );
    if (changed.length === 0) return undefined;
    const listed = (language: Language, comma: string) => changed.map(([, words]) => words[language]).join(comma);
    return {
      what: 'qualification_rule',
      codes: timedCodes(),
      whatChanged: {
        ja: `引き渡しの設定(${listed('ja', '・')})を変更`,
        en: `hand-over settings changed: ${listed('en', ', ')}`,
      },
    };
  }
  const source = stageTableOf(name);
  if (source === undefined || isSame(before ?? defaultStageTable(source), after)) return undefined;
  return {
    what: 'stage_table',
    codes: codesWhere(({ needs }) => needs.includes('cycles')),
    whatChanged: { ja: `段階の表(${source})を変更`, en: `stage table of ${source} changed` },
  };
}

const timedCodes = () => codesWhere((kpi) => measuresIn(kpi).some((code) => timedMeasures.has(code)));

/** Other working hours of members decide whether they answered in time; undefined where nobody's changed. */
export function changeByHours(
  before: Readonly<Record<string, { readonly hours: unknown }>>,
  after: Readonly<Record<string, { readonly hours: unknown }>>,
): Pick<DefinitionChange, 'what' | 'codes' | 'whatChanged'> | undefined {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...ids].filter((id) => !isSame(before[id]?.hours ?? undefined, after[id]?.hours ?? undefined));
  if (changed.length === 0) return undefined;
  return {
    what: 'routing_rule',
    codes: timedCodes(),
    whatChanged: {
      ja: `営業の勤務時間を変更(${changed.length}人)`,
      en: `working hours of ${changed.length} ${changed.length === 1 ? 'member' : 'members'} changed`,
    },
  };
}

/** A new version of what makes a lead an MQL: from then on other leads are handed over. */
export function changeByRule(
  version: string,
  reason: string,
): Pick<DefinitionChange, 'what' | 'codes' | 'version' | 'whatChanged'> {
  return {
    what: 'qualification_rule',
    codes: codesWhere(({ needs }) => needs.includes('cycles')),
    version,
    whatChanged: { ja: `MQLのルールを${version}に変更(${reason})`, en: `MQL rule changed to ${version} (${reason})` },
  };
}

/** The target list on one day: how many it had, came and went. */
export type ListDay = {
  readonly on: DateText;
  readonly before: number;
  readonly added: number;
  readonly removed: number;
};

/** Single companies come and go every week; from three a day and a tenth of the list on it is another list [P]. */
const [bulkMin, bulkShare] = [3, 0.1];

/** The marker of a day on which the target list changed in bulk; the first list changes nothing that was counted before. */
export function changeByList({ on, before, added, removed }: ListDay, version: number): DefinitionChange | undefined {
  const moved = added + removed;
  if (before === 0 || moved < bulkMin || moved < before * bulkShare) return undefined;
  const after = before + added - removed;
  return {
    on,
    what: 'target_list',
    codes: codesWhere(({ needs }) => needs.includes('targets')),
    version: String(version),
    whatChanged: {
      ja: `ターゲットリストを変更(${before}社 → ${after}社、加わった${added}社・外れた${removed}社)`,
      en: `target list changed (${before} to ${after} companies: ${added} added, ${removed} removed)`,
    },
    by: null,
  };
}

/** A target that came into force in the place of another. */
export type PlanVersion = {
  readonly on: DateText;
  readonly kpiCode: string;
  readonly periodKind: Exclude<Period['kind'], 'week'>;
  readonly from: DateText;
  readonly version: number;
  readonly before: number;
  readonly after: number;
  readonly by: string | null;
};

/** `startMonth` is the month in which the fiscal year begins; it names the period. */
export function changeByPlan(
  { on, kpiCode, periodKind, from, version, before, after, by }: PlanVersion,
  startMonth: number,
): DefinitionChange {
  const { unit } = getKpi(kpiCode);
  const { label } = periodFrom(periodKind, from, startMonth);
  const [was, is] = [writtenValue(before, unit), writtenValue(after, unit)];
  return {
    on,
    what: 'plan',
    codes: [kpiCode],
    version: String(version),
    whatChanged: {
      ja: `${label.ja}の目標を変更(${was} → ${is}${unit === 'yen' ? '千円' : ''})`,
      en: `target of ${label.en} changed (${was} to ${is}${unit === 'yen' ? ' k yen' : ''})`,
    },
    by,
  };
}

/** Whether a setting of this name can change what KPIs mean at all. */
export const decidesMeaning = (name: string) => name === 'handover' || stageTableOf(name) !== undefined;

const stageTableOf = (name: string) => /^stage_table\/(.+)$/.exec(name)?.[1];
/** Rules stored before there were classes say nothing of them. */
function partOf(value: unknown, part: string): unknown {
  const found = (value as Record<string, unknown> | undefined)?.[part];
  return part === 'rule' && found ? { ...defaultHandoverRule, ...found } : found;
}

/** Equal as stored, whatever the order of keys; a part that was never set equals an empty list. */
function isSame(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other);
}

function sorted(value: unknown): string {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return 'null';
  return JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
