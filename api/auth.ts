import { betterAuth } from 'better-auth';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import pg from 'pg';
import { entitiesNow } from '#db/redirects.ts';
import type { Db } from '#db/pool.ts';
import type { Actor, Role } from './policy.ts';

export type Auth = {
  readonly handle: (request: Request) => Promise<Response>;
  /** The member behind a session cookie or an API token; undefined for strangers and the deactivated. */
  readonly findActor: (headers: Headers) => Promise<Actor | undefined>;
  readonly createLogin: (email: string, name: string, password: string) => Promise<string>;
  /** Logins that share one password, by address: it is hashed once. */
  readonly createLogins: (
    people: readonly { readonly email: string; readonly name: string }[],
    password: string,
  ) => Promise<Map<string, string>>;
  readonly setPassword: (authUserId: string, password: string) => Promise<void>;
  /** Proves that a browser signed in to this address before; kept in its cookie. */
  readonly markOf: (address: string) => string;
  readonly isSecure: boolean;
  readonly close: () => Promise<void>;
};

export const passwordLengthMin = 12;

/** Sign-in by better-auth in its own schema. Nobody signs up alone: members are made by an admin, the CLI or the first start. */
export function createAuth(options: {
  db: Db;
  databaseUrl: string;
  secret: string;
  baseUrl: string;
  isSecure: boolean;
}): Auth {
  const pool = new pg.Pool({ connectionString: options.databaseUrl, max: 4, options: '-c search_path=auth' });
  pool.on('error', () => undefined);
  const auth = betterAuth({
    database: pool,
    secret: options.secret,
    baseURL: options.baseUrl,
    basePath: '/api/auth',
    // The configured address, and the one the request came to: a page of another origin is refused.
    trustedOrigins: (request) => [options.baseUrl, ...(request ? [new URL(request.url).origin] : [])],
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLengthMin,
      maxPasswordLength: 128,
    },
    session: { expiresIn: 30 * 86_400, updateAge: 3_600 },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 600,
      customRules: { '/sign-in/email': { window: 900, max: 50 } },
    },
    advanced: {
      useSecureCookies: options.isSecure,
      cookiePrefix: 'mori',
      ipAddress: { ipAddressHeaders: ['x-mori-client'] },
    },
  });
  const createLogins: Auth['createLogins'] = async (people, password) => {
    const { internalAdapter, password: passwords } = await auth.$context;
    const hash = await passwords.hash(password);
    const logins = new Map<string, string>();
    for (const { email, name } of people) {
      const user = await internalAdapter.createUser(
        { email: email.toLowerCase(), name, emailVerified: true },
        { method: 'admin' },
      );
      const login = { userId: user.id, providerId: 'credential', accountId: user.id };
      await internalAdapter.linkAccount({ ...login, password: hash });
      logins.set(email, user.id);
    }
    return logins;
  };
  return {
    handle: (request) => auth.handler(request),
    findActor: async (headers) => {
      const bearer = /^Bearer (mori_[\w-]{20,})$/.exec(headers.get('authorization') ?? '')?.[1];
      if (bearer) return findTokenActor(options.db, bearer);
      if (!headers.get('cookie')) return undefined;
      const session = await auth.api.getSession({ headers });
      return session ? findMember(options.db, 'auth_user_id', session.user.id) : undefined;
    },
    createLogin: async (email, name, password) => (await createLogins([{ email, name }], password)).get(email)!,
    createLogins,
    setPassword: async (authUserId, password) => {
      const context = await auth.$context;
      await context.internalAdapter.updatePassword(authUserId, await context.password.hash(password));
      await context.internalAdapter.deleteUserSessions(authUserId);
    },
    markOf: (address) => createHmac('sha256', options.secret).update(`browser/${address}`).digest('base64url'),
    isSecure: options.isSecure,
    close: () => pool.end(),
  };
}

/** A new API token: shown once, stored hashed. */
export function newApiToken(): { token: string; hash: Buffer } {
  const token = `mori_${randomBytes(32).toString('base64url')}`;
  return { token, hash: hashToken(token) };
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

async function findTokenActor(db: Db, token: string): Promise<Actor | undefined> {
  const found = await db
    .selectFrom('api_token')
    .select(['api_token_id', 'member_id', 'last_used_at'])
    .where('secret_hash', '=', hashToken(token))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (!found) return undefined;
  if (!found.last_used_at || Date.now() - found.last_used_at.getTime() > 60_000) {
    await db
      .updateTable('api_token')
      .set({ last_used_at: new Date() })
      .where('api_token_id', '=', found.api_token_id)
      .execute();
  }
  return findMember(db, 'member_id', found.member_id);
}

/** Whom an operator at the machine speaks for; undefined for strangers and the deactivated. */
export function findActorByEmail(db: Db, email: string): Promise<Actor | undefined> {
  return findMember(db, 'email', email.toLowerCase());
}

async function findMember(
  db: Db,
  column: 'auth_user_id' | 'member_id' | 'email',
  value: string | number,
): Promise<Actor | undefined> {
  const member = await db
    .selectFrom('member')
    .selectAll()
    .where(column, '=', value as never)
    .where('is_active', '=', true)
    .executeTakeFirst();
  if (!member) return undefined;
  return {
    memberId: member.member_id,
    name: member.name,
    email: member.email,
    role: member.role as Role,
    department: member.department,
    agencyAccountId: await companyNow(db, member.agency_account_id),
    mayExport: member.may_export,
    maySeeGrossProfit: member.may_see_gross_profit,
  };
}

/** The company of an agency's login, where it went into another one that one. */
async function companyNow(db: Db, accountId: number | null): Promise<number | null> {
  if (accountId === null) return null;
  return (await entitiesNow({ db }, 'account', [accountId])).get(accountId) ?? accountId;
}
