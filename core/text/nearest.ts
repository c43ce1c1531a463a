import { clean } from './clean.ts';

/** The choices most like a word that is none of them, best first: `Yess` → `yes`. Always gives `count`, also for words like nothing. */
export function nearestChoices(word: string, choices: readonly string[], count = 3): string[] {
  const key = clean(word).slice(0, 40);
  return choices
    .map((choice) => ({ choice, distance: editDistance(key, clean(choice)) }))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, count)
    .map(({ choice }) => choice);
}

/** Letters to insert, remove or replace (Levenshtein), as a share of the longer word. */
function editDistance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      line.push(Math.min(above[column]! + 1, line[column - 1]! + 1, above[column - 1]! + (isSame ? 0 : 1)));
    }
    above = line;
  }
  return above[other.length]! / Math.max(1, one.length, other.length);
}
