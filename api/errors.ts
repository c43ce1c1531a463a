import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { Refusal } from '#core/refusal.ts';

/** The one place where an error becomes an HTTP answer: `{code, message, details}`. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof Refusal) {
    reply.code(error.status).send({ code: error.code, message: error.message, details: error.details });
    return;
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const problems = error.validation.map((problem) => ({
      field: problem.instancePath.replace(/^\//, ''),
      message: problem.message ?? '',
    }));
    reply.code(422).send({
      code: 'input_invalid',
      message: `入力が正しくありません: ${problems.map((problem) => `${problem.field || '本文'}(${problem.message})`).join('、')}`,
      details: { problems },
    });
    return;
  }
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status === 413) {
    reply.code(413).send({ code: 'E_TOO_LARGE', message: 'ファイルが大きすぎます。上限は 2 GB です。', details: {} });
    return;
  }
  if (status !== undefined && status >= 400 && status < 500) {
    reply.code(status).send({ code: 'request_refused', message: 'この要求は受け付けられません。', details: {} });
    return;
  }
  request.log.error({ route: request.routeOptions.url, error: error.name, stack: error.stack }, 'request failed');
  reply.code(500).send({
    code: 'internal_error',
    message: '処理に失敗しました。もう一度試し、続くときは管理者に連絡してください。',
    details: { id: request.id },
  });
}
