import holidays from '@holiday-jp/holiday_jp';
import type { DateText } from '#core/value/date.ts';

const names: Readonly<Record<string, { readonly name: string }>> = holidays.holidays;

/** Years the table covers; days outside count as no holiday. Equinoxes not yet announced are computed. */
export const holidayYears = { from: 1970, to: 2050 } as const;

/** Japanese name of a public holiday, 振替休日 and 国民の休日 included; undefined on any other day. */
export function publicHoliday(day: DateText): string | undefined {
  return names[day]?.name;
}
