/** What is left of `value` after `ageDays`: half after every `halfLifeDays` (domain.md §8.2). A coming event counts in full. */
export function decayed(value: number, ageDays: number, halfLifeDays: number): number {
  return value * 0.5 ** (Math.max(0, ageDays) / halfLifeDays);
}
