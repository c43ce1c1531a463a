import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import {
  closedAccounts,
  listRegisterLoads,
  registerAliases,
  registerCompanies,
  successorOf,
  type RegisterAlias,
  type RegisterCompany,
} from '#db/register.ts';
import { beginRegisterLoad } from '#flows/load-register.ts';
import { route } from '../route.ts';
import { storeUpload } from '../upload.ts';
import type { World } from '../world.ts';
import { idParams, visibleAccount } from './accounts.ts';

const load = z.object({ loadId: z.number() });

/** The register of corporations: loads, what it knows of a company, and our companies that it calls closed. */
export function registerRegister(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/register',
    policy: 'settings.read',
    summary: '法人番号の台帳: 取り込んだファイルと件数',
    handler: async ({ world }) => {
      const loads = await listRegisterLoads(world.database.db);
      const last = loads.find(({ companies }) => companies !== null);
      return { loads, companies: last?.companies ?? 0, loadedAt: last?.finishedAt ?? null };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/register/loads',
    policy: 'imports.run',
    summary: '国税庁の全件・差分ファイルを台帳に入れる(裏で進む。企業は作らない)',
    status: 202,
    response: load,
    handler: async ({ actor, world, request }) => {
      const file = await storeUpload(request, world.files);
      const loadId = await beginRegisterLoad(world.database.db, file, actor.memberId);
      await world.startRegisterLoad(loadId);
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'register.load',
        subjectKind: 'register',
        subjectId: loadId,
        after: { file: file.name },
      });
      return { loadId };
    },
  });

  route(app, {
    method: 'POST',
    url: '/api/register/loads/:id/cancel',
    policy: 'imports.run',
    summary: '台帳への取り込みを止める(入った分は残る)',
    params: idParams,
    response: load,
    handler: async ({ params, actor, world }) => {
      const { numUpdatedRows } = await world.database.db
        .updateTable('register_load')
        .set({ state: 'cancelled' })
        .where('register_load_id', '=', params.id)
        .where('state', 'in', ['queued', 'running'])
        .executeTakeFirst();
      if (numUpdatedRows === 0n)
        throw new Refusal('register_load_ended', 'この取り込みはもう終わっています。', { status: 409 });
      await writeAudit(world.database.db, {
        memberId: actor.memberId,
        action: 'register.cancel',
        subjectKind: 'register',
        subjectId: params.id,
      });
      return { loadId: params.id };
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/register/closed-accounts',
    policy: 'reviews.read',
    summary: '台帳で閉鎖・合併になっている企業',
    query: z.object({
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    handler: ({ query, world }) => closedAccounts(world.database.db, {}, query),
  });

  route(app, {
    method: 'GET',
    url: '/api/accounts/:id/register',
    policy: 'accounts.read',
    summary: '企業の法人番号について台帳が知ること',
    params: idParams,
    handler: async ({ params, actor, world }) => {
      const facts = await registerFacts(world, await visibleAccount(world, actor, params.id));
      // An agency does not learn which other companies there are.
      const hidden = facts.successor && { ...facts.successor, accountId: null };
      return actor.role === 'agency' ? { ...facts, successor: hidden } : facts;
    },
  });
}

export type RegisterFacts = {
  readonly company: RegisterCompany | null;
  readonly aliases: readonly RegisterAlias[];
  /** Who took a merged company over in the end, and which of our companies that is. */
  readonly successor: {
    readonly corporateNumber: string;
    readonly name: string | null;
    readonly accountId: number | null;
  } | null;
};

async function registerFacts({ database: { db } }: World, accountId: number): Promise<RegisterFacts> {
  const account = await db
    .selectFrom('account')
    .select('corporate_number')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  const number = account?.corporate_number;
  const company = number ? (await registerCompanies(db, [number])).get(number) : undefined;
  if (!number || !company) return { company: null, aliases: [], successor: null };
  const [aliases, successors] = [await registerAliases(db, [number]), await successorOf(db, [number])];
  const successor = successors.get(number);
  if (successor === undefined) return { company, aliases: aliases.get(number) ?? [], successor: null };
  const [known, own] = [
    await registerCompanies(db, [successor]),
    await db
      .selectFrom('account')
      .select('account_id')
      .where('corporate_number', '=', successor)
      .orderBy('account_id')
      .executeTakeFirst(),
  ];
  return {
    company,
    aliases: aliases.get(number) ?? [],
    successor: {
      corporateNumber: successor,
      name: known.get(successor)?.name ?? null,
      accountId: own?.account_id ?? null,
    },
  };
}
