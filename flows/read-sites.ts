import { sql } from 'kysely';
import { siteOf } from '#core/company/site.ts';
import { type SiteLine, sitesOf } from '#db/account-page.ts';
import type { Db } from '#db/pool.ts';
import { readRowsOf } from './linked-rows.ts';

/** A site of a company with those who work there. */
export type SiteWithPeople = SiteLine & {
  readonly people: readonly { readonly personId: number; readonly name: string }[];
};

/** The newest rows of people of one company tell who sits where; older ones of a very large one are not asked. */
const rowsMax = 5_000;

/** The sites of a company; whoever works at it today stands at the site that the newest of their rows names. */
export async function readSites(db: Db, accountId: number): Promise<SiteWithPeople[]> {
  const sites = await sitesOf(db, accountId);
  if (sites.length === 0) return [];
  const { rows } = await sql<{ row_key: string; person_id: number; name: string }>`
    select l.row_key, p.person_id, p.name from row_link l join person p on p.person_id = l.person_id and p.account_id = l.account_id
     where l.account_id = ${accountId} and l.role = 'main' order by l.row_key limit ${rowsMax}`.execute(db);
  const personOf = new Map(rows.map((row) => [row.row_key, row]));
  const facts = await readRowsOf({ db }, [...personOf.keys()]);
  const seat = new Map<number, { readonly site: string; readonly on: string; readonly name: string }>();
  for (const { observation } of facts) {
    const site = observation.company && siteOf(observation.company);
    const person = personOf.get(observation.row.key);
    if (site === undefined || !person) continue;
    const on = observation.observedOn ?? '';
    const held = seat.get(person.person_id);
    if (!held || held.on <= on) seat.set(person.person_id, { site, on, name: person.name });
  }
  const bySite = Map.groupBy(seat, ([, { site }]) => site);
  return sites.map((line) => ({
    ...line,
    people: (bySite.get(line.name) ?? [])
      .map(([personId, { name }]) => ({ personId, name }))
      .sort((one, other) => one.personId - other.personId),
  }));
}
