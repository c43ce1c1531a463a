import { sql } from 'kysely';
import type { PersonPins, PinnablePerson } from '#core/person/pin.ts';
import type { Db } from './pool.ts';

/** What people decided about these persons, by id; only those about whom something was decided. */
export async function readPersonPins(db: Db, ids: readonly number[]): Promise<Map<number, PersonPins>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ person_id: number; pins: PersonPins }>`
    select person_id, jsonb_object_agg(attribute, value) as pins
      from person_override where person_id = any(${ids}::bigint[]) group by person_id`.execute(db);
  return new Map(rows.map((row) => [row.person_id, row.pins]));
}

/** Everybody about whom something was decided. */
export async function listPinnedPeople(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('person_override').select('person_id').distinct().execute();
  return rows.map((row) => row.person_id);
}

export async function savePersonPins(
  db: Db,
  personId: number,
  pins: PersonPins,
  memberId: number | null,
): Promise<void> {
  for (const [attribute, value] of Object.entries(pins))
    await sql`insert into person_override (person_id, attribute, value, member_id)
      values (${personId}, ${attribute}, ${JSON.stringify(value)}::jsonb, ${memberId})
      on conflict (person_id, attribute) do update set value = excluded.value, member_id = excluded.member_id, at = now()`.execute(
      db,
    );
}

/** These values follow their sources again. */
export async function dropPersonPins(db: Db, personId: number, attributes: readonly PinnablePerson[]): Promise<void> {
  if (attributes.length === 0) return;
  await db
    .deleteFrom('person_override')
    .where('person_id', '=', personId)
    .where('attribute', 'in', [...attributes])
    .execute();
}
