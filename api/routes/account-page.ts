import type { FastifyInstance } from 'fastify';
import { accountClass } from '#db/account-class.ts';
import { z } from 'zod';
import { declarableAttributes, isDeclaredSource } from '#core/account/declared.ts';
import { accountAttributes, readProvenance, type StoredProvenance } from '#core/account/provenance.ts';
import { allIdsOf, dealsOf, historyOf, ordersOf, productsOf, rowsOf, sitesOf, timelineOf } from '#db/account-page.ts';
import { writeAudit } from '#db/audit.ts';
import { readDeclaredSources } from '#db/declared-sources.ts';
import { formerOwnerOf } from '#db/reassignments.ts';
import { readNamesNow } from '#db/match-sides.ts';
import { listNotes } from '#db/notes.ts';
import { targetOf } from '#db/targets.ts';
import { pinnableColumns } from '#db/overrides.ts';
import { inTransaction } from '#db/transaction.ts';
import { readDealStories } from '#flows/deal-stories.ts';
import { departmentsOfPage } from '#flows/read-departments.ts';
import { readPeopleOf } from '#flows/read-employments.ts';
import { splitRows } from '#flows/split-rows.ts';
import { editAccounts } from '#flows/edit-accounts.ts';
import { accountPage } from '../account-page.ts';
import { reopenedOf } from '../deal-view.ts';
import { isAllowed } from '../policy.ts';
import { history, splitAnswer, timelineEntry } from '../record-page.ts';
import { route } from '../route.ts';
import { accountChanges, editAnswer, idParams, visibleAccount } from './accounts.ts';

