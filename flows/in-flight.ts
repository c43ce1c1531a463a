import { nothingDeclared } from '#core/account/declared.ts';
import type { GoldenAccount } from '#core/account/survive.ts';
import { Directory } from '#core/identify/directory.ts';
import type { KeyIndex } from '#core/identify/key-index.ts';
import type { GoldenPerson } from '#core/person/survive.ts';
import type { StoredBase } from '#db/directory.ts';

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
  /** The base when this batch began, and what it adds. */
  size: StoredBase = { accounts: 0, people: 0, owners: new Map(), inForce: {}, declared: nothingDeclared };
  grown = { accounts: 0, people: 0 };
  /** The batch before, until everything this one needs of it is taken over. */
  previous: InFlight | undefined;
  /** Every key of the base and of batches on their way, while a bulk load keeps them in memory. */
  readonly index: KeyIndex | undefined;
  /** Somebody waits for the reasons: what each row was compared with is worked out and kept. */
  readonly explains: boolean;

  constructor(
    previous?: InFlight,
    { explains = false, index }: { explains?: boolean; index?: KeyIndex | undefined } = {},
  ) {
    this.previous = previous;
    this.index = index;
    this.explains = explains;
    this.directory = new Directory(previous?.directory);
  }

  /** The base behind this batch. */
  grownSize(): StoredBase {
    const owners = new Map(this.size.owners);
    for (const [owner, learnt] of this.directory.ownersLearnt) owners.set(owner, (owners.get(owner) ?? 0) + learnt);
    const { accounts, people, inForce, declared } = this.size;
    return { accounts: accounts + this.grown.accounts, people: people + this.grown.people, owners, inForce, declared };
  }

  forgetPrevious(): void {
    this.previous = undefined;
    this.directory.forgetPrevious();
  }
}
