import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import type { Db } from '#db/pool.ts';
import { readSetting, writeSetting } from '#db/settings.ts';
import type { Transaction } from '#db/transaction.ts';

const name = 'fiscal';
type FiscalSettings = { readonly startMonth: number };

/** First month of the fiscal year, 1 to 12; April until somebody chooses otherwise (domain.md §10.2). */
export async function readFiscalStart(db: Db): Promise<number> {
  return (await readSetting<FiscalSettings>(db, name))?.startMonth ?? 4;
}

/** Refuses `fiscal_start_invalid`. Months closed before keep the year they were closed in. */
export async function writeFiscalStart(
  { db }: Transaction,
  startMonth: number,
  memberId: number | null,
): Promise<FiscalSettings> {
  if (!Number.isInteger(startMonth) || startMonth < 1 || startMonth > 12)
    throw new Refusal('fiscal_start_invalid', '会計年度の始まりは1月から12月で選んでください。', { status: 422 });
  const before = { startMonth: await readFiscalStart(db) };
  await writeSetting(db, name, { startMonth }, memberId);
  await writeAudit(db, {
    memberId,
    action: 'fiscal.change',
    subjectKind: 'setting',
    subjectId: name,
    before,
    after: { startMonth },
  });
  return { startMonth };
}
