import { sql } from 'kysely';
import type { FamilyEdge } from '#core/account/family-tree.ts';
import { decidedRelations } from './family.ts';
import type { Db } from './pool.ts';

/** A company of a family as its tree shows it. */
export type FamilyTreeMember = {
  readonly accountId: number;
  readonly name: string;
  readonly ownerName: string | null;
  readonly people: number;
  readonly isTarget: boolean;
};

/** So many steps from one company to another, and so many companies, are followed. */
const stepsMax = 8;
const membersMax = 300;

/** The relations that people confirmed in the whole family of a company, by the ids of today. */
export async function familyEdges(db: Db, accountId: number): Promise<FamilyEdge[]> {
  const edges = new Map<string, FamilyEdge>();
  const seen = new Set([accountId]);
  let front = [accountId];
  for (let step = 0; step < stepsMax && front.length > 0 && seen.size < membersMax; step++) {
    const relations = await decidedRelations(db, await withFormerIds(db, front));
    const denied = new Set(relations.filter(({ state }) => state === 'denied').map(pairOf));
    const next = new Set<number>();
    for (const relation of relations) {
      const { fromId, toId, kind, state } = relation;
      if (state !== 'confirmed' || fromId === toId || kind === 'successor' || denied.has(pairOf(relation))) continue;
      edges.set(`${fromId}/${toId}/${kind}`, { fromId, toId, kind });
      for (const id of [fromId, toId]) if (!seen.has(id)) next.add(id);
    }
    front = [...next];
    for (const id of front) seen.add(id);
  }
  return [...edges.values()];
}

const pairOf = ({ fromId, toId }: Pick<FamilyEdge, 'fromId' | 'toId'>) =>
  [fromId, toId].sort((a, b) => a - b).join('/');

async function withFormerIds(db: Db, ids: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select from_id as id from entity_redirect where kind = 'account' and to_id = any(${ids}::bigint[])`.execute(db);
  return [...ids, ...rows.map(({ id }) => id)];
}

export async function familyTreeMembers(db: Db, ids: readonly number[]): Promise<Map<number, FamilyTreeMember>> {
  const { rows } = await sql<FamilyTreeMember>`
    select a.account_id as "accountId", a.name, coalesce(m.name, a.owner_name) as "ownerName", coalesce(r.person_count, 0) as people,
           coalesce(t.status = 'active', false) as "isTarget"
      from account a left join member m on m.member_id = a.owner_id left join account_rollup r using (account_id) left join target_now t using (account_id)
     where a.account_id = any(${ids}::bigint[])`.execute(db);
  return new Map(rows.map((row) => [row.accountId, row]));
}
