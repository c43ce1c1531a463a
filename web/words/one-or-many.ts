/** The word after a number, as English writes it: `{{n}} {{n, row|rows}}` of 1 is `1 row`. The number may have been written out already. */
export function oneOrMany(value: unknown, words: string): string {
  const [one = '', many = ''] = words.split('|');
  return String(value) === '1' ? one : many;
}
