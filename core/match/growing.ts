/** A list of whole numbers in one typed array that grows by doubling. `values` changes when it grows. */
export type Growing = { values: Int32Array; size: number; push: (value: number) => void };

/** An empty list with room for `capacity` numbers, 16 at least. */
export function growing(capacity: number): Growing {
  const list: Growing = {
    values: new Int32Array(Math.max(16, capacity)),
    size: 0,
    push: (value) => {
      if (list.size === list.values.length) {
        const larger = new Int32Array(list.size * 2);
        larger.set(list.values);
        list.values = larger;
      }
      list.values[list.size++] = value;
    },
  };
  return list;
}
