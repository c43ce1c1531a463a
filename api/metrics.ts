import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Process metrics and request times. Labels come from fixed lists, never from what a user typed. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const requestsServed = new Histogram({
  name: 'mori_request_seconds',
  help: 'Time to answer, by route.',
  labelNames: ['route', 'method', 'status'],
  buckets: [0.005, 0.02, 0.1, 0.2, 0.5, 1, 5],
  registers: [metrics],
});

/** Counts every answer of the app with its time, by route. */
export function measureRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    requestsServed.observe(
      { route: request.routeOptions.url ?? 'none', method: request.method, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
  });
}
