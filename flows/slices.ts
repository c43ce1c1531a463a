import { setImmediate as nextTurn } from 'node:timers/promises';

const sliceSize = 100;

/** Walks a list in order with a pause after every hundred, so that long work leaves room for answers and for the database. */
export async function inSlices<Item>(
  list: readonly Item[],
  work: (item: Item, index: number) => unknown,
): Promise<void> {
  for (let index = 0; index < list.length; index++) {
    const pending = work(list[index]!, index);
    if (pending instanceof Promise) await pending;
    if (index % sliceSize === sliceSize - 1) await nextTurn();
  }
}

/** A list in parts, for queries that name every item. */
export function* slicesOf<Item>(list: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}
