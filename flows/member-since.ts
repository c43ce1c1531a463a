import { instantOf } from '#core/period/business-clock.ts';
import { sayingsOf } from '#core/observation/saying.ts';
import { listBatchesSeen } from '#db/history-rows.ts';
import type { Db } from '#db/pool.ts';
import { listFirstActivities, listFirstCells } from '#db/world-history.ts';
import { findPreset } from '#sources/recognise.ts';
import { readersOf } from './linked-rows.ts';

export type Hired = { readonly memberId: number; readonly name: string; readonly createdAt: Date };

const namingNouns: ReadonlySet<string> = new Set(['lead', 'deal', 'company']);
const evidenceFields = ['owner', 'observedOn', 'occurredOn', 'createdOn'] as const;

/**
 * Since when each member was there (decision 0024): since the login, or the first day on which files name them as owner or as whoever
 * held an activity. Only first versions of rows count: who took a record over later stood in none of them.
 */
export async function membersSince(db: Db, members: readonly Hired[], from: Date): Promise<Map<number, Date>> {
  const since = new Map(members.map(({ memberId, createdAt }) => [memberId, createdAt]));
  const late = members.filter(({ createdAt }) => createdAt > from);
  if (late.length === 0) return since;
  const firstOn = new Map<string, string>();
  const see = (name: string | undefined, day: string | undefined) => {
    if (name && day && day < (firstOn.get(name) ?? '9')) firstOn.set(name, day);
  };
  for (const { name, day } of await listFirstActivities(
    db,
    late.map((member) => member.name),
  ))
    see(name, day);
  const batches = (await listBatchesSeen(db)).filter(
    ({ preset, columns }) => namingNouns.has(findPreset(preset)!.noun) && columns.owner !== undefined,
  );
  const readers = await readersOf(
    { db },
    batches.map(({ batchId }) => batchId),
  );
  for (const { batchId, collectedOn, takenOn } of batches) {
    const reader = readers.get(batchId)!;
    const places = evidenceFields.flatMap((field) => reader.columns.get(field) ?? []);
    for (const cells of await listFirstCells(db, batchId, places)) {
      const row: string[] = [];
      for (const [index, place] of places.entries()) row[place] = cells[index] ?? '';
      const [first] = sayingsOf([{ ...reader.dates(row), collectedOn, takenOn, said: reader.owner(row) }]);
      see(first?.said, first?.from);
    }
  }
  for (const { memberId, name, createdAt } of late) {
    const day = firstOn.get(name);
    const seenAt = day === undefined ? createdAt : new Date(instantOf(day, 0));
    if (seenAt < createdAt) since.set(memberId, seenAt);
  }
  return since;
}
