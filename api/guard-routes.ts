import type { FastifyInstance } from 'fastify';
import { Refusal } from '#core/refusal.ts';
import { isAllowed } from './policy.ts';

/** Deny by default: no route without a policy, no unsafe call from another site, the policy before any input. */
export function guardRoutes(app: FastifyInstance): void {
  app.decorate('routePolicies', []);
  app.addHook('onRoute', (definition) => {
    if (/^\/(assets|api\/docs)\b/.test(definition.url)) definition.config = { ...definition.config, policy: 'public' };
    if (!definition.config?.policy) throw new Error(`Route ${definition.method} ${definition.url} declares no policy.`);
    for (const method of [definition.method].flat())
      app.routePolicies.push({ method, url: definition.url, policy: definition.config.policy });
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(pageHeaders);
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method)) {
      const site = request.headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin' && site !== 'none')
        throw new Refusal('cross_site', '別のサイトからの操作は受け付けません。', { status: 403 });
    }
    const policy = request.routeOptions.config.policy;
    if (!policy || policy === 'public') return;
    const headers = new Headers();
    if (request.headers.cookie) headers.set('cookie', request.headers.cookie);
    if (request.headers.authorization) headers.set('authorization', request.headers.authorization);
    const actor = await app.world.auth.findActor(headers);
    if (!actor) throw new Refusal('not_signed_in', 'サインインしてください。', { status: 401 });
    if (!isAllowed(actor, policy))
      throw new Refusal('not_allowed', 'この操作の権限がありません。管理者に相談してください。', {
        status: 403,
        details: { policy },
      });
    request.actor = actor;
  });
}

const pageHeaders = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
} as const;
