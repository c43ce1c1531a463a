/** How to tell the values of each field of a record apart. */
export type KeysOf<Item> = {
  readonly [Field in keyof Item]: Item[Field] extends readonly (infer Value)[] ? (value: Value) => string : never;
};

/** At most so many values of one kind: a profile is compared whole, and the first ones are the most usual. */
export const valuesMax = 20;

/** A record with every value that a further one adds; the same object when it adds nothing. */
export function extend<Item extends object>(known: Item, seen: Item, keysOf: KeysOf<Item>): Item {
  let extended = known;
  for (const field in keysOf) {
    const values = known[field] as readonly unknown[];
    const more = seen[field] as readonly unknown[];
    if (more.length === 0 || values.length >= valuesMax) continue;
    if (more.every((value) => values.includes(value))) continue;
    const keyOf = keysOf[field] as (value: unknown) => string;
    const keys = new Set(values.map(keyOf));
    const fresh = more.filter((value) => {
      const key = keyOf(value);
      return !keys.has(key) && keys.add(key);
    });
    if (fresh.length === 0) continue;
    if (extended === known) extended = { ...known };
    extended[field] = [...values, ...fresh].slice(0, valuesMax) as Item[typeof field];
  }
  return extended;
}
