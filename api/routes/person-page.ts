import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { personAttributes, readProvenance, type StoredProvenance } from '#core/account/provenance.ts';
import { pinnablePerson } from '#core/person/pin.ts';
import { allIdsOf, historyOf, rowsOf, timelineOf } from '#db/account-page.ts';
import { writeAudit } from '#db/audit.ts';
import { readFormerReach } from '#db/current-reach.ts';
import { readNamesNow } from '#db/match-sides.ts';
import { listNotes } from '#db/notes.ts';
import { listPersonPins } from '#db/person-overrides.ts';
import { inTransaction } from '#db/transaction.ts';
import { readEmployments } from '#flows/read-employments.ts';
import { splitRows } from '#flows/split-rows.ts';
import { editPerson } from '#flows/edit-person.ts';
import { undoBulkEdit } from '#flows/undo-bulk-edit.ts';
import { personPage } from '../person-page.ts';
import { isAllowed } from '../policy.ts';
import { history, splitAnswer } from '../record-page.ts';
import { route } from '../route.ts';
import { editAnswer, idParams } from './accounts.ts';
import { visiblePerson } from './people.ts';

const words = z.string().max(200).nullable().optional();

/** One person as their page shows them, and what is done to them there. */
export function registerPersonPage(app: FastifyInstance): void {
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
      const [person, employments, acquaintances, timeline, rows, notes, overrides, formerReach] = await Promise.all([
        db.selectFrom('person').selectAll().where('person_id', '=', id).executeTakeFirstOrThrow(),
        readEmployments(db, [id], actor),
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
        listPersonPins(db, id),
        readFormerReach(db, id),
      ]);
      const isAgency = actor.role === 'agency';
      return {
        person: { ...person, provenance: readProvenance(person.provenance as StoredProvenance, personAttributes) },
        employments: employments.get(id) ?? [],
        formerReach: formerReach.filter(({ accountId }) =>
          employments.get(id)?.some((one) => one.accountId === accountId),
        ),
        acquaintances,
        timeline,
        rows: isAgency ? { rows: [], total: 0 } : rows,
        notes: isAgency ? [] : notes,
        overrides: isAgency ? [] : overrides,
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
    body: z.object({ rowKeys: z.array(z.guid()).min(1).max(5_000), note: z.string().max(500).optional() }).strict(),
    response: splitAnswer,
    handler: async ({ params, body, actor, world }) => {
      const id = await visiblePerson(world, actor, params.id);
      return inTransaction(world.database, async (transaction) => {
        const result = await splitRows(transaction, 'person', id, body.rowKeys, actor.memberId, body.note);
        const names = await readNamesNow(transaction, 'person', [result.newId]);
        await writeAudit(transaction.db, {
          memberId: actor.memberId,
          action: 'person.split',
          subjectKind: 'person',
          subjectId: id,
          after: { newId: result.newId, newName: names.get(result.newId), rows: body.rowKeys.length },
        });
        return result;
      });
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/people/:id/history',
    policy: 'reviews.read',
    summary: '人物の変更履歴',
    params: idParams,
    response: history,
    handler: async ({ params, world }) => ({
      entries: await historyOf(world.database.db, 'person', params.id),
    }),
  });

  route(app, {
    method: 'PATCH',
    url: '/api/people/:id',
    policy: 'accounts.edit',
    summary: '人物の値を人が決める(取込より優先)、または取込に従わせる',
    params: idParams,
    body: z
      .object({
        name: z.string().trim().min(1).max(100).optional(),
        kana: words,
        email: words,
        phone: words,
        mobile: words,
        department: words,
        title: words,
        unpin: z.array(z.enum(pinnablePerson)).default([]),
      })
      .strict(),
    response: editAnswer,
    handler: async ({ params, body: { unpin, ...given }, actor, world }) => {
      const id = await visiblePerson(world, actor, params.id);
      const values = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      return inTransaction(world.database, (transaction) =>
        editPerson(transaction, id, { values, unpin }, actor.memberId),
      );
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/people/edits/:id/undo',
    policy: 'accounts.edit',
    summary: '人物の編集を取り消す',
    params: idParams,
    response: z.object({ restored: z.number() }),
    handler: ({ params, actor, world }) =>
      inTransaction(world.database, (transaction) => undoBulkEdit(transaction, params.id, actor.memberId)),
  });
}
