/** What is left of two texts when the same beginning and the same end are taken away: 青空商事, 青空商会 → 事, 会. */
export function firstDifference(one: string, other: string): { readonly one: string; readonly other: string } {
  const short = Math.min(one.length, other.length);
  let head = 0;
  while (head < short && one[head] === other[head]) head++;
  let tail = 0;
  while (tail < short - head && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail++;
  return { one: one.slice(head, one.length - tail), other: other.slice(head, other.length - tail) };
}
