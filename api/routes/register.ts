import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { accountOfNumber, closedAccounts, registerAliases, registerCompanies, successorOf } from '#db/register.ts';
import { inTransaction } from '#db/transaction.ts';
import { answerClosure, askClosureAgain } from '#flows/answer-closure.ts';
import { doubtAboutNumber, listDoubtfulNumbers } from '#flows/doubtful-numbers.ts';
import { route } from '../route.ts';
import type { World } from '../world.ts';
import { idParams, visibleAccount } from './accounts.ts';

const text = z.string().nullable();
const whole = z.number();
const company = z.object({
  corporateNumber: z.string(),
  name: z.string(),
  kana: text,
  englishName: text,
  kind: text,
  prefecture: text,
  city: text,
  street: text,
  postalCode: text,
  closedOn: text,
  closedCause: text,
  successorNumber: text,
  updatedOn: z.string(),
});
const doubt = z.object({
  why: z.enum(['unknown', 'other_name']),
  corporateNumber: z.string(),
  registeredName: text,
});
const doubtfulNumber = doubt.extend({
  accountId: whole,
  name: z.string(),
  ownerName: text,
  prefecture: text,
  registeredPlace: text,
});
const factsAnswer = z.object({
  company: company.nullable(),
  aliases: z.array(
    z.object({ name: z.string(), kind: z.enum(['official', 'former', 'kana', 'english']), untilOn: text }),
  ),
  /** Who took a merged company over in the end, and which of our companies that is. */
  successor: z.object({ corporateNumber: z.string(), name: text, accountId: whole.nullable() }).nullable(),
  /** Why its number does not go with the register; null where it does, or where somebody said that it is right. */
  doubt: doubt.nullable(),
  /** What was decided where it is closed. */
  answer: z.object({ answer: z.enum(['kept', 'merged']), reason: z.string(), by: text, at: z.date() }).nullable(),
});
const closed = z.object({
  accountId: whole,
  name: z.string(),
  corporateNumber: z.string(),
  ownerName: text,
  officialName: z.string(),
  closedOn: z.string(),
  closedCause: text,
  successorNumber: text,
  successorName: text,
  successorAccountId: whole.nullable(),
  /** What was decided about the closure; null while it waits for somebody. */
  answer: z.enum(['kept', 'merged']).nullable(),
  reason: text,
  answeredBy: text,
  answeredAt: z.date().nullable(),
});

/** The register of corporations: what it knows of a company, and our companies that it calls closed. */
export function registerRegister(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/register/closed-accounts',
    policy: 'reviews.read',
    summary: '台帳で閉鎖・合併になっている企業',
    query: z.object({
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: z.object({ rows: z.array(closed), total: whole }),
    handler: ({ query, world }) => closedAccounts(world.database.db, {}, query),
  });

  route(app, {
    method: 'GET',
    url: '/api/register/doubtful-numbers',
    policy: 'reviews.read',
    summary: '法人番号が台帳と合わない企業(台帳にない番号、別の名前の法人の番号)',
    query: z.object({
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: z.object({ rows: z.array(doubtfulNumber), total: whole, isMore: z.boolean() }),
    handler: ({ query, world }) => listDoubtfulNumbers(world.database, query),
  });

  route(app, {
    method: 'GET',
    url: '/api/accounts/:id/register',
    policy: 'accounts.read',
    summary: '企業の法人番号について台帳が知ること',
    params: idParams,
    response: factsAnswer,
    handler: async ({ params, actor, world }) => {
      const facts = await registerFacts(world, await visibleAccount(world, actor, params.id));
      // An agency does not learn which other companies there are.
      const hidden = facts.successor && { ...facts.successor, accountId: null };
      return actor.role === 'agency' ? { ...facts, successor: hidden, answer: null, doubt: null } : facts;
    },
  });

  route(app, {
    method: 'PUT',
    url: '/api/accounts/:id/closure',
    policy: 'reviews.decide',
    summary: '閉鎖・合併になった企業を、合併先にまとめる・このままにする',
    params: idParams,
    body: z.object({ answer: z.enum(['merged', 'kept']), reason: z.string().trim().min(1).max(500) }).strict(),
    response: z.object({ accountId: whole }),
    handler: async ({ params, body, actor, world }) => {
      const id = await visibleAccount(world, actor, params.id);
      return inTransaction(world.database, async (transaction) => ({
        accountId: await answerClosure(transaction, id, body, actor.memberId),
      }));
    },
  });

  route(app, {
    method: 'DELETE',
    url: '/api/accounts/:id/closure',
    policy: 'reviews.decide',
    summary: '「このまま」にした閉鎖・合併を、もう一度確認に戻す',
    params: idParams,
    response: z.object({ accountId: whole }),
    handler: async ({ params, actor, world }) => {
      const id = await visibleAccount(world, actor, params.id);
      await inTransaction(world.database, (transaction) => askClosureAgain(transaction, id, actor.memberId));
      return { accountId: id };
    },
  });
}

export type RegisterFacts = z.output<typeof factsAnswer>;

async function registerFacts({ database: { db } }: World, accountId: number): Promise<RegisterFacts> {
  const account = await db
    .selectFrom('account')
    .select('corporate_number')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  const number = account?.corporate_number;
  const company = number ? (await registerCompanies(db, [number])).get(number) : undefined;
  const doubt = (number ? await doubtAboutNumber({ db }, accountId) : undefined) ?? null;
  if (!number || !company) return { company: null, aliases: [], successor: null, answer: null, doubt };
  const answer = await closureAnswer(db, accountId);
  const [aliases, successors] = [await registerAliases(db, [number]), await successorOf(db, [number])];
  const successor = successors.get(number);
  if (successor === undefined)
    return { company, aliases: [...(aliases.get(number) ?? [])], successor: null, answer, doubt };
  const known = await registerCompanies(db, [successor]);
  return {
    company,
    aliases: [...(aliases.get(number) ?? [])],
    successor: {
      corporateNumber: successor,
      name: known.get(successor)?.name ?? null,
      accountId: await accountOfNumber(db, successor),
    },
    answer,
    doubt,
  };
}

async function closureAnswer(db: World['database']['db'], accountId: number): Promise<RegisterFacts['answer']> {
  const [closed] = (await closedAccounts(db, { accountId }, { offset: 0, limit: 1 })).rows;
  if (!closed?.answer) return null;
  return { answer: closed.answer, reason: closed.reason!, by: closed.answeredBy, at: closed.answeredAt! };
}
