// Writes web/api/schema.ts: the `paths` type of the web client, from the server's own OpenAPI document.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '#api/app.ts';
import type { World } from '#api/world.ts';

type Schema = {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: Schema | boolean;
  $ref?: string;
};
type Operation = {
  summary?: string;
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
};

const app = await createApp({ name: 'own' } as World);
const document = app.swagger() as unknown as { paths: Record<string, Record<string, Operation>> };
const lines = ['// Generated from /api/openapi.json by bin/generate-client.ts; do not edit.', 'export type paths = {'];
for (const [path, operations] of Object.entries(document.paths)) {
  lines.push(`  '${path}': {`);
  for (const [method, operation] of Object.entries(operations)) lines.push(...operationLines(method, operation));
  lines.push('  };');
}
lines.push('};', '');
writeFileSync(process.argv[2] ?? join(import.meta.dirname, '..', 'web', 'api', 'schema.ts'), lines.join('\n'));
await app.close();

function operationLines(method: string, operation: Operation): string[] {
  const parametersIn = (place: string) => (operation.parameters ?? []).filter((parameter) => parameter.in === place);
  const object = (place: string) => {
    const found = parametersIn(place);
    return found.length === 0
      ? 'never'
      : `{ ${found.map((parameter) => `${key(parameter.name)}${parameter.required && place === 'path' ? '' : '?'}: ${typeOf(parameter.schema)}`).join('; ')} }`;
  };
  const body = operation.requestBody?.content['application/json']?.schema;
  const answer = (operation.responses['200'] ?? operation.responses['202'])?.content?.['application/json']?.schema;
  return [
    `    /** ${operation.summary ?? ''} */`,
    `    ${method}: {`,
    `      parameters: { query?: ${object('query')}; path${parametersIn('path').length > 0 ? '' : '?'}: ${object('path')}; header?: never; cookie?: never };`,
    body ? `      requestBody: { content: { 'application/json': ${typeOf(body)} } };` : '      requestBody?: never;',
    `      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': ${answer ? typeOf(answer) : 'unknown'} } } };`,
    '    };',
  ];
}

function typeOf(schema: Schema | undefined): string {
  if (!schema || Object.keys(schema).length === 0 || schema.$ref) return 'unknown';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return union.map(typeOf).join(' | ');
  if (schema.allOf) return schema.allOf.map(typeOf).join(' & ');
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type })).join(' | ');
  switch (schema.type) {
    case 'string':
      return 'string';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      return `(${typeOf(schema.items)})[]`;
    case 'object': {
      const properties = Object.entries(schema.properties ?? {}).map(
        ([name, one]) => `${key(name)}${schema.required?.includes(name) ? '' : '?'}: ${typeOf(one)}`,
      );
      const rest =
        typeof schema.additionalProperties === 'object'
          ? [`[key: string]: ${typeOf(schema.additionalProperties)}`]
          : [];
      return properties.length + rest.length === 0
        ? 'Record<string, unknown>'
        : `{ ${[...properties, ...rest].join('; ')} }`;
    }
    default:
      return 'unknown';
  }
}

function key(name: string): string {
  return /^[\w$]+$/.test(name) ? name : `'${name}'`;
}
