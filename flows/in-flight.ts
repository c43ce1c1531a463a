import type { GoldenAccount } from '#core/account/survive.ts';
import { Directory } from '#core/identify/directory.ts';
import type { GoldenPerson } from '#core/person/survive.ts';

/**
 * What one batch decided and the database may not show yet. The next batch is decided on the database and this together,
 * while this one is being written.
 */
export class InFlight {
  readonly directory: Directory;
  readonly accounts = new Map<number, GoldenAccount>();
  readonly people = new Map<number, GoldenPerson>();
  /** Contents of the rows on their way: row key → hash and place in the file. */
  readonly rows = new Map<string, { readonly hash: bigint; readonly number: number }>();
  /** Entities of the base when this batch began, and those it adds. */
  size = { accounts: 0, people: 0 };
  grown = { accounts: 0, people: 0 };
  /** The batch before, until everything this one needs of it is taken over. */
  previous: InFlight | undefined;
  /** Somebody waits for the reasons: what each row was compared with is kept. */
  readonly explains: boolean;

  constructor(previous?: InFlight, explains = false) {
    this.previous = previous;
    this.explains = explains;
    this.directory = new Directory(previous?.directory);
  }

  /** Entities of the base behind this batch. */
  grownSize(): { accounts: number; people: number } {
    return { accounts: this.size.accounts + this.grown.accounts, people: this.size.people + this.grown.people };
  }

  forgetPrevious(): void {
    this.previous = undefined;
    this.directory.forgetPrevious();
  }
}
