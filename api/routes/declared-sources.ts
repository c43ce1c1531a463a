import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { declarableAttributes } from '#core/account/declared.ts';
import { listDeclaredChanges, readDeclaredSources } from '#db/declared-sources.ts';
import { declareSources, listSourcesTelling, previewDeclaration } from '#flows/declare-sources.ts';
import { route } from '../route.ts';

const attribute = z.enum(declarableAttributes);
const declared = z.partialRecord(attribute, z.string().trim().min(1).max(100));
const whole = z.number();
const changesShown = 5;

/** Whose values of an attribute stand before those of every other file. */
export function registerDeclaredSources(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/settings/declared-sources',
    policy: 'settings.read',
    summary: '正とするデータ元: 項目ごとの設定、選べるデータ元、これまでの変更と進み具合',
    response: z.object({
      declared,
      /** The sources that tell each attribute. */
      telling: z.record(attribute, z.array(z.string())),
      /** The newest first; `total` companies are looked at, `changed` of those done show another value now. */
      changes: z.array(
        z.object({
          id: whole,
          before: declared,
          after: declared,
          state: z.enum(['queued', 'running', 'done']),
          done: whole,
          total: whole.nullable(),
          changed: whole,
          at: z.date(),
          finishedAt: z.date().nullable(),
          memberName: z.string().nullable(),
        }),
      ),
    }),
    handler: async ({ world }) => {
      const { db } = world.database;
      const [now, telling, changes] = await Promise.all([
        readDeclaredSources(db),
        listSourcesTelling(db),
        listDeclaredChanges(db, changesShown),
      ]);
      return { declared: now, telling, changes: changes.map(({ cursor: _, ...change }) => change) };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/settings/declared-sources/preview',
    policy: 'matching.redecide',
    summary: '正とするデータ元を変えると値が変わる企業の数(まだ変えない)',
    body: declared,
    response: z.object({
      companies: whole,
      /** Of the companies concerned those that were worked out; all of them where they are few. */
      looked: whole,
      changing: whole,
    }),
    handler: ({ body, world }) => previewDeclaration(world.database, body),
  });

  route(app, {
    method: 'PUT',
    url: '/api/settings/declared-sources',
    policy: 'matching.redecide',
    summary: '正とするデータ元を決める(企業の値は裏で選び直す。書かない項目は指定なしに戻る)',
    status: 202,
    body: declared,
    response: z.object({ changeId: whole.nullable() }),
    handler: async ({ body, actor, world }) => {
      const id = await declareSources(world.database, body, actor.memberId, world.now());
      if (id !== undefined) await world.startDeclaration(id);
      return { changeId: id ?? null };
    },
  });
}