/** One company as its page shows it, and what is done to it there. */
export function registerAccountPage(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/accounts/:id',
    policy: 'accounts.read',
    summary: '企業の1ページ分',
    params: idParams,
    response: accountPage,
    handler: async ({ params, actor, world }) => {
      const { db } = world.database;
      const id = await visibleAccount(world, actor, params.id);
      const seesGrossProfit = isAllowed(actor, 'gross_profit.read');
      const ids = await allIdsOf(db, 'account', id);
      const [
        account,
        rollup,
        owner,
        people,
        deals,
        orders,
        products,
        rows,
        sites,
        domains,
        notes,
        overrides,
        target,
        reviews,
        departments,
        formerOwner,
      ] = await Promise.all([
        db.selectFrom('account').selectAll().where('account_id', '=', id).executeTakeFirstOrThrow(),
        db.selectFrom('account_rollup').selectAll().where('account_id', '=', id).executeTakeFirst(),
        db
          .selectFrom('account as a')
          .leftJoin('member as m', 'm.member_id', 'a.owner_id')
          .leftJoin('account as g', 'g.account_id', 'a.agency_id')
          .leftJoin('account_rollup as r', 'r.account_id', 'a.account_id')
          .select(['m.name as ownerName', 'g.name as agencyName', accountClass.as('class')])
          .where('a.account_id', '=', id)
          .executeTakeFirst(),
        readPeopleOf(db, id, actor),
        dealsOf(db, id),
        ordersOf(db, id, { ...actor, seesGrossProfit }),
        productsOf(db, id, seesGrossProfit),
        rowsOf(db, 'account', id),
        sitesOf(db, id),
        db
          .selectFrom('account_domain')
          .select('domain')
          .where('account_id', '=', id)
          .orderBy('domain')
          .limit(50)
          .execute(),
        listNotes(db, 'account', ids),
        db
          .selectFrom('account_override as o')
          .leftJoin('member as m', 'm.member_id', 'o.member_id')
          .select(['o.attribute', 'o.at', 'm.name as memberName'])
          .where('o.account_id', 'in', ids)
          .where('o.attribute', 'in', pinnableColumns)
          .execute(),
        targetOf(db, id),
        db
          .selectFrom('review')
          .select(['left_id', 'right_id', 'reason'])
          .where('kind', '=', 'account')
          .where('state', '=', 'open')
          .where((eb) => eb.or([eb('left_id', '=', id), eb('right_id', '=', id)]))
          .limit(20)
          .execute(),
        departmentsOfPage(db, id),
        formerOwnerOf(db, id),
      ]);
      const visibleRollup = rollup
        ? { ...rollup, gross_profit_36m_yen: seesGrossProfit ? rollup.gross_profit_36m_yen : null }
        : null;
      const stories = await readDealStories(
        db,
        deals.map(({ dealId }) => dealId),
      );
      const isAgency = actor.role === 'agency';
      const provenance = readProvenance(account.provenance as StoredProvenance, accountAttributes);
      const declared = await readDeclaredSources(db);
      return {
        account: {
          ...account,
          class: owner?.class ?? account.class,
          provenance,
          declared: declarableAttributes.filter((attribute) => {
            const source = provenance[attribute]?.source;
            return source !== undefined && isDeclaredSource(declared, attribute, source);
          }),
        },
        rollup: visibleRollup,
        ownerName: owner?.ownerName ?? account.owner_name,
        agencyName: owner?.agencyName ?? null,
        formerOwner: isAgency ? null : (formerOwner ?? null),
        people,
        departments,
        deals: deals.map((deal) => ({ ...deal, reopened: reopenedOf(stories.get(deal.dealId)) })),
        orders,
        products,
        sites,
        notes: isAgency ? [] : notes,
        overrides,
        target: isAgency ? null : (target ?? null),
        domains: domains.map((row) => row.domain),
        rows: isAgency ? { rows: [], total: 0 } : rows,
        openReviews: isAgency ? [] : reviews,
        redirectedFrom: params.id === id ? null : params.id,
        seesGrossProfit,
        mayEdit: isAllowed(actor, 'accounts.edit'),
      };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/accounts/:id/timeline',
    policy: 'accounts.read',
    summary: '企業の時系列(全ソース)',
    params: idParams,
    query: z.object({
      before: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .default('9999-01-01'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ entries: z.array(timelineEntry) }),
    handler: async ({ params, query, actor, world }) => ({
      entries: await timelineOf(
        world.database.db,
        'account_id',
        await visibleAccount(world, actor, params.id),
        query.before,
        query.limit,
      ),
    }),
  });

  route(app, {
    method: 'GET',
    url: '/api/accounts/:id/history',
    policy: 'reviews.read',
    summary: '企業の変更履歴',
    params: idParams,
    response: history,
    handler: async ({ params, world }) => ({
      entries: await historyOf(world.database.db, 'account', params.id),
    }),
  });

  route(app, {
    method: 'PATCH',
    url: '/api/accounts/:id',
    policy: 'accounts.edit',
    summary: '企業の値を人が決める(取込より優先)',
    params: idParams,
    body: accountChanges.extend({
      corporate_number: z.string().trim().min(1).max(30).nullable().optional(),
      unpin: z.array(z.enum(pinnableColumns)).default([]),
    }),
    response: editAnswer,
    handler: async ({ params, body: { unpin, ...values }, actor, world }) => {
      const id = await visibleAccount(world, actor, params.id);
      return inTransaction(world.database, (transaction) =>
        editAccounts(transaction, [id], { values, unpin }, actor.memberId, '企業の編集'),
      );
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/accounts/:id/split',
    policy: 'reviews.decide',
    summary: '選んだ行を別の企業に分ける',
    params: idParams,
    body: z.object({ rowKeys: z.array(z.guid()).min(1).max(5_000), note: z.string().max(500).optional() }).strict(),
    response: splitAnswer,
    handler: async ({ params, body, actor, world }) => {
      const id = await visibleAccount(world, actor, params.id);
      return inTransaction(world.database, async (transaction) => {
        const result = await splitRows(transaction, 'account', id, body.rowKeys, actor.memberId, body.note);
        const names = await readNamesNow(transaction, 'account', [result.newId]);
        await writeAudit(transaction.db, {
          memberId: actor.memberId,
          action: 'account.split',
          subjectKind: 'account',
          subjectId: id,
          after: { newId: result.newId, newName: names.get(result.newId), rows: body.rowKeys.length },
        });
        return result;
      });
    },
  });
}
