import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { countSignInTry, forgetSignInTries, listPausedSignIns, triesMax, waitMinutes } from '#db/sign-in-tries.ts';
import type { World } from './world.ts';

const cookieName = 'mori.browser';

/**
 * Ten tries in fifteen minutes for one address, however many machines they come from, counted in the database. It is the
 * same for addresses that nobody has, so it tells nothing. A browser that signed in to the address before has a count of
 * its own: whoever guesses from elsewhere cannot keep the member out of theirs.
 */
export async function limitSignIn(world: World, request: FastifyRequest): Promise<void> {
  const address = addressOf(request);
  const { db } = world.database;
  const { tries, since } = await countSignInTry(db, countedAs(world, request, address));
  if (tries <= triesMax) return;
  if (tries === triesMax + 1) await noteLock(world, address);
  const waitSeconds = Math.max(1, Math.ceil((since.getTime() + waitMinutes * 60_000 - Date.now()) / 1_000));
  const minutes = Math.ceil(waitSeconds / 60);
  throw new Refusal(
    'sign_in_paused',
    `このメールアドレスへのサインインが何度も試されたため、あと${minutes}分ほど受け付けません。時間をおくか、管理者に解除を頼んでください。`,
    { status: 429, details: { minutes } },
  );
}

/** The right password: the count begins again, and the browser is known from now on. */
export async function welcomeBrowser(world: World, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const address = addressOf(request);
  await forgetSignInTries(world.database.db, [countedAs(world, request, address)]);
  const parts = [`${cookieName}=${world.auth.markOf(address)}`, 'Path=/api/auth', 'HttpOnly', 'SameSite=Strict'];
  reply.header(
    'set-cookie',
    [...parts, `Max-Age=${365 * 86_400}`, ...(world.auth.isSecure ? ['Secure'] : [])].join('; '),
  );
}

/** An administrator lets a member try again at once, from any browser. */
export async function releaseSignIn(world: World, email: string): Promise<void> {
  const address = normalise(email);
  await forgetSignInTries(world.database.db, [hashOf(address), hashOf(`${address}/known`)]);
}

/** Which addresses have to wait now, as a question about one. */
export async function readPausedSignIns(world: World): Promise<(email: string) => boolean> {
  const paused = await listPausedSignIns(world.database.db);
  return (email) => paused.has(hashOf(normalise(email)).toString('hex'));
}

function countedAs(world: World, request: FastifyRequest, address: string): Buffer {
  const given = new RegExp(`(?:^|; )${cookieName}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1] ?? '';
  const [mark, expected] = [Buffer.from(given), Buffer.from(world.auth.markOf(address))];
  const isKnown = mark.length === expected.length && timingSafeEqual(mark, expected);
  return hashOf(isKnown ? `${address}/known` : address);
}

/** An entry either way, so that an address nobody has costs the same time. */
async function noteLock(world: World, address: string): Promise<void> {
  const { db } = world.database;
  const member = await db.selectFrom('member').select('member_id').where('email', '=', address).executeTakeFirst();
  await writeAudit(db, {
    memberId: null,
    action: 'sign_in.paused',
    subjectKind: 'member',
    ...(member ? { subjectId: member.member_id } : {}),
    after: { tries: triesMax, minutes: waitMinutes },
  });
}

const addressOf = (request: FastifyRequest) => normalise((request.body as { email?: unknown } | undefined)?.email);
const normalise = (email: unknown) => (typeof email === 'string' ? email.trim().normalize('NFKC').toLowerCase() : '');
const hashOf = (address: string) => createHash('sha256').update(`sign-in/${address}`).digest();
