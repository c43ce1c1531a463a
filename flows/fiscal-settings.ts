import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { fiscalSetting, readFiscalStart, type FiscalSettings } from '#db/fiscal-start.ts';
import { writeSetting } from '#db/settings.ts';
import type { Transaction } from '#db/transaction.ts';

/** Refuses `fiscal_start_invalid`. Months closed before keep the year they were closed in. */
export async function writeFiscalStart(
  { db }: Transaction,
  startMonth: number,
  memberId: number | null,
): Promise<FiscalSettings> {
  if (!Number.isInteger(startMonth) || startMonth < 1 || startMonth > 12)
    throw new Refusal('fiscal_start_invalid', '会計年度の始まりは1月から12月で選んでください。', { status: 422 });
  const before = { startMonth: await readFiscalStart(db) };
  await writeSetting(db, fiscalSetting, { startMonth }, memberId);
  await writeAudit(db, {
    memberId,
    action: 'fiscal.change',
    subjectKind: 'setting',
    subjectId: fiscalSetting,
    before,
    after: { startMonth },
  });
  return { startMonth };
}
