import type { Level, Settings } from './model.ts';
import { weightOf } from './score.ts';

/** What a level's number is: its weight in bits, or where the value's own frequency tells u, its share of true links (m). */
export type LevelUnit = 'bits' | 'share';
/** A new number for one level of one comparison, in the unit of that level. */
export type LevelChange = { readonly comparison: string; readonly level: string; readonly value: number };
export type ThresholdName = keyof Settings['thresholds'];
/** What people change of a model; what is not named stays. Thresholds in bits. */
export type SettingsChange = {
  readonly thresholds?: Readonly<Partial<Record<ThresholdName, number | undefined>>> | undefined;
  readonly levels?: readonly LevelChange[] | undefined;
};
/** A number that may not be what was asked for, and between what it has to lie. */
export type SettingsProblem = {
  readonly code: 'model_level_unknown' | 'model_out_of_range';
  /** `auto`, or `name/core`. */
  readonly name: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
};
export type LevelDifference = {
  readonly comparison: string;
  readonly level: string;
  readonly unit: LevelUnit;
  readonly before: number;
  readonly after: number;
};
export type SettingsDifference = {
  readonly thresholds: readonly { readonly name: ThresholdName; readonly before: number; readonly after: number }[];
  readonly levels: readonly LevelDifference[];
};

export const thresholdNames = ['auto', 'review', 'margin'] as const satisfies readonly ThresholdName[];
const shareMin = 1e-4;
const bitsMax = 30;

/** In what a level is edited: its m where its u is the frequency of the value, else its bits. */
export function unitOf({ u }: Level): LevelUnit {
  return u === 'term' ? 'share' : 'bits';
}

/** The number of a level that people edit, in its unit. */
export function numberOf(level: Level): number {
  return unitOf(level) === 'share' ? level.m! : weightOf(level);
}

/**
 * Between what a threshold may lie, in bits: without asking from p = .9 to .9999, a question from p = .1 to .9 and a bit below what
 * is joined without asking.
 */
export function thresholdBounds(name: ThresholdName, auto: number): { readonly min: number; readonly max: number } {
  if (name === 'auto') return { min: rounded(Math.log2(9)), max: rounded(Math.log2(9_999)) };
  if (name === 'review') return { min: -rounded(Math.log2(9)), max: Math.min(rounded(Math.log2(9)), auto - 1) };
  return { min: 0, max: 10 };
}

/**
 * Between what a level's number may lie. What speaks for one entity as Mori comes may not speak against it, nor the other way
 * round; bits beside a known u go no further than every link looking like this (m = 1).
 */
export function levelBounds(shipped: Level): { readonly min: number; readonly max: number } {
  if (unitOf(shipped) === 'share') return { min: shareMin, max: 1 };
  const start = weightOf(shipped);
  const most = typeof shipped.u === 'number' ? Math.log2(1 / shipped.u) : (shipped.bitsMax ?? bitsMax);
  return { min: start > 0 ? 0 : -bitsMax, max: start < 0 ? 0 : Math.floor(Math.max(start, most) * 100) / 100 };
}

/** What of a change may not be: levels that do not exist, numbers out of bounds. `shipped` are the settings as Mori comes. */
export function problemsOf(settings: Settings, change: SettingsChange, shipped: Settings): SettingsProblem[] {
  const problems: SettingsProblem[] = [];
  const thresholds = { ...settings.thresholds, ...given(change.thresholds) };
  for (const name of thresholdNames) {
    const { min, max } = thresholdBounds(name, thresholds.auto);
    const value = thresholds[name];
    if (!isWithin(value, min, max)) problems.push({ code: 'model_out_of_range', name, value, min, max });
  }
  for (const { comparison, level, value } of change.levels ?? []) {
    const name = `${comparison}/${level}`;
    const known = shipped.levels[comparison]?.find(({ code }) => code === level);
    if (!known) {
      problems.push({ code: 'model_level_unknown', name, value, min: 0, max: 0 });
      continue;
    }
    const { min, max } = levelBounds(known);
    if (!isWithin(value, min, max)) problems.push({ code: 'model_out_of_range', name, value, min, max });
  }
  return problems;
}

/** A tenth of a bit more or less is what a screen shows as the bound. */
const isWithin = (value: number, min: number, max: number) =>
  Number.isFinite(value) && value >= min - 0.05 && value <= max + 0.05;

/** The settings with a change made. The weakest link that may join two clusters of a list follows the threshold. */
export function changeSettings(settings: Settings, change: SettingsChange): Settings {
  const thresholds = { ...settings.thresholds, ...given(change.thresholds) };
  const changes = new Map((change.levels ?? []).map((one) => [`${one.comparison}/${one.level}`, one.value]));
  return {
    ...settings,
    thresholds,
    guard: { ...settings.guard, edge: thresholds.auto },
    levels: Object.fromEntries(
      Object.entries(settings.levels).map(([comparison, levels]) => [
        comparison,
        levels.map((level) => withValue(level, changes.get(`${comparison}/${level.code}`))),
      ]),
    ),
  };
}

function withValue(level: Level, value: number | undefined): Level {
  if (value === undefined) return level;
  if (level.u === 'term') return { ...level, m: Math.min(1, value) };
  if (typeof level.u === 'number') return { ...level, m: Math.min(1, level.u * 2 ** value) };
  return { ...level, bits: value };
}

/** What stands otherwise in `after`, in the order of the model; what differs by less than a hundredth does not. */
export function differencesOf(before: Settings, after: Settings): SettingsDifference {
  return {
    thresholds: thresholdNames.flatMap((name) => {
      const [was, is] = [before.thresholds[name], after.thresholds[name]];
      return Math.abs(was - is) < 0.005 ? [] : [{ name, before: was, after: is }];
    }),
    levels: Object.entries(after.levels).flatMap(([comparison, levels]) =>
      levels.flatMap((level): LevelDifference[] => {
        const old = before.levels[comparison]?.find(({ code }) => code === level.code);
        if (!old) return [];
        const [was, is] = [numberOf(old), numberOf(level)];
        const unit = unitOf(level);
        if (Math.abs(was - is) < (unit === 'bits' ? 0.005 : 0.0005)) return [];
        return [{ comparison, level: level.code, unit, before: tidy(was), after: tidy(is) }];
      }),
    ),
  };
}

/**
 * Stored numbers on the levels of this Mori: a level that was not there yet when they were stored has its number as Mori comes,
 * and caps are always those of today. So is a limit of the guard that was not there yet.
 */
export function onLevelsOfToday(shipped: Settings, stored: Settings): Settings {
  const levels = Object.entries(shipped.levels).map(([comparison, own]) => [
    comparison,
    own.map((level) => {
      const known = stored.levels[comparison]?.find(({ code }) => code === level.code);
      return known && unitOf(known) === unitOf(level) ? { ...level, ...numbersOf(known) } : level;
    }),
  ]);
  const guard = { ...shipped.guard, ...stored.guard };
  return { ...shipped, ...stored, guard, levels: Object.fromEntries(levels) };
}

function numbersOf({ m, u, bits }: Level): Partial<Level> {
  return {
    ...(m === undefined ? {} : { m }),
    ...(u === undefined ? {} : { u }),
    ...(bits === undefined ? {} : { bits }),
  };
}

function given(thresholds: SettingsChange['thresholds']): Partial<Settings['thresholds']> {
  return Object.fromEntries(Object.entries(thresholds ?? {}).filter(([, value]) => value !== undefined));
}

/** Without the last digits that m = u · 2^bits leaves. */
function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function rounded(bits: number): number {
  return Math.round(bits * 100) / 100;
}
