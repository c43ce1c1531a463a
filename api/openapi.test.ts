import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';

let app: FastifyInstance;
let close: () => Promise<void>;

before(async () => {
  const opened = await openTestWorld('openapi');
  close = opened.close;
  app = await createApp(opened.world);
});
after(async () => {
  await app.close();
  await close();
});

type Schema = { type?: string; properties?: object; additionalProperties?: unknown };
type Answer = { content?: Record<string, { schema: Schema }> };

test('every operation documents what it answers and how it refuses', () => {
  const { paths } = app.swagger() as unknown as {
    paths: Record<string, Record<string, { responses: Record<string, Answer> }>>;
  };
  const ours = Object.entries(paths).filter(([path]) => !path.startsWith('/api/auth/'));
  assert.ok(ours.length > 60, `${ours.length} addresses`);
  const silent: string[] = [];
  for (const [path, operations] of ours)
    for (const [method, { responses }] of Object.entries(operations)) {
      const name = `${method.toUpperCase()} ${path}`;
      const answers = Object.values((responses['200'] ?? responses['202'])?.content ?? {});
      if (answers.length === 0) silent.push(name);
      for (const { schema } of answers)
        assert.ok(
          schema.type === 'string' || schema.properties || schema.additionalProperties,
          `${name} answers anything: ${JSON.stringify(schema)}`,
        );
      assert.ok(responses['4XX']?.content, `${name} tells no refusal`);
    }
  assert.deepEqual(silent, []);
});
