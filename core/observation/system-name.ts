/** What of a file tells which system wrote it: its columns, and some of the keys of its rows. */
export type FileShape = { readonly columns: readonly string[]; readonly keys: readonly string[] };

/** Two exports of one system share at least half of all their columns. */
const columnsAlike = 0.5;

/**
 * What speaks for two systems behind two files that bear one system name: other columns, or keys of another format. Undefined where
 * nothing does, and where a file has no keys: its rows cannot be taken for those of the other.
 */
export function differenceOf(one: FileShape, other: FileShape): 'columns' | 'keys' | undefined {
  if (one.keys.length === 0 || other.keys.length === 0) return undefined;
  const [columns, others] = [one, other].map((file) => new Set(file.columns.map(plain)));
  const shared = columns!.intersection(others!).size;
  if (shared < columnsAlike * columns!.union(others!).size) return 'columns';
  const formats = new Set(other.keys.map(keyFormat));
  return one.keys.some((key) => formats.has(keyFormat(key))) ? undefined : 'keys';
}

/** How a key is built: `C-0012` and `C-9` are both `C-9`, `10012` is `9`. */
export function keyFormat(key: string): string {
  return plain(key).replace(/\d+/g, '9');
}

const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase();

/** A name for the system of a file that nobody uses yet: what its file name says in letters, else the name in use with a number. */
export function proposeSystemName(fileName: string, inUse: string, taken: ReadonlySet<string>): string {
  const said = plain(fileName)
    .replace(/\.[a-z0-9]+$/, '')
    .replace(/[-_ ]*\d{4,}.*$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, nameMax);
  if (/[a-z]/.test(said) && !taken.has(said)) return said;
  const base = /[a-z]/.test(said) ? said : inUse.slice(0, nameMax);
  for (let number = 2; ; number++) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
}
const nameMax = 32;
