import i18next from 'i18next';

/** What people call the system that told something; the name that an import was given stays as it is. */
export function systemName(source: string): string {
  return i18next.t(`systems.${source}`, { defaultValue: source });
}
