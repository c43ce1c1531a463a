/** The strongest level over every pair of two sides' values, numbered from 1 in the order of `codes`; 0 when none compares. */
export function bestLevel<Value>(
  one: readonly Value[],
  other: readonly Value[],
  compare: (one: Value, other: Value) => string | undefined,
  codes: readonly string[],
): number {
  let found = 0;
  for (const value of one)
    for (const known of other) {
      const level = codes.indexOf(compare(value, known) ?? '') + 1;
      if (level > 0 && (found === 0 || level < found)) found = level;
    }
  return found;
}
