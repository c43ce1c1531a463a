import { parseDepartment } from '#core/company/department.ts';
import { parsePersonName } from './name.ts';
import type { GoldenPerson } from './survive.ts';
import { parseTitle } from './title.ts';

/** Values of a person that somebody of ours may decide; they beat every file until the decision is taken back. */
export const pinnablePerson = ['name', 'kana', 'email', 'phone', 'mobile', 'department', 'title'] as const;
export type PinnablePerson = (typeof pinnablePerson)[number];
export type PersonPins = Readonly<Partial<Record<PinnablePerson, string | null>>>;

/** Puts decided values over those of files; files go on competing beneath them. A name is never emptied. */
export function pinPerson(golden: GoldenPerson, pins: PersonPins): void {
  const { values } = golden;
  const attributes = Object.keys(pins) as PinnablePerson[];
  golden.pinned = new Set(attributes);
  for (const attribute of attributes) {
    const value = pins[attribute] ?? undefined;
    if (attribute === 'name') {
      const name = value === undefined ? undefined : parsePersonName({ full: value });
      if (name)
        Object.assign(values, {
          name: name.display,
          family: name.family,
          given: name.given,
          nameKey: name.key,
          isNameGuess: false,
        });
    } else if (attribute === 'department') {
      assign(values, { department: value, departmentFunction: value && parseDepartment(value)?.function });
    } else if (attribute === 'title') {
      const title = value ? parseTitle(value) : undefined;
      assign(values, { title: value, titleRank: title?.rank, band: title?.band });
    } else assign(values, { [attribute]: value });
  }
}

function assign(values: GoldenPerson['values'], given: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) delete values[name as keyof typeof values];
    else Object.assign(values, { [name]: value });
  }
}
