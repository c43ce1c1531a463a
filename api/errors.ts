import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import * as locales from 'zod/locales';
import { Refusal } from '#core/refusal.ts';
import type { Language } from '#core/words.ts';
import { sentenceOf } from './english.ts';

/** The one place where an error becomes an HTTP answer: `{code, message, details}`, the sentence in the language asked for. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const language = languageOf(request);
  const refusal = error instanceof Refusal ? error : refusalOf(error, language, request);
  if (refusal.status >= 500)
    request.log.error({ route: request.routeOptions.url, error: error.name, stack: error.stack }, 'request failed');
  reply
    .code(refusal.status)
    .headers({ 'content-language': language, vary: 'accept-language' })
    .send({
      code: refusal.code,
      message: sentenceOf(refusal, language),
      details: refusal.details,
    });
}

/** Japanese unless the caller prefers English. */
function languageOf(request: FastifyRequest): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'ja';
}

/** What is no refusal of ours: input of the wrong shape, too much of it, or our own failure. */
function refusalOf(error: FastifyError | Error, language: Language, request: FastifyRequest): Refusal {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map(({ instancePath, keyword, params }) => ({
      field: instancePath.replace(/^\//, ''),
      message: messageOf({ ...params, code: keyword, path: [] }, language),
    }));
    const problems = fields.map(({ field, message }) => [field, message].filter(Boolean).join(': ')).join(' / ');
    return new Refusal('input_invalid', `入力を確かめてください。${problems}`, {
      status: 422,
      details: { fields, problems },
    });
  }
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  if (status === 413) return new Refusal('E_TOO_LARGE', 'ファイルが大きすぎます。上限は 2 GB です。', { status });
  if (status >= 400 && status < 500)
    return new Refusal('request_refused', 'この要求は受け付けられません。', { status });
  return new Refusal('internal_error', '処理に失敗しました。もう一度試し、続くときは管理者に連絡してください。', {
    status: 500,
    details: { id: request.id },
  });
}

const messages = { ja: locales.ja().localeError, en: locales.en().localeError };

function messageOf(issue: object, language: Language): string {
  const message = messages[language](issue as never);
  return typeof message === 'string' ? message : (message?.message ?? '');
}
