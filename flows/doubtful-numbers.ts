import { doubtOfNumber, type NumberDoubt } from '#core/register/doubtful-number.ts';
import { numbersToLookAt, type NumberBearer } from '#db/doubtful-numbers.ts';
import type { Database } from '#db/pool.ts';
import { registerExtent } from '#db/register.ts';
import { streamRows } from '#db/transaction.ts';

/** A company whose 法人番号 does not go with the register, with whose number it is there. */
export type DoubtfulNumber = Pick<
  NumberBearer,
  'accountId' | 'name' | 'corporateNumber' | 'ownerName' | 'prefecture'
> & {
  readonly why: NumberDoubt;
  readonly registeredName: string | null;
  readonly registeredPlace: string | null;
};

/** More are not looked for: whoever mends numbers begins at the top. */
const foundMax = 2_000;

/**
 * Companies whose 法人番号 the loaded register contradicts (domain.md §12.6): one page of them, and how many there are, `isMore` where the
 * search ended before the last. Nothing is kept: a corrected number, another name or a newer register tell at once.
 */
export async function listDoubtfulNumbers(
  database: Database,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ readonly rows: readonly DoubtfulNumber[]; readonly total: number; readonly isMore: boolean }> {
  const extent = await registerExtent(database.db);
  if (extent === 'none') return { rows: [], total: 0, isMore: false };
  const found: DoubtfulNumber[] = [];
  for await (const bearers of streamRows(database, numbersToLookAt(extent === 'whole'))) {
    for (const bearer of bearers) found.push(...doubtsAbout(bearer, extent === 'whole'));
    if (found.length > foundMax) break;
  }
  const { offset, limit } = page;
  const told = found.slice(0, foundMax);
  return { rows: told.slice(offset, offset + limit), total: told.length, isMore: found.length > foundMax };
}

/** The same of one company; undefined where its number is in order, or has been decided. */
export async function doubtAboutNumber(
  { db }: Pick<Database, 'db'>,
  accountId: number,
): Promise<DoubtfulNumber | undefined> {
  const extent = await registerExtent(db);
  if (extent === 'none') return undefined;
  const { rows } = await numbersToLookAt(extent === 'whole', accountId).execute(db);
  return rows.flatMap((bearer) => doubtsAbout(bearer, extent === 'whole'))[0];
}

function doubtsAbout({ registered, ...bearer }: NumberBearer, isWhole: boolean): DoubtfulNumber[] {
  const why = doubtOfNumber(bearer, registered ?? undefined, isWhole);
  if (why === undefined) return [];
  const { accountId, name, corporateNumber, ownerName, prefecture } = bearer;
  const about = { accountId, name, corporateNumber, ownerName, prefecture, why };
  return [{ ...about, registeredName: registered?.name ?? null, registeredPlace: registered?.place ?? null }];
}
