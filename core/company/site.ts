import type { CompanySeen } from '#core/observation/observation.ts';

/** The site of the company that a row names: in a column of its own, else behind the company's name (ABC商事 東京支店). */
export function siteOf({ site, name }: Pick<CompanySeen, 'site' | 'name'>): string | undefined {
  return site ?? name?.site;
}
