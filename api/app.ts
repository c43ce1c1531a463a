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
import { guardRoutes } from './guard-routes.ts';
import { measureRequests } from './metrics.ts';
import { registerRoutes } from './register-routes.ts';
import type { World } from './world.ts';

const webFolder = join(import.meta.dirname, '..', 'web', 'dist');

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
  measureRequests(app);
  registerRoutes(app);
  await serveReference(app);
  await serveWeb(app);
  await app.ready();
  return app;
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
