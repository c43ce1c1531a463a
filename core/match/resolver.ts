import { KeyTable } from './key-table.ts';
import { recluster, reclusterMax } from './recluster.ts';
import type { Scorer } from './score.ts';

/**
 * Records to entities one at a time, in memory (identity.md §2.9): a new record meets others by shared keys, and the entities
 * it has a link to are clustered anew together with it. Repairing the neighbourhood is what keeps the order of arrival from
 * mattering much (Saeedi, Peukert & Rahm 2020). For bulk loads and for measuring; a stored world follows the same steps.
 */
export class Resolver<Item> {
  readonly #scorer: Scorer<Item>;
  readonly #items: Item[] = [];
  readonly #signatures: string[] = [];
  readonly #entityOf: number[] = [];
  readonly #members = new Map<number, number[]>();
  readonly #keys = new KeyTable();
  readonly #carriers: number[][] = [];
  #nextEntity = 0;

  constructor(scorer: Scorer<Item>) {
    this.#scorer = scorer;
  }

  /** Takes a record in and returns its entity. Later records may move it. */
  add(item: Item): number {
    const record = this.#items.push(item) - 1;
    this.#signatures.push(this.#scorer.model.signature(item));
    const union = [record];
    for (const entity of this.#linked(record, item)) {
      const members = this.#members.get(entity)!;
      if (union.length + members.length <= reclusterMax) for (const member of members) union.push(member);
    }
    if (union.length === 1) this.#place([record], this.#nextEntity++);
    else this.#repair(union);
    return this.#entityOf[record]!;
  }

  /**
   * The nightly second look: the neighbourhood of every record once more, now that all of it is there, in an order that does not
   * depend on who came first.
   */
  settle(): void {
    const byWords = this.#items.map((_, record) => record).sort((one, other) => this.#compare(one, other));
    for (const record of byWords) {
      const own = this.#entityOf[record]!;
      const near = this.#linked(record, this.#items[record]!).filter((entity) => entity !== own);
      const union = [...this.#members.get(own)!];
      for (const entity of near) {
        const members = this.#members.get(entity)!;
        if (union.length + members.length <= reclusterMax) for (const member of members) union.push(member);
      }
      if (near.length > 0) this.#repair(union);
    }
  }

  /** Entity of each record in the order of arrival. */
  entities(): readonly number[] {
    return this.#entityOf;
  }

  /** Entities with a record that links to this one, strongest link first. */
  #linked(record: number, item: Item): number[] {
    const { blocking, guard } = this.#scorer.model.settings;
    const seen = new Set<number>();
    const best = new Map<number, number>();
    for (const ladder of this.#scorer.model.keys(item)) {
      for (const text of ladder) {
        const key = this.#keys.idOf(text);
        this.#carriers[key] ??= [];
        const carriers = this.#carriers[key];
        if (carriers.length > blocking.carriersMax) continue;
        for (const other of carriers) seen.add(other);
        if (this.#entityOf[record] === undefined) carriers.push(record);
        break;
      }
    }
    seen.delete(record);
    for (const other of seen) {
      const bits = this.#scorer.score(item, this.#items[other]!);
      if (bits < guard.edge || this.#scorer.cap !== 'same') continue;
      const entity = this.#entityOf[other]!;
      if (bits > (best.get(entity) ?? Number.NEGATIVE_INFINITY)) best.set(entity, bits);
    }
    return [...best].sort((one, other) => other[1] - one[1] || one[0] - other[0]).map(([entity]) => entity);
  }

  /** Clusters the records anew; each new cluster takes the entity that gave most of its records. */
  #repair(union: number[]): void {
    const order = union.sort((one, other) => this.#compare(one, other));
    const { rootOf } = recluster(
      this.#scorer,
      order.map((record) => this.#items[record]!),
    );
    const clusters = new Map<number, number[]>();
    for (const [place, record] of order.entries()) {
      const root = rootOf[place]!;
      const cluster = clusters.get(root);
      if (cluster) cluster.push(record);
      else clusters.set(root, [record]);
    }
    for (const record of order) {
      const entity = this.#entityOf[record];
      if (entity !== undefined) this.#members.delete(entity);
    }
    const taken = new Set<number>();
    for (const cluster of [...clusters.values()].sort((one, other) => other.length - one.length)) {
      const kept = mostFrequent(
        cluster.map((record) => this.#entityOf[record]).filter((entity) => entity !== undefined && !taken.has(entity)),
      );
      const entity = kept ?? this.#nextEntity++;
      taken.add(entity);
      this.#place(cluster, entity);
    }
  }

  #compare(one: number, other: number): number {
    return this.#signatures[one]! < this.#signatures[other]! ? -1 : 1;
  }

  #place(records: number[], entity: number): void {
    this.#members.set(entity, records);
    for (const record of records) this.#entityOf[record] = entity;
  }
}

function mostFrequent(values: readonly (number | undefined)[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0])[0]?.[0];
}
