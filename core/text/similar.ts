/** Likeness of two short texts. Hot: written for typed arrays and early ends. */

const lengthMax = 64;
const rows = [new Uint8Array(lengthMax + 1), new Uint8Array(lengthMax + 1), new Uint8Array(lengthMax + 1)] as const;

/**
 * Letters to insert, remove, replace or swap (optimal string alignment), or `limit + 1` when there are more than `limit`.
 * Texts are cut at 64 UTF-16 units.
 */
export function editDistance(one: string, other: string, limit: number): number {
  if (one === other) return 0;
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  const [height, width] = [Math.min(one.length, lengthMax), Math.min(other.length, lengthMax)];
  let [twoAbove, above, line]: Uint8Array[] = [...rows] as [Uint8Array, Uint8Array, Uint8Array];
  for (let column = 0; column <= width; column++) above![column] = column;
  for (let row = 1; row <= height; row++) {
    line![0] = row;
    let least = row;
    const letter = one.charCodeAt(row - 1);
    for (let column = 1; column <= width; column++) {
      const match = other.charCodeAt(column - 1);
      let cost = above![column - 1]! + (letter === match ? 0 : 1);
      if (above![column]! + 1 < cost) cost = above![column]! + 1;
      if (line![column - 1]! + 1 < cost) cost = line![column - 1]! + 1;
      if (row > 1 && column > 1 && letter === other.charCodeAt(column - 2) && one.charCodeAt(row - 2) === match)
        cost = Math.min(cost, twoAbove![column - 2]! + 1);
      line![column] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    [twoAbove, above, line] = [above!, line!, twoAbove!];
  }
  return Math.min(above![width]!, limit + 1);
}

/** True when one insertion, removal, replacement or swap makes the texts equal. Linear. */
export function isOneEditAway(one: string, other: string): boolean {
  const [long, short] = [Math.max(one.length, other.length), Math.min(one.length, other.length)];
  if (long - short > 1) return false;
  let head = 0;
  while (head < short && one.charCodeAt(head) === other.charCodeAt(head)) head++;
  let tail = 0;
  while (tail < short - head && one.charCodeAt(one.length - 1 - tail) === other.charCodeAt(other.length - 1 - tail))
    tail++;
  const [left, right] = [one.length - head - tail, other.length - head - tail];
  if (left <= 1 && right <= 1) return left + right > 0;
  return left === 2 && right === 2 && one[head] === other[head + 1] && one[head + 1] === other[head];
}

const usedOne = new Uint8Array(lengthMax);
const usedOther = new Uint8Array(lengthMax);

/** Jaro–Winkler likeness, 0–1 (Winkler 1990, prefix weight 0.1, at most four letters). Texts are cut at 64 UTF-16 units. */
export function jaroWinkler(one: string, other: string): number {
  if (one === other) return 1;
  const [height, width] = [Math.min(one.length, lengthMax), Math.min(other.length, lengthMax)];
  if (height === 0 || width === 0) return 0;
  const window = Math.max(0, (Math.max(height, width) >> 1) - 1);
  usedOne.fill(0, 0, height);
  usedOther.fill(0, 0, width);
  let matches = 0;
  for (let index = 0; index < height; index++) {
    const letter = one.charCodeAt(index);
    const last = Math.min(width - 1, index + window);
    for (let place = Math.max(0, index - window); place <= last; place++) {
      if (usedOther[place] === 1 || other.charCodeAt(place) !== letter) continue;
      usedOne[index] = usedOther[place] = 1;
      matches++;
      break;
    }
  }
  if (matches === 0) return 0;
  let swapped = 0;
  for (let index = 0, place = 0; index < height; index++) {
    if (usedOne[index] === 0) continue;
    while (usedOther[place] === 0) place++;
    if (one.charCodeAt(index) !== other.charCodeAt(place)) swapped++;
    place++;
  }
  const jaro = (matches / height + matches / width + (matches - swapped / 2) / matches) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < height && prefix < width && one[prefix] === other[prefix]) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}
