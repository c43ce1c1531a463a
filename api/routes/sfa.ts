import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { returnFields } from '#core/demand/sfa-return.ts';
import { writeAudit } from '#db/audit.ts';
import { writeSetting } from '#db/settings.ts';
import { listLeadSources, listReturns } from '#db/sfa-returns.ts';
import { inTransaction } from '#db/transaction.ts';
import { readAcceptanceTruth } from '#flows/follow-sfa.ts';
import {
  makeSfaReturns,
  readReturnHeader,
  readReturnLayout,
  writeFullReturn,
  writeReturn,
  type ReturnFile,
} from '#flows/sfa-return.ts';
import { csv, route } from '../route.ts';

const encoding = z.enum(['utf8', 'cp932']);
const sourceName = z.string().regex(/^[a-z0-9_-]{1,40}$/);
const layout = z
  .object({ encoding, columns: z.partialRecord(z.enum(returnFields), z.string().trim().max(80)).default({}) })
  .strict();

const acceptance = z.object({ truth: z.enum(['mori', 'sfa']) }).strict();

export function registerSfa(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/sfa',
    policy: 'settings.read',
    summary: 'SFA との受け渡し: 受入をどちらで見るか、返却ファイルの形、これまでの返却',
    response: z.object({
      truth: z.enum(['mori', 'sfa']),
      sources: z.array(
        z.object({
          source: z.string(),
          leads: z.number(),
          encoding,
          columns: z.array(z.object({ field: z.enum(returnFields), name: z.string(), isChosen: z.boolean() })),
        }),
      ),
      returns: z.array(
        z.object({
          id: z.number(),
          source: z.string(),
          madeAt: z.date(),
          madeBy: z.string().nullable(),
          records: z.number(),
        }),
      ),
    }),
    handler: async ({ world }) => {
      const { db } = world.database;
      const [truth, sources, returns] = await Promise.all([
        readAcceptanceTruth(db),
        listLeadSources(db),
        listReturns(db, 50),
      ]);
      return {
        truth,
        sources: await Promise.all(
          sources.map(async ({ source, leads }) => {
            const [header, { encoding: own, columns }] = await Promise.all([
              readReturnHeader(db, source),
              readReturnLayout(db, source),
            ]);
            return {
              source,
              leads,
              encoding: own,
              columns: returnFields.map((field) => ({
                field,
                name: header[field],
                isChosen: Boolean(columns[field]),
              })),
            };
          }),
        ),
        returns,
      };
    },
  });

  route(app, {
    method: 'PUT',
    url: '/api/sfa/acceptance',
    policy: 'settings.edit',
    summary: '受入・差し戻しを Mori のボタンで見るか、SFA の状況で見るか',
    body: acceptance,
    response: acceptance,
    handler: ({ body, actor, world }) =>
      inTransaction(world.database, async ({ db }) => {
        const before = { truth: await readAcceptanceTruth(db) };
        await writeSetting(db, 'acceptance', body, actor.memberId);
        await writeAudit(db, {
          memberId: actor.memberId,
          action: 'acceptance.change',
          subjectKind: 'setting',
          subjectId: 'acceptance',
          before,
          after: body,
        });
        return body;
      }),
  });

  route(app, {
    method: 'PUT',
    url: '/api/sfa/layouts/:source',
    policy: 'settings.edit',
    summary: '返却ファイルの文字コードと列名',
    params: z.object({ source: sourceName }),
    body: layout,
    response: layout,
    handler: ({ params, body, actor, world }) =>
      inTransaction(world.database, async ({ db }) => {
        const before = await readReturnLayout(db, params.source);
        await writeSetting(db, `sfa_return/${params.source}`, body, actor.memberId);
        await writeAudit(db, {
          memberId: actor.memberId,
          action: 'sfa_return.layout',
          subjectKind: 'setting',
          subjectId: `sfa_return/${params.source}`,
          before,
          after: body,
        });
        return body;
      }),
  });

  route(app, {
    method: 'POST',
    url: '/api/sfa/returns',
    policy: 'export',
    summary: '前回から変わった分の返却ファイルを今つくる',
    response: z.object({ made: z.array(z.object({ id: z.number(), source: z.string(), records: z.number() })) }),
    handler: async ({ actor, world }) => {
      const made = await makeSfaReturns(world.database, world.now(), actor.memberId);
      for (const one of made)
        await writeAudit(world.database.db, {
          memberId: actor.memberId,
          action: 'sfa_return.make',
          subjectKind: 'sfa_return',
          subjectId: one.id,
          after: one,
        });
      return { made };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/sfa/returns/:id/file',
    policy: 'export',
    summary: '返却ファイル(変わった分)',
    params: z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
    query: z.object({ encoding: encoding.optional() }),
    response: csv,
    handler: async ({ params, query, actor, world, reply }) => {
      const { db } = world.database;
      const file = await writeReturn(db, params.id, query.encoding);
      await writeAudit(db, {
        memberId: actor.memberId,
        action: 'sfa_return.download',
        subjectKind: 'sfa_return',
        subjectId: params.id,
      });
      return send(reply, file, `mori-return-${file.source}-${params.id}.csv`);
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/sfa/full/:source',
    policy: 'export',
    summary: '返却ファイル(全件)',
    params: z.object({ source: sourceName }),
    query: z.object({ encoding: encoding.optional() }),
    response: csv,
    handler: async ({ params, query, actor, world, reply }) => {
      const { db } = world.database;
      const file = await writeFullReturn(db, params.source, query.encoding);
      await writeAudit(db, {
        memberId: actor.memberId,
        action: 'sfa_return.download',
        subjectKind: 'sfa_return',
        subjectId: `full/${params.source}`,
      });
      return send(reply, file, `mori-return-${file.source}-full.csv`);
    },
  });
}

function send(reply: FastifyReply, file: ReturnFile, name: string) {
  return reply
    .type('text/csv')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('x-records', String(file.records))
    .send(file.bytes);
}
