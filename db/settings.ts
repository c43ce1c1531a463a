import type { Db } from './pool.ts';

export async function readSetting<T>(db: Db, name: string): Promise<T | undefined> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value as T | undefined;
}

export async function writeSetting(db: Db, name: string, value: object, memberId: number | null): Promise<void> {
  const given = { value: JSON.stringify(value), changed_at: new Date(), changed_by: memberId };
  await db
    .insertInto('setting')
    .values({ name, ...given })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(given))
    .execute();
}
