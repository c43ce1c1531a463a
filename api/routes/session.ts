import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { createMember } from '#flows/create-member.ts';
import { passwordLengthMin } from '../auth.ts';
import { isAllowed, policies, type Policy } from '../policy.ts';
import { route } from '../route.ts';
import { limitSignIn, welcomeBrowser } from '../sign-in-limit.ts';
import type { World } from '../world.ts';

const person = z
  .object({
    name: z.string().trim().min(1).max(100),
    email: z.email().max(254),
    password: z.string().min(passwordLengthMin, `パスワードは${passwordLengthMin}文字以上にしてください`).max(128),
  })
  .strict();

const openedWorld = z.object({ world: z.enum(['own', 'demo']) });

export function registerSession(app: FastifyInstance): void {
  for (const [method, path] of [
    ['POST', '/sign-in/email'],
    ['POST', '/sign-out'],
    ['GET', '/get-session'],
  ] as const) {
    app.route({
      method,
      url: `/api/auth${path}`,
      config: { policy: 'public' },
      schema: { summary: 'サインイン(better-auth)', tags: ['auth'] },
      handler: passToAuth,
    });
  }

  route(app, {
    method: 'GET',
    url: '/api/me',
    policy: 'signed_in',
    summary: '自分と、できること',
    response: z.object({
      memberId: z.number(),
      name: z.string(),
      email: z.string(),
      role: z.string(),
      department: z.string().nullable(),
      agencyAccountId: z.number().nullable(),
      world: z.enum(['own', 'demo']),
      rights: z.array(z.string()),
    }),
    handler: ({ actor, world }) => ({
      memberId: actor.memberId,
      name: actor.name,
      email: actor.email,
      role: actor.role,
      department: actor.department,
      agencyAccountId: actor.agencyAccountId,
      world: world.name,
      rights: (Object.keys(policies) as Policy[]).filter((policy) => isAllowed(actor, policy)),
    }),
  });

  route(app, {
    method: 'GET',
    url: '/api/setup',
    policy: 'public',
    summary: '最初の設定が済んでいるか',
    response: z.object({ isDone: z.boolean(), world: z.enum(['own', 'demo']) }),
    handler: async ({ world }) => ({
      isDone: (await world.database.db.selectFrom('member').select('member_id').limit(1).execute()).length > 0,
      world: world.name,
    }),
  });

  route(app, {
    method: 'POST',
    url: '/api/setup',
    policy: 'public',
    summary: '最初の管理者を作る(起動時に表示された一度きりの合言葉が要る)',
    body: person.extend({ token: z.string().max(200) }),
    response: z.object({ memberId: z.number() }),
    handler: async ({ body, world }) => {
      const tokenHash = await requireSetupToken(world, body.token);
      await world.database.db
        .updateTable('setup_token')
        .set({ used_at: new Date() })
        .where('token_hash', '=', tokenHash)
        .execute();
      const member = await createMember(world, { ...body, role: 'admin' });
      await writeAudit(world.database.db, {
        memberId: member.memberId,
        action: 'member.first',
        subjectKind: 'member',
        subjectId: member.memberId,
      });
      return { memberId: member.memberId };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/setup/demo',
    policy: 'public',
    summary: 'デモ会社を開く(合言葉が要る)',
    body: z.object({ token: z.string().max(200) }).strict(),
    response: openedWorld,
    handler: async ({ body, world }) => {
      await requireSetupToken(world, body.token);
      if (!world.switchTo) throw setupIsClosed();
      await world.switchTo('demo');
      return { world: 'demo' as const };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/world',
    policy: 'world.switch',
    summary: 'デモ会社と自社データを切り替える',
    body: z.object({ world: z.enum(['own', 'demo']) }).strict(),
    response: openedWorld,
    handler: async ({ body, world }) => {
      if (!world.switchTo) throw new Refusal('one_world', 'この環境にはデモ会社がありません。', { status: 409 });
      await world.switchTo(body.world);
      return { world: body.world };
    },
  });
}

/** The hash of the one-time token that this start printed, where it is the one given and nobody has used it. */
async function requireSetupToken({ database }: World, given: string): Promise<Buffer> {
  const hash = createHash('sha256').update(given).digest();
  const token = await database.db.selectFrom('setup_token').selectAll().where('used_at', 'is', null).executeTakeFirst();
  if (!token || !timingSafeEqual(hash, token.token_hash)) throw setupIsClosed();
  return token.token_hash;
}

function setupIsClosed(): Refusal {
  return new Refusal(
    'setup_closed',
    'この設定用アドレスは使えません。起動した画面に表示された新しいアドレスを開いてください。',
    { status: 404 },
  );
}

/** Hands a request to better-auth as the web's own Request and its answer back. It limits by the caller's address; tries for one account are counted here. */
async function passToAuth(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const isSignIn = request.routeOptions.url === '/api/auth/sign-in/email';
  const { world } = request.server;
  if (isSignIn) await limitSignIn(world, request);
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string' && name !== 'x-mori-client') headers.set(name, value);
  headers.set('x-mori-client', request.ip);
  const origin = `${request.protocol}://${request.headers.host ?? 'localhost'}`;
  const answer = await world.auth.handle(
    new Request(new URL(request.url, origin), {
      method: request.method,
      headers,
      ...(request.method === 'POST' ? { body: JSON.stringify(request.body ?? {}) } : {}),
    }),
  );
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value);
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
  if (isSignIn && answer.ok) await welcomeBrowser(world, request, reply);
  return reply.code(answer.status).send(await answer.text());
}
