import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { KeyIndex, keysMax } from '#core/identify/key-index.ts';

const headerBytes = 19;
/** Field count, then two lengths of four bytes with their eight bytes each. */
const tupleBytes = 26;

/** All stored look-up keys in memory; undefined when they are more than an index takes. */
export async function readKeyIndex(client: pg.ClientBase): Promise<KeyIndex | undefined> {
  const { rows } = await client.query<{ keys: number }>(
    `select count(*)::int as keys from (select 1 from identity_key limit ${keysMax + 1}) k`,
  );
  if (rows[0]!.keys > keysMax) return undefined;
  const index = new KeyIndex();
  let rest: Buffer = Buffer.alloc(0);
  let isBegun = false;
  for await (const chunk of client.query(
    copyTo('copy (select key, entity_id from identity_key) to stdout (format binary)'),
  )) {
    const bytes: Buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let at = isBegun ? 0 : headerBytes;
    if (bytes.length < at) {
      rest = bytes;
      continue;
    }
    isBegun = true;
    for (; at + tupleBytes <= bytes.length; at += tupleBytes)
      index.add(
        { high: bytes.readInt32BE(at + 6), low: bytes.readInt32BE(at + 10) },
        Number(bytes.readBigInt64BE(at + 18)),
      );
    rest = bytes.subarray(at);
  }
  return index;
}
