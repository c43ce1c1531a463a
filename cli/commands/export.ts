import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '#core/refusal.ts';
import { todayJst } from '#core/period/day.ts';
import type { Database } from '#db/pool.ts';
import { exportAccounts, exportLinks, exportPeople, exportTargets } from '#flows/export.ts';
import type { Output } from '../output.ts';

/** `mori export WHAT --out FILE`: the operator at the machine sees everything. It is written piece by piece, however much it is. */
export async function exportTo(database: Database, what: string, out: string, output: Output): Promise<void> {
  const viewer = { memberId: 0, role: 'admin', agencyAccountId: null, seesGrossProfit: true };
  const context = { memberId: 0, department: null, today: todayJst(new Date()) };
  const all = Number.POSITIVE_INFINITY;
  const makers: Record<string, () => AsyncGenerator<string> | Promise<AsyncGenerator<string>>> = {
    accounts: () => exportAccounts(database, {}, context, viewer, output.language, all),
    people: () => exportPeople(database, {}, viewer, output.language, all),
    links: () => exportLinks(database),
    targets: () => exportTargets(database, output.language),
  };
  const make = makers[what];
  if (!make)
    throw new Refusal('export_unknown', `「${what}」は書き出せません。使えるもの: ${Object.keys(makers).join('、')}`, {
      english: `"${what}" cannot be exported. What can: ${Object.keys(makers).join(', ')}`,
    });
  let lines = -1;
  const pieces = await make();
  const counted = async function* () {
    for await (const piece of pieces) {
      lines += piece.split('\r\n').length - 1;
      yield piece;
    }
  };
  await pipeline(Readable.from(counted(), { objectMode: false }), createWriteStream(out, { mode: 0o600 }));
  output.result({ out, lines });
}
