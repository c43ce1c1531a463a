import type { CompanyName } from '#core/company/name.ts';

/** What is known of an account or person that a row may belong to. */
export type AccountProfile = {
  readonly id: number;
  readonly name: CompanyName;
  readonly corporateNumbers: ReadonlySet<string>;
};
export type PersonProfile = {
  readonly id: number;
  readonly nameKey: string;
  readonly family: string;
  readonly emails: ReadonlySet<string>;
  readonly phones: ReadonlySet<string>;
  readonly departments: ReadonlySet<string>;
};

/**
 * The part of the stored world that one batch can touch, in memory. The batch is walked in order and each row sees what
 * the rows before it decided, so two rows about the same newcomer meet.
 */
export class Directory {
  readonly #ids = new Map<bigint, number[]>();
  readonly accounts = new Map<number, AccountProfile>();
  readonly people = new Map<number, PersonProfile>();
  /** Keys that this batch adds; to be stored. */
  readonly added: { hash: bigint; id: number; type: number }[] = [];

  /** A key that the database knows. */
  know(hash: bigint, id: number): void {
    const ids = this.#ids.get(hash);
    if (!ids) this.#ids.set(hash, [id]);
    else if (!ids.includes(id)) ids.push(id);
  }

  /** Registers a key for an entity; what is already known is not added twice. */
  add(hash: bigint, id: number, type: number): void {
    const ids = this.#ids.get(hash);
    if (ids?.includes(id)) return;
    this.know(hash, id);
    this.added.push({ hash, id, type });
  }

  /** Ids behind a key, oldest first. */
  find(hash: bigint): readonly number[] {
    return this.#ids.get(hash) ?? [];
  }
}
