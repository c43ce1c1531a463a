import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { listTownLoads } from '#db/towns.ts';
import { beginTownLoad } from '#flows/load-towns.ts';
import { route } from '../route.ts';
import { storeUpload } from '../upload.ts';
import { idParams } from './accounts.ts';

const text = z.string().nullable();
const whole = z.number();
const load = z.object({
  loadId: whole,
  fileName: z.string(),
  bytes: whole,
  state: z.string(),
  rows: whole,
  new: whole,
  changed: whole,
  unchanged: whole,
  /** Lines that name no town. */
  leftOut: whole,
  towns: whole.nullable(),
  townsWithReading: whole.nullable(),
  problem: text,
  createdAt: z.date(),
  finishedAt: z.date().nullable(),
  memberName: text,
});
const loadAnswer = z.object({ loadId: whole });

/** The table of towns by which romaji addresses and Kyoto's streets are read. */
export function registerTowns(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/towns',
    policy: 'settings.read',
    summary: '町名の表: 取り込んだファイルと件数',
    response: z.object({ loads: z.array(load), towns: whole, townsWithReading: whole, loadedAt: z.date().nullable() }),
    handler: async ({ world }) => {
      const loads = await listTownLoads(world.database.db);
      const last = loads.find(({ towns }) => towns !== null);
      return {
        loads,
        towns: last?.towns ?? 0,
        townsWithReading: last?.townsWithReading ?? 0,
        loadedAt: last?.finishedAt ?? null,
      };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/towns/loads',
    policy: 'imports.run',
    summary: '日本郵便・Geolonia の町名の表を入れる(裏で進む。企業は作らない)',
    response: loadAnswer,
    status: 202,
    handler: async ({ actor, world, request, reply }) => {
      const file = await storeUpload(request, world.files);
      const loadId = await beginTownLoad(world.database.db, file, actor.memberId);
      await world.startTownLoad(loadId);
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'towns.load',
        subjectKind: 'towns',
        subjectId: loadId,
        after: { file: file.name },
      });
      reply.code(202);
      return { loadId };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/towns/loads/:id/cancel',
    policy: 'imports.run',
    summary: '町名の表の取り込みを止める(入った分は残る)',
    params: idParams,
    response: loadAnswer,
    handler: async ({ params, actor, world }) => {
      const { numUpdatedRows } = await world.database.db
        .updateTable('town_load')
        .set({ state: 'cancelled' })
        .where('town_load_id', '=', params.id)
        .where('state', 'in', ['queued', 'running'])
        .executeTakeFirst();
      if (numUpdatedRows === 0n)
        throw new Refusal('town_load_ended', 'この取り込みはもう終わっています。', { status: 409 });
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'towns.cancel',
        subjectKind: 'towns',
        subjectId: params.id,
      });
      return { loadId: params.id };
    },
  });
}
