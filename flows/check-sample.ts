import type { Evidence } from '#core/identify/evidence.ts';
import {
  readEntityNames,
  type CheckedDoubt,
  type CheckedEntity,
  type CheckedName,
  type CheckedRow,
  type CheckOutcome,
} from '#db/check-rows.ts';
import { readLinks } from '#db/links.ts';
import type { EntityKind } from '#db/move-rows.ts';
import type { Db } from '#db/pool.ts';
import type { FileRow, RejectedRow, RowsPlan } from './import-rows.ts';
import type { Found } from './ingest-step.ts';

/** More than anybody reads of one outcome; of rows with long cells fewer, so that a check stays small however large its file. */
const rowsKeptMax = 1_000;
const charactersKeptMax = 1_000_000;

const nothing = { rejection: null, account: null, person: null, doubts: [] } as const;
type Unnamed = { kind: EntityKind; id: number; told: { name: string } };

/** The first rows of every outcome of a check with where they would belong and why; all others are only counted. */
export class CheckSample {
  readonly #rows: CheckedRow[] = [];
  readonly #rowsMax: number;
  readonly #used = new Map<CheckOutcome, { rows: number; characters: number }>();
  /** Companies and people that the file would found, with the row that founds them. */
  readonly #founders: Readonly<Record<EntityKind, Map<number, number>>> = { account: new Map(), person: new Map() };
  #unnamed: Unnamed[] = [];

  constructor(rowsMax = rowsKeptMax) {
    this.#rowsMax = rowsMax;
  }

  /** What was kept, in the order of the file. */
  get rows(): readonly CheckedRow[] {
    return this.#rows.sort((one, other) => one.rowNumber - other.rowNumber);
  }

  /** Keeps what there is room for of a batch that was just written; `db` shows it until it is rolled back. */
  async keep(db: Db, batch: readonly FileRow[], { sorted, ingest }: RowsPlan): Promise<void> {
    const { incoming, superseded, unchanged, rejected } = sorted;
    for (const { observation } of incoming) {
      const { account, person } = ingest.found.get(observation.row.key)!;
      if (account?.isNew) this.#founders.account.set(account.id, observation.row.number);
      if (person?.isNew) this.#founders.person.set(person.id, observation.row.number);
    }
    this.keepRejected(rejected);
    const passed = new Set(superseded.map(({ observation }) => observation));
    const cellsOf = new Map(batch.map(({ number, cells }) => [number, cells]));
    for (const { observation } of [...superseded, ...incoming]) {
      const { key, number: rowNumber } = observation.row;
      const outcome = passed.has(observation) ? 'matched' : ingest.outcomes.get(key)!;
      const cells = cellsOf.get(rowNumber)!;
      if (this.#takesRoom(outcome, cells))
        this.#rows.push({ rowNumber, outcome, cells, rejection: null, ...this.#whereOf(ingest.found.get(key)!) });
    }
    await this.#keepUnchanged(db, unchanged);
    await this.#nameAll(db);
  }

  keepRejected(rejected: readonly RejectedRow[]): void {
    for (const { number: rowNumber, code, detail, cells } of rejected)
      if (this.#takesRoom('rejected', cells))
        this.#rows.push({ ...nothing, rowNumber, outcome: 'rejected', cells, rejection: { code, detail } });
  }

  /** Rows that say what was taken in before belong where they did. */
  async #keepUnchanged(db: Db, unchanged: readonly FileRow[]): Promise<void> {
    const kept = unchanged.flatMap(({ number, cells, read }) =>
      !('rejected' in read) && this.#takesRoom('unchanged', cells) ? [{ number, cells, key: read.row.key }] : [],
    );
    if (kept.length === 0) return;
    const links = await readLinks(
      db,
      kept.map(({ key }) => key),
    );
    for (const { number: rowNumber, cells, key } of kept) {
      const { accountId, personId, method = 'none' } = links.get(`${key}/main`) ?? {};
      const why = { method, matched: [], differs: [] };
      this.#rows.push({
        ...{ ...nothing, rowNumber, outcome: 'unchanged', cells },
        account: accountId === undefined ? null : this.#name('account', accountId, why),
        person: personId === undefined ? null : this.#name('person', personId, why),
      });
    }
  }

  #whereOf({ account, person }: Found): Pick<CheckedRow, 'account' | 'person' | 'doubts'> {
    const doubts = (['account', 'person'] as const).flatMap((kind) =>
      ((kind === 'account' ? account : person)?.proposals ?? [])
        .filter(({ state }) => state === 'open')
        .map(
          ({ rightId, reason, evidence }): CheckedDoubt =>
            this.#name(kind, rightId, { kind, reason, ...wordsOf(evidence) }),
        ),
    );
    const where = (kind: EntityKind, found: Found[EntityKind]): CheckedEntity | null =>
      found ? this.#name(kind, found.id, { method: found.method, ...wordsOf(found.evidence) }) : null;
    return { account: where('account', account), person: where('person', person), doubts };
  }

  #takesRoom(outcome: CheckOutcome, cells: readonly string[]): boolean {
    const used = this.#used.get(outcome) ?? { rows: 0, characters: 0 };
    if (used.rows >= this.#rowsMax || used.characters >= charactersKeptMax) return false;
    const characters = cells.reduce((sum, cell) => sum + cell.length, used.characters);
    this.#used.set(outcome, { rows: used.rows + 1, characters });
    return true;
  }

  /** An entity whose name is asked for together with the others of its batch. */
  #name<More>(kind: EntityKind, id: number, more: More): CheckedName & More {
    const foundedBy = this.#founders[kind].get(id) ?? null;
    const told = { id: foundedBy === null ? id : null, foundedBy, name: '', ...more };
    this.#unnamed.push({ kind, id, told });
    return told;
  }

  async #nameAll(db: Db): Promise<void> {
    for (const kind of ['account', 'person'] as const) {
      const of = this.#unnamed.filter((one) => one.kind === kind);
      const names = await readEntityNames(db, kind, [...new Set(of.map(({ id }) => id))]);
      for (const { id, told } of of) told.name = names.get(id) ?? '';
    }
    this.#unnamed = [];
  }
}

const wordsOf = ({ matched, differs }: Evidence) => ({ matched, differs });
