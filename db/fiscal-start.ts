import { april } from '#core/period/fiscal.ts';
import type { Db } from './pool.ts';
import { readSetting } from './settings.ts';

export const fiscalSetting = 'fiscal';
export type FiscalSettings = { readonly startMonth: number };

/** First month of the fiscal year, 1 to 12; April until somebody chooses otherwise (domain.md §10.2). */
export async function readFiscalStart(db: Db): Promise<number> {
  return (await readSetting<FiscalSettings>(db, fiscalSetting))?.startMonth ?? april;
}
