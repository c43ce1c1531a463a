import multipart from '@fastify/multipart';
import staticFiles from '@fastify/static';
import swagger from '@fastify/swagger';
import swaggerPage from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { Refusal } from '#core/refusal.ts';
import { limits } from '#sources/file/format.ts';
import { answerError } from './errors.ts';
import { isAllowed } from './policy.ts';
import { requestsServed } from './metrics.ts';
import { registerAppointments } from './routes/appointments.ts';
import { registerAbsences } from './routes/absences.ts';
import { registerAccountPage } from './routes/account-page.ts';
import { registerAccounts } from './routes/accounts.ts';
import { registerAims } from './routes/aims.ts';
import { registerAudit } from './routes/audit.ts';
import { registerExports } from './routes/exports.ts';
import { registerCheckRows } from './routes/check-rows.ts';
import { registerImportRows } from './routes/import-rows.ts';
import { registerImportRun } from './routes/import-run.ts';
import { registerImports } from './routes/imports.ts';
import { registerLeads } from './routes/leads.ts';
import { registerListCleanings } from './routes/list-cleanings.ts';
import { registerMembers } from './routes/members.ts';
import { registerNotes } from './routes/notes.ts';
import { registerDepartmentChanges } from './routes/department-changes.ts';
import { registerDepartments } from './routes/departments.ts';
import { registerJobChanges } from './routes/job-changes.ts';
import { registerFamily } from './routes/family.ts';
import { registerMappings } from './routes/mappings.ts';
import { registerErasures } from './routes/erasures.ts';
import { registerPeople } from './routes/people.ts';
import { registerPersonPage } from './routes/person-page.ts';
import { registerHandoverAnswers } from './routes/handover-answers.ts';
import { registerHandovers } from './routes/handovers.ts';
import { registerWaiting } from './routes/waiting.ts';
import { registerMatchAudit } from './routes/match-audit.ts';
import { registerAgendaItems } from './routes/agenda-items.ts';
import { registerMeetings } from './routes/meetings.ts';
import { registerHome } from './routes/home.ts';
import { registerKpiRows } from './routes/kpi-rows.ts';
import { registerKpis } from './routes/kpis.ts';
import { registerMonths } from './routes/months.ts';
import { registerMonthFiles } from './routes/month-files.ts';
import { registerKpiTrends } from './routes/kpi-trends.ts';
import { registerPlannedMeetings } from './routes/planned-meetings.ts';
import { registerPlans } from './routes/plans.ts';
import { registerMatchModels } from './routes/match-models.ts';
import { registerReDecisions } from './routes/re-decisions.ts';
import { registerReferenceLoads } from './routes/reference-loads.ts';
import { registerRegister } from './routes/register.ts';
import { registerHandoverSettings } from './routes/handover-settings.ts';
import { registerReassignments } from './routes/reassignments.ts';
import { registerFeedback } from './routes/feedback.ts';
import { registerRejections } from './routes/rejections.ts';
import { registerReplayRouting } from './routes/replay-routing.ts';
import { registerReplay } from './routes/replay.ts';
import { registerNotices } from './routes/notices.ts';
import { registerOffers } from './routes/offers.ts';
import { registerReviews } from './routes/reviews.ts';
import { registerDecisions } from './routes/decisions.ts';
import { registerToldValues } from './routes/told-values.ts';
import { registerRouting } from './routes/routing.ts';
import { registerSession } from './routes/session.ts';
import { registerSettings } from './routes/settings.ts';
import { registerSfa } from './routes/sfa.ts';
import { registerSheets } from './routes/sheets.ts';
import { registerSystem } from './routes/system.ts';
import { registerTargets } from './routes/targets.ts';
import { registerTokens } from './routes/tokens.ts';
import { registerViews } from './routes/views.ts';
import { registerComparison } from './routes/comparison.ts';
import { registerWaterfall } from './routes/waterfall.ts';
import { registerDealPhases } from './routes/deal-phases.ts';
import { registerDeals } from './routes/deals.ts';
import { registerWaterfallBehind } from './routes/waterfall-behind.ts';
import { registerWaterfallPace } from './routes/waterfall-pace.ts';
import { registerWaterfallVocabularies } from './routes/waterfall-vocabularies.ts';
import { registerWishLists } from './routes/wish-lists.ts';
import type { World } from './world.ts';

