import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { isPersonVisible, listPeople } from '#db/people.ts';
import { personFields, personFilter, type PersonField } from '#db/person-filter.ts';
import { departmentScope } from '#flows/read-departments.ts';
import { requireEntity } from '#flows/require-entity.ts';
import { parseFilter } from '../filter-query.ts';
import type { Actor } from '../policy.ts';
import { route } from '../route.ts';
import type { World } from '../world.ts';

const listQuery = z.object({
  filter: z.string().max(20_000).optional(),
  search: z.string().max(200).optional(),
  accountId: z.coerce.number().int().optional(),
  departmentId: z.coerce.number().int().optional(),
  sort: z.enum(Object.keys(personFields) as [PersonField, ...PersonField[]]).default('name'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const personRow = z.object({
  personId: z.number(),
  name: z.string(),
  kana: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  mobile: z.string().nullable(),
  department: z.string().nullable(),
  function: z.string().nullable(),
  title: z.string().nullable(),
  band: z.string().nullable(),
  accountId: z.number().nullable(),
  accountName: z.string().nullable(),
  mayMail: z.boolean().nullable(),
  hasLeft: z.boolean(),
  isRoleAddress: z.boolean(),
  bounces: z.boolean(),
});

export function registerPeople(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/people',
    policy: 'accounts.read',
    summary: '人物の一覧。絞り込み・検索・並べ替え・ページ',
    query: listQuery,
    response: z.object({ rows: z.array(personRow), total: z.number() }),
    handler: async ({ query: { departmentId, ...query }, actor, world }) => {
      const { db } = world.database;
      const scope = { ...query, ...(await departmentScope(db, departmentId)) };
      return listPeople(db, { ...scope, filter: parseFilter(personFilter, query.filter) }, actor);
    },
  });
}

/** An agency sees the people of its own accounts only. */
export async function visiblePerson(world: World, actor: Actor, id: number): Promise<number> {
  const target = await requireEntity({ db: world.database.db }, 'person', id);
  if (await isPersonVisible(world.database.db, target, actor)) return target;
  throw new Refusal('person_not_found', `人物 ${id} は見つかりません。`, { status: 404 });
}
