/**
 * The caller is wrong: bad input, not allowed, not found. Thrown anywhere, turned into an HTTP answer or an exit code
 * in one place per door. `code` is stable; the sentence says what was given, what was expected and what to do.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  /** The sentence in English where the code alone does not tell it; else `api/english.ts` has one for the code. */
  readonly english: string | undefined;

  constructor(
    code: string,
    sentence: string,
    options: { status?: number; details?: Record<string, unknown>; english?: string; cause?: unknown } = {},
  ) {
    super(sentence, { cause: options.cause });
    this.name = 'Refusal';
    this.code = code;
    this.status = options.status ?? 400;
    this.details = options.details ?? {};
    this.english = options.english;
  }
}
