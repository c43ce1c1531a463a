import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { listReferenceLoads, stopReferenceLoad, type ReferenceKind } from '#db/reference-loads.ts';
import { beginReferenceLoad, tellLoad, type ReferenceTable } from '#flows/load-reference.ts';
import { registerTable } from '#flows/load-register.ts';
import { townTable } from '#flows/load-towns.ts';
import { route } from '../route.ts';
import { storeUpload } from '../upload.ts';
import type { World } from '../world.ts';
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
  problem: text,
  createdAt: z.date(),
  finishedAt: z.date().nullable(),
  memberName: text,
});
const loadAnswer = z.object({ loadId: whole });

/** The public tables that an installation takes in: the register of corporations, and the towns by which romaji addresses and Kyoto's streets are read. */
export function registerReferenceLoads(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/register',
    policy: 'settings.read',
    summary: '法人番号の台帳: 取り込んだファイルと件数',
    response: z.object({
      loads: z.array(load.extend({ rejected: whole, companies: whole.nullable() })),
      companies: whole,
      loadedAt: z.date().nullable(),
    }),
    handler: async ({ world }) => {
      const { held, ...told } = await readLoads(world, registerTable);
      return { ...told, companies: held.companies ?? 0 };
    },
  });
  takeLoads(app, 'register', {
    load: '国税庁の全件・差分ファイルを台帳に入れる(裏で進む。企業は作らない)',
    cancel: '台帳への取り込みを止める(入った分は残る)',
    ended: () => new Refusal('register_load_ended', 'この取り込みはもう終わっています。', { status: 409 }),
  });

  route(app, {
    method: 'GET',
    url: '/api/towns',
    policy: 'settings.read',
    summary: '町名の表: 取り込んだファイルと件数',
    response: z.object({
      /** `leftOut` are lines that name no town. */
      loads: z.array(load.extend({ leftOut: whole, towns: whole.nullable(), townsWithReading: whole.nullable() })),
      towns: whole,
      townsWithReading: whole,
      loadedAt: z.date().nullable(),
    }),
    handler: async ({ world }) => {
      const { held, ...told } = await readLoads(world, townTable);
      return { ...told, towns: held.towns ?? 0, townsWithReading: held.townsWithReading ?? 0 };
    },
  });
  takeLoads(app, 'towns', {
    load: '日本郵便・Geolonia の町名の表を入れる(裏で進む。企業は作らない)',
    cancel: '町名の表の取り込みを止める(入った分は残る)',
    ended: () => new Refusal('town_load_ended', 'この取り込みはもう終わっています。', { status: 409 }),
  });
}

/** The loads of a table, and what the last one left in it. */
async function readLoads<Row, Told extends object>({ database: { db } }: World, table: ReferenceTable<Row, Told>) {
  const loads = await listReferenceLoads(db, table.kind);
  const last = loads.find(({ state, finishedAt }) => finishedAt !== null && state !== 'failed');
  return {
    loads: loads.map((line) => tellLoad(table, line)),
    held: last?.held ?? {},
    loadedAt: last?.finishedAt ?? null,
  };
}

type Said = { readonly load: string; readonly cancel: string; readonly ended: () => Refusal };

/** How a file is handed in, and how its load is stopped. */
function takeLoads(app: FastifyInstance, kind: ReferenceKind, said: Said): void {
  route(app, {
    method: 'POST',
    url: `/api/${kind}/loads`,
    policy: 'imports.run',
    summary: said.load,
    response: loadAnswer,
    status: 202,
    handler: async ({ actor, world, request }) => {
      const { db } = world.database;
      const file = await storeUpload(request, world.files);
      const loadId = await beginReferenceLoad(db, kind, file, actor.memberId);
      await world.startReferenceLoad(kind, loadId);
      await writeAudit(db, {
        memberId: actor.memberId,
        action: `${kind}.load`,
        subjectKind: kind,
        subjectId: loadId,
        after: { file: file.name },
      });
      return { loadId };
    },
  });

  route(app, {
    method: 'POST',
    url: `/api/${kind}/loads/:id/cancel`,
    policy: 'imports.run',
    summary: said.cancel,
    params: idParams,
    response: loadAnswer,
    handler: async ({ params, actor, world }) => {
      const { db } = world.database;
      if (!(await stopReferenceLoad(db, { kind, loadId: params.id }))) throw said.ended();
      await writeAudit(db, {
        memberId: actor.memberId,
        action: `${kind}.cancel`,
        subjectKind: kind,
        subjectId: params.id,
      });
      return { loadId: params.id };
    },
  });
}
