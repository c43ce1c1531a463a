import type { TFunction } from 'i18next';
import type { NamedLeaving } from '../../api/shapes.ts';
import { day } from '../parts/format.ts';
import { systemName } from '../parts/system-name.ts';

type Period = { readonly firstOn: string | null; readonly lastOn: string | null };

/** First and last day on which somebody was seen there; one day where they are the same. */
export function periodWords({ firstOn, lastOn }: Period, t: TFunction): string {
  if (firstOn === null || lastOn === null) return t('people.employments.undated');
  if (firstOn === lastOn) return t('people.employments.onDay', { on: day(firstOn) });
  return t('people.employments.period', { from: day(firstOn), to: day(lastOn) });
}

/** What says that somebody left: the source, the day, the company where they were seen since. */
export function leavingWords(left: NamedLeaving, t: TFunction): string {
  const who = left.confirmedBy;
  return [evidenceWords(left, t), who && t('people.left.confirmed', { who })].filter(Boolean).join(' · ');
}

function evidenceWords({ why, on, by, nextAccountName, source: system }: NamedLeaving, t: TFunction): string {
  const source = systemName(system);
  const company = nextAccountName ?? t('people.left.anotherCompany');
  if (why === 'undated') return t('people.left.undated', { company, source });
  if (why === 'changed') return t('people.left.changed', { company, source, by: day(by) });
  if (why === 'elsewhere') return t('people.left.elsewhere', { company, source, by: day(by) });
  if (on !== null) return t('people.left.toldDay', { source, on: day(on) });
  return by === null ? t('people.left.told', { source }) : t('people.left.toldBy', { source, by: day(by) });
}

/** The department as it is called today, with the name that the row gave; nothing where no department is known. */
export function departmentWords(
  { department, departmentNow }: { readonly department: string | null; readonly departmentNow: string | null },
  t: TFunction,
): string {
  if (department === null || departmentNow === null) return department ?? '';
  return t('account.departmentWas', { name: departmentNow, former: department });
}
