import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodType, z } from 'zod';
import type { World } from './world.ts';
import type { Actor, Policy } from './policy.ts';

/** What a handler gets: the parsed input, the world it works on, and who asks (undefined only on public routes). */
export type Call<P extends ZodType, Q extends ZodType, B extends ZodType> = {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
  readonly actor: Actor;
  readonly world: World;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

export type RouteDefinition<P extends ZodType, Q extends ZodType, B extends ZodType> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  /** Required: who may call it. */
  readonly policy: Policy;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly response?: ZodType;
  readonly bodyLimitBytes?: number;
  readonly handler: (call: Call<P, Q, B>) => unknown;
};

/** Registers one endpoint: policy, input and output schemas in one visible list. The policy runs before the input is looked at. */
export function route<P extends ZodType, Q extends ZodType, B extends ZodType>(
  app: FastifyInstance,
  definition: RouteDefinition<P, Q, B>,
): void {
  const { params, query, body, response } = definition;
  app.route({
    method: definition.method,
    url: definition.url,
    ...(definition.bodyLimitBytes ? { bodyLimit: definition.bodyLimitBytes } : {}),
    config: { policy: definition.policy },
    schema: {
      summary: definition.summary,
      description: `Policy: ${definition.policy}`,
      tags: [/^\/api\/(\w[\w-]*)(?:\/|$)/.exec(definition.url)?.[1] ?? 'system'],
      ...(params ? { params } : {}),
      ...(query ? { querystring: query } : {}),
      ...(body ? { body } : {}),
      ...(response ? { response: { 200: response } } : {}),
    },
    handler: (request, reply) =>
      definition.handler({
        params: request.params as z.output<P>,
        query: request.query as z.output<Q>,
        body: request.body as z.output<B>,
        actor: request.actor!,
        world: app.world,
        request,
        reply,
      }),
  });
}
