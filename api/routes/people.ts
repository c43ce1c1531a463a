import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { personAttributes, readProvenance, type StoredProvenance } from '#core/account/provenance.ts';
import { Refusal } from '#core/refusal.ts';
import { allIdsOf, rowsOf, timelineOf } from '#db/account-page.ts';
import { writeAudit } from '#db/audit.ts';
import { listNotes } from '#db/notes.ts';
import { isPersonVisible, listPeople } from '#db/people.ts';
import { personFields, personFilter, type PersonField } from '#db/person-filter.ts';
import { inTransaction } from '#db/transaction.ts';
import { visibleTo } from '#db/visible.ts';
import { requireEntity, splitRows } from '#flows/decide-match.ts';
import { parseFilter } from '../filter-query.ts';
import { isAllowed, type Actor } from '../policy.ts';
import { personPage } from '../person-page.ts';
import { splitAnswer } from '../record-page.ts';
import { route } from '../route.ts';
import type { World } from '../world.ts';
import { idParams } from './accounts.ts';

const listQuery = z.object({
  filter: z.string().max(20_000).optional(),
  search: z.string().max(200).optional(),
  accountId: z.coerce.number().int().optional(),
  sort: z.enum(Object.keys(personFields) as [PersonField, ...PersonField[]]).default('name'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
type Affiliation = z.output<typeof personPage>['affiliations'][number];
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
});

export function registerPeople(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/people',
    policy: 'accounts.read',
    summary: '人物の一覧。絞り込み・検索・並べ替え・ページ',
    query: listQuery,
    response: z.object({ rows: z.array(personRow), total: z.number() }),
    handler: ({ query, actor, world }) =>
      listPeople(world.database.db, { ...query, filter: parseFilter(personFilter, query.filter) }, actor),
  });

  route(app, {
    method: 'GET',
    url: '/api/people/:id',
    policy: 'accounts.read',
    summary: '人物の1ページ分',
    params: idParams,
    response: personPage,
    handler: async ({ params, actor, world }) => {
      const { db } = world.database;
      const id = await visiblePerson(world, actor, params.id);
      const ids = await allIdsOf(db, 'person', id);
      const [person, affiliations, acquaintances, timeline, rows, notes] = await Promise.all([
        db.selectFrom('person').selectAll().where('person_id', '=', id).executeTakeFirstOrThrow(),
        sql<Affiliation>`select f.account_id as "accountId", a.name as "accountName", f.department, f.title, f.observed_on as "observedOn", f.source from affiliation f join account a using (account_id) where f.person_id = ${id} and ${visibleTo(actor)} order by f.observed_on desc nulls last`.execute(
          db,
        ),
        db
          .selectFrom('acquaintance')
          .select(['member_name as memberName', 'source', 'last_on as lastOn'])
          .where('person_id', '=', id)
          .orderBy('last_on', 'desc')
          .limit(50)
          .execute(),
        timelineOf(db, 'person_id', id, '9999-01-01', 100),
        rowsOf(db, 'person', id),
        listNotes(db, 'person', ids),
      ]);
      const isAgency = actor.role === 'agency';
      return {
        person: { ...person, provenance: readProvenance(person.provenance as StoredProvenance, personAttributes) },
        affiliations: affiliations.rows,
        acquaintances,
        timeline,
        rows: isAgency ? { rows: [], total: 0 } : rows,
        notes: isAgency ? [] : notes,
        overrides: [],
        redirectedFrom: params.id === id ? null : params.id,
        mayEdit: isAllowed(actor, 'accounts.edit'),
      };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/people/:id/split',
    policy: 'reviews.decide',
    summary: '選んだ行を別の人物に分ける',
    params: idParams,
    body: z.object({ rowKeys: z.array(z.uuid()).min(1).max(5_000), note: z.string().max(500).optional() }).strict(),
    response: splitAnswer,
    handler: async ({ params, body, actor, world }) => {
      const id = await visiblePerson(world, actor, params.id);
      return inTransaction(world.database, async (transaction) => {
        const result = await splitRows(transaction, 'person', id, body.rowKeys, actor.memberId, body.note);
        await writeAudit(transaction.db, {
          memberId: actor.memberId,
          action: 'person.split',
          subjectKind: 'person',
          subjectId: id,
          after: { newId: result.newId },
        });
        return result;
      });
    },
  });
}

/** An agency sees the people of its own accounts only. */
export async function visiblePerson(world: World, actor: Actor, id: number): Promise<number> {
  const target = await requireEntity({ db: world.database.db }, 'person', id);
  if (await isPersonVisible(world.database.db, target, actor)) return target;
  throw new Refusal('person_not_found', `人物 ${id} は見つかりません。`, { status: 404 });
}
