import { writeFileSync } from 'node:fs';
import { Refusal } from '#core/refusal.ts';
import { todayJst } from '#core/period/day.ts';
import type { Db } from '#db/pool.ts';
import { exportAccounts, exportLinks, exportPeople, exportTargets } from '#flows/export.ts';
import type { Output } from '../output.ts';

/** What one text can hold. */
const rowsMax = 2_000_000;

/** `mori export WHAT --out FILE`: the operator at the machine sees everything. */
export async function exportTo(db: Db, what: string, out: string, output: Output): Promise<void> {
  const viewer = { memberId: 0, role: 'admin', agencyAccountId: null, seesGrossProfit: true };
  const makers: Record<string, () => Promise<string>> = {
    accounts: () =>
      exportAccounts(db, {}, { memberId: 0, department: null, today: todayJst(new Date()) }, viewer, rowsMax),
    people: () => exportPeople(db, {}, viewer, rowsMax),
    links: () => exportLinks(db),
    targets: () => exportTargets(db),
  };
  const make = makers[what];
  if (!make)
    throw new Refusal('export_unknown', `「${what}」は書き出せません。使えるもの: ${Object.keys(makers).join('、')}`);
  const text = await make();
  writeFileSync(out, text, { mode: 0o600 });
  output.result({ out, lines: text.split('\r\n').length - 2 });
}
