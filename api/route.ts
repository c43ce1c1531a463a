import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z, type ZodType } from 'zod';
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

/** An answer that is no JSON but a file to save or a text to read: its media types. */
export type Download = { readonly download: readonly string[] };
export const csv = { download: ['text/csv'] } satisfies Download;
export const workbook = {
  download: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
} satisfies Download;

type Answer<R> = R extends ZodType ? Readable<z.output<R>> | FastifyReply : unknown;
/** Handlers may answer with what they must not change. */
type Readable<T> = T extends Date
  ? T
  : T extends readonly (infer One)[]
    ? readonly Readable<One>[]
    : T extends object
      ? { readonly [Key in keyof T]: Readable<T[Key]> }
      : T;

export type RouteDefinition<P extends ZodType, Q extends ZodType, B extends ZodType, R extends ZodType | Download> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  /** Required: who may call it. */
  readonly policy: Policy;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** What it answers. The handler's answer is held to it when types are checked and again when it is sent. */
  readonly response: R;
  readonly status?: 200 | 202;
  readonly bodyLimitBytes?: number;
  readonly handler: (call: Call<P, Q, B>) => Answer<R> | Promise<Answer<R>>;
};

/** What every refusal looks like (api/errors.ts). */
const refusal = z
  .object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()).optional() })
  .describe('Refused: code is stable, message is a sentence for people.');

/** Registers one endpoint: policy, input and output schemas in one visible list. The policy runs before the input is looked at. */
export function route<P extends ZodType, Q extends ZodType, B extends ZodType, R extends ZodType | Download>(
  app: FastifyInstance,
  definition: RouteDefinition<P, Q, B, R>,
): void {
  const { params, query, body, response, status = 200 } = definition;
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
      response: {
        [status]: 'download' in response ? contentOf(response) : response,
        '4xx': refusal,
      },
    },
    handler: (request, reply) =>
      definition.handler({
        params: request.params as z.output<P>,
        query: request.query as z.output<Q>,
        body: request.body as z.output<B>,
        actor: request.actor!,
        world: app.world,
        request,
        reply: reply.code(status),
      }),
  });
}

function contentOf({ download }: Download): object {
  return { content: Object.fromEntries(download.map((mediaType) => [mediaType, { schema: z.string() }])) };
}
