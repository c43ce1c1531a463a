import type { ZodType } from 'zod';
import { Refusal } from '#core/refusal.ts';

/** A filter as a list's address carries it: JSON, checked against the fields of that list. */
export function parseFilter<F>(schema: ZodType<F>, text: string | undefined): F | undefined {
  if (!text) return undefined;
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (cause) {
    throw new Refusal('filter_invalid', '絞り込み条件を読めません。', { status: 422, cause });
  }
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    throw new Refusal('filter_unknown_field', '絞り込み条件に知らない項目があります。', { status: 422 });
  return parsed.data;
}