const webFolder = join(import.meta.dirname, '..', 'web', 'dist');

const pageHeaders = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
} as const;

/** The HTTP door as one value: `app.inject` calls it in tests, `app.listen` serves it. */
export async function createApp(world: World, options: { logLevel?: string } = {}): Promise<FastifyInstance> {
  const app = Fastify({
    logger:
      options.logLevel && options.logLevel !== 'silent'
        ? {
            level: options.logLevel,
            serializers: { req: (request) => ({ method: request.method, route: request.routeOptions?.url }) },
          }
        : false,
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: false,
  });
  app.decorate('world', world);
  app.decorateRequest('actor', undefined);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Mori',
        version: '0.1.0',
        description:
          'Account-based marketing. Errors answer {code, message, details}; the message is Japanese, or English for Accept-Language: en.',
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(multipart, { limits: { fileSize: limits.bytesMax, files: 1 } });
  guardRoutes(app);
  for (const register of [
    registerSystem,
    registerSession,
    registerAccounts,
    registerAccountPage,
    registerFamily,
    registerPeople,
    registerPersonPage,
    registerErasures,
    registerDepartments,
    registerDepartmentChanges,
    registerJobChanges,
    registerNotes,
    registerImports,
    registerImportRun,
    registerImportRows,
    registerCheckRows,
    registerMappings,
    registerHandovers,
    registerWaiting,
    registerHandoverAnswers,
    registerHandoverSettings,
    registerAppointments,
    registerAbsences,
    registerRouting,
    registerReassignments,
    registerMeetings,
    registerPlannedMeetings,
    registerAgendaItems,
    registerPlans,
    registerReferenceLoads,
    registerRegister,
    registerFeedback,
    registerRejections,
    registerReplay,
    registerReplayRouting,
    registerNotices,
    registerOffers,
    registerReviews,
    registerDecisions,
    registerToldValues,
    registerMatchAudit,
    registerReDecisions,
    registerMatchModels,
    registerWishLists,
    registerTargets,
    registerAims,
    registerWaterfall,
    registerWaterfallBehind,
    registerDeals,
    registerDealPhases,
    registerWaterfallPace,
    registerWaterfallVocabularies,
    registerComparison,
    registerHome,
    registerKpis,
    registerMonths,
    registerMonthFiles,
    registerKpiTrends,
    registerKpiRows,
    registerListCleanings,
    registerLeads,
    registerMembers,
    registerTokens,
    registerSettings,
    registerSfa,
    registerViews,
    registerAudit,
    registerExports,
    registerSheets,
  ])
    register(app);
  await serveReference(app);
  await serveWeb(app);
  await app.ready();
  return app;
}

/** Deny by default: no route without a policy, no unsafe call from another site, the policy before any input. */
function guardRoutes(app: FastifyInstance): void {
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
  app.addHook('onResponse', async (request, reply) => {
    requestsServed.observe(
      { route: request.routeOptions.url ?? 'none', method: request.method, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
  });
}

/** The OpenAPI document as a page to read; it tries out reads only, so that nobody changes data while looking. */
async function serveReference(app: FastifyInstance): Promise<void> {
  await app.register(swaggerPage, {
    routePrefix: '/api/docs',
    theme: { title: 'Mori API' },
    uiConfig: { layout: 'BaseLayout', docExpansion: 'list', filter: true, supportedSubmitMethods: ['get'] },
  });
}

/** The built page. Any address that is no API and no file opens the page, which then routes by itself. */
async function serveWeb(app: FastifyInstance): Promise<void> {
  if (!existsSync(webFolder)) return;
  const page = readFileSync(join(webFolder, 'index.html'), 'utf8');
  await app.register(staticFiles, {
    root: join(webFolder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
  });
  app.setNotFoundHandler((request, reply) => {
    if (/^\/(api|assets)\//.test(request.url) || request.method !== 'GET')
      throw new Refusal('not_found', 'このアドレスはありません。', { status: 404 });
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
  });
}
