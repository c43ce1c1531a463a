import { writeFileSync } from 'node:fs';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import type { Database } from '#db/pool.ts';
import { listLeadSources } from '#db/sfa-returns.ts';
import { fetchReturn, writeFullReturn, type ReturnEncoding } from '#flows/sfa-return.ts';
import type { Output } from '../output.ts';

type Given = {
  readonly out: string;
  readonly source: string | undefined;
  readonly encoding: string | undefined;
  readonly isFull: boolean;
};

/** `mori export return --out FILE`: what changed since it was last fetched, or with `--full` all of it. */
export async function exportReturn(database: Database, given: Given, output: Output): Promise<void> {
  const { out, isFull } = given;
  if (given.encoding !== undefined && given.encoding !== 'utf8' && given.encoding !== 'cp932')
    throw new Refusal('usage', `文字コード「${given.encoding}」は書けません。使えるもの: utf8、cp932`, {
      english: `The encoding "${given.encoding}" cannot be written. Encodings: utf8, cp932`,
    });
  const encoding = given.encoding as ReturnEncoding | undefined;
  const sources = (await listLeadSources(database.db)).map((one) => one.source);
  const source = given.source ?? (sources.length === 1 ? sources[0] : undefined);
  if (source === undefined || !sources.includes(source))
    throw new Refusal('sfa_source_missing', `どのシステムへ返すかを --source で選んでください: ${sources.join('、')}`, {
      details: { sources: sources.join(', ') },
    });
  const file = isFull
    ? await writeFullReturn(database.db, source, encoding)
    : await fetchReturn(database, source, new Date(), encoding);
  writeFileSync(out, file.bytes, { mode: 0o600 });
  await writeAudit(database.db, {
    memberId: null,
    action: 'sfa_return.fetch',
    subjectKind: 'sfa_return',
    subjectId: source,
    after: { records: file.records, isFull },
  });
  output.result({ out, source, records: file.records });
}
