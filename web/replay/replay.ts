import type { paths } from '../api/schema.ts';

export type Start = paths['/api/replay/start']['get']['responses'][200]['content']['application/json'];
export type Replay = paths['/api/replay']['post']['responses'][200]['content']['application/json'];
export type Request = paths['/api/replay']['post']['requestBody']['content']['application/json'];
export type InputRows = paths['/api/replay/inputs/rows']['post']['responses'][200]['content']['application/json'];
export type InputRowsRequest = paths['/api/replay/inputs/rows']['post']['requestBody']['content']['application/json'];
export type Rule = Start['rule'];
export type Trait = Start['traits'][number]['trait'];
export type Hold = Rule['holds'][number];
export type Act = Start['actKinds'][number];
export type Policy = Replay['rule']['policy'];

export const presets = ['current', 'events', 'inquiry', 'noHolds'] as const;

/** Rules to begin with. */
export function presetRule(preset: (typeof presets)[number], current: Rule): Rule {
  switch (preset) {
    case 'events':
      return { ...current, acts: { ...current.acts, seminar: 40, exhibition: 40 } };
    case 'inquiry':
      return { ...current, acts: { form: 40, inquiry: 40 }, actNow: ['form'] };
    case 'noHolds':
      return { ...current, holds: [] };
    default:
      return current;
  }
}

/** The twelve months until the last one of which anything is known. */
export function lastYear(lastKnownDay: string): { from: string; to: string } {
  const date = new Date(`${lastKnownDay.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - 11);
  return { from: date.toISOString().slice(0, 7), to: lastKnownDay.slice(0, 7) };
}
