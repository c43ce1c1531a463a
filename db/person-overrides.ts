import { type RawBuilder, sql } from 'kysely';
import type { PersonPins, PinnablePerson } from '#core/person/pin.ts';
import type { Db } from './pool.ts';

/** What people decided about these persons: about themselves, else about who went into them, the latest first. */
function pinsOf(ids: readonly number[]): RawBuilder<unknown> {
  return sql`(
    select distinct on (led.person_id, p.attribute) led.person_id, p.attribute, p.value, p.member_id, p.at
      from (select id as person_id, id as from_id from unnest(${ids}::bigint[]) id
            union all select to_id, from_id from entity_redirect where kind = 'person' and to_id = any(${ids}::bigint[])) led
      join person_override p on p.person_id = led.from_id
     order by led.person_id, p.attribute, led.person_id <> led.from_id, p.at desc, led.from_id) pins`;
}

/** The values that people decided about these persons, by id; only those about whom something was decided. */
export async function readPersonPins(db: Db, ids: readonly number[]): Promise<Map<number, PersonPins>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ person_id: number; pins: PersonPins }>`
    select person_id, jsonb_object_agg(attribute, value) as pins from ${pinsOf(ids)} group by person_id`.execute(db);
  return new Map(rows.map((row) => [row.person_id, row.pins]));
}

/** Who decided which value of a person, and when. */
export async function listPersonPins(
  db: Db,
  id: number,
): Promise<{ attribute: string; at: Date; memberName: string | null }[]> {
  const { rows } = await sql<{ attribute: string; at: Date; memberName: string | null }>`
    select pins.attribute, pins.at, m.name as "memberName" from ${pinsOf([id])} left join member m using (member_id) order by 1`.execute(
    db,
  );
  return rows;
}

/** What was decided about a person themselves and about each who went into them. */
export async function readOwnPins(db: Db, id: number): Promise<{ readonly id: number; readonly pins: PersonPins }[]> {
  const { rows } = await sql<{ id: number; pins: PersonPins }>`
    select person_id as id, jsonb_object_agg(attribute, value) as pins from person_override
     where person_id = ${id} or person_id in (select from_id from entity_redirect where kind = 'person' and to_id = ${id})
     group by 1 order by 1`.execute(db);
  return rows;
}

/** Everybody about whom something was decided, as they are now. */
export async function listPinnedPeople(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct coalesce(r.to_id, o.person_id) as id from person_override o
      left join entity_redirect r on r.kind = 'person' and r.from_id = o.person_id`.execute(db);
  return rows.map(({ id }) => id);
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

/** These values of a person follow their sources again, whoever of those who are one now they were decided about. */
export async function dropPersonPins(db: Db, personId: number, attributes: readonly PinnablePerson[]): Promise<void> {
  if (attributes.length === 0) return;
  await sql`delete from person_override where attribute = any(${[...attributes]}::text[])
     and (person_id = ${personId} or person_id in (select from_id from entity_redirect where kind = 'person' and to_id = ${personId}))`.execute(
    db,
  );
}
