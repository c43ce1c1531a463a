import { decidesMeaning } from '#core/kpi/definition-change.ts';
import { recordSettingChange } from './definition-changes.ts';
import type { Db } from './pool.ts';

export async function readSetting<T>(db: Db, name: string): Promise<T | undefined> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value as T | undefined;
}

/** Keeps a setting. One that changes what a KPI means leaves its marker in the same breath, so that no door can forget it. */
export async function writeSetting(db: Db, name: string, value: object, memberId: number | null): Promise<void> {
  const now = new Date();
  if (decidesMeaning(name)) await recordSettingChange(db, name, await readSetting(db, name), value, memberId, now);
  const given = { value: JSON.stringify(value), changed_at: now, changed_by: memberId };
  await db
    .insertInto('setting')
    .values({ name, ...given })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(given))
    .execute();
}
