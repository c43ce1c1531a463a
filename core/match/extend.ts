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
    const [values, more] = [known[field], seen[field]] as unknown as [readonly unknown[], readonly unknown[]];
    if (more.length === 0 || values.length >= valuesMax) continue;
    const keyOf = keysOf[field] as (value: unknown) => string;
    const isKnown = (value: unknown, among: readonly unknown[]) => {
      if (among.includes(value)) return true;
      const key = keyOf(value);
      return among.some((known) => keyOf(known) === key);
    };
    const fresh = more.filter((value, place) => !isKnown(value, values) && !isKnown(value, more.slice(0, place)));
    if (fresh.length === 0) continue;
    if (extended === known) extended = { ...known };
    extended[field] = [...values, ...fresh].slice(0, valuesMax) as Item[typeof field];
  }
  return extended;
}
