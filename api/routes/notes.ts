import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import type { EntityKind } from '#db/move-rows.ts';
import { addNote, changeNote, findNote, type Note } from '#db/notes.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Actor } from '../policy.ts';
import { route } from '../route.ts';
import type { World } from '../world.ts';
import { idParams, visibleAccount } from './accounts.ts';
import { visiblePerson } from './people.ts';

const text = z.string().trim().min(1).max(5_000);
const noteId = z.object({ noteId: z.number() });
const visible = { account: visibleAccount, person: visiblePerson } as const;

/** Notes on companies and people. Who wrote a note may change it, delete it and take that back. */
export function registerNotes(app: FastifyInstance): void {
  for (const [kind, noun, summary] of [
    ['account', 'accounts', '企業にメモを足す'],
    ['person', 'people', '人物にメモを足す'],
  ] as const)
    route(app, {
      method: 'POST',
      url: `/api/${noun}/:id/notes`,
      policy: 'accounts.edit',
      summary,
      params: idParams,
      body: z.object({ text }).strict(),
      response: noteId,
      handler: async ({ params, body, actor, world }) => {
        const id = await visible[kind](world, actor, params.id);
        return inTransaction(world.database, async ({ db }) => {
          const added = await addNote(db, { kind, id, text: body.text, memberId: actor.memberId });
          await writeAudit(db, {
            memberId: actor.memberId,
            action: 'note.add',
            subjectKind: kind,
            subjectId: id,
            after: { noteId: added, text: body.text },
          });
          return { noteId: added };
        });
      },
    });

  route(app, {
    method: 'PATCH',
    url: '/api/notes/:id',
    policy: 'accounts.edit',
    summary: '自分のメモを書き直す、消す、元に戻す',
    params: idParams,
    body: z.object({ text: text.optional(), isDeleted: z.boolean().optional() }).strict(),
    response: noteId,
    handler: async ({ params, body, actor, world }) => {
      const note = await ownNote(world, actor, params.id);
      const before = { noteId: params.id, text: note.text, isDeleted: note.isDeleted };
      await inTransaction(world.database, async ({ db }) => {
        await changeNote(db, params.id, body);
        await writeAudit(db, {
          memberId: actor.memberId,
          action: body.isDeleted === undefined ? 'note.change' : body.isDeleted ? 'note.delete' : 'note.restore',
          subjectKind: note.subjectKind,
          subjectId: note.subjectId,
          before,
          after: { ...before, ...body },
        });
      });
      return { noteId: params.id };
    },
  });
}

/** What a member may not see does not exist for them; what a colleague wrote is not theirs to change. */
async function ownNote(world: World, actor: Actor, id: number): Promise<Note> {
  const note = await findNote(world.database.db, id);
  if (!note) throw new Refusal('note_not_found', `メモ ${id} は見つかりません。`, { status: 404 });
  await visible[note.subjectKind as EntityKind](world, actor, note.subjectId);
  if (note.memberId === actor.memberId) return note;
  throw new Refusal('note_of_another', 'ほかの利用者が書いたメモは変えられません。', { status: 403 });
}
