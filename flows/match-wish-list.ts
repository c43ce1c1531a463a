import { sql } from 'kysely';
import { distinctPart } from '#core/company/distinct-part.ts';
import { parseCompanyName } from '#core/company/name.ts';
import { parseCorporateNumber } from '#core/company/corporate-number.ts';
import { ownPersonOf } from '#core/target/nominator.ts';
import type { WishLine } from '#core/target/wish-lines.ts';
import { Refusal } from '#core/refusal.ts';
import { gramsOf } from '#core/text/grams.ts';
import { findAgenciesByName, findByName, findSimilarNames, type NameCandidate } from '#db/name-lookup.ts';
import { listOwnerNames } from '#db/owners.ts';
import type { Transaction } from '#db/transaction.ts';

const linesMax = 5_000;
const similarMax = 5;

/**
 * Matches sales' wish list (営業の希望リスト) with the companies held: 一致 when one company has this name, 候補 when several have it
 * or some are alike, 該当なし otherwise. Who asks for it is written out as one of our own people where only one can be meant (`高瀬` as `高瀬 亮介`);
 * the agency beside it is known where exactly one company that sells for us has this name.
 * Stored, so that somebody can settle the candidates later.
 */
export async function matchWishList(
  transaction: Transaction,
  name: string,
  lines: readonly WishLine[],
  memberId: number | null,
): Promise<{ wishListId: number }> {
  const wanted = lines.map((line) => ({ ...line, text: line.text.trim() })).filter((line) => line.text !== '');
  if (wanted.length === 0) throw new Refusal('wish_list_empty', '企業名がありません。1行に1社ずつ貼り付けてください。');
  if (wanted.length > linesMax)
    throw new Refusal('wish_list_too_long', `一度に ${linesMax.toLocaleString()} 社までです。分けてください。`, {
      details: { max: linesMax },
    });
  const { wish_list_id: wishListId } = await transaction.db
    .insertInto('wish_list')
    .values({ name, member_id: memberId })
    .returning('wish_list_id')
    .executeTakeFirstOrThrow();
  const parsed = wanted.map((line) => ({
    ...line,
    parsed: parseCompanyName(line.text),
    number: parseCorporateNumber(line.text),
  }));
  const byName = await findByName(transaction.db, [...new Set(parsed.map((line) => line.parsed.safe).filter(Boolean))]);
  const ownPeople = await listOwnerNames(transaction.db);
  const agencyOf = await readAgencies(transaction, wanted);
  const items = [];
  for (const [position, line] of parsed.entries()) {
    const exact = line.number ? await findByNumber(transaction, line.number) : (byName.get(line.parsed.safe) ?? []);
    const { core } = line.parsed;
    const similar =
      exact.length > 0
        ? []
        : await findSimilarNames(transaction.db, gramsOf([core]), gramsOf([distinctPart(core)]), similarMax);
    const outcome = exact.length === 1 ? 'match' : exact.length + similar.length > 0 ? 'candidates' : 'none';
    items.push({
      wish_list_id: wishListId,
      position: position + 1,
      text: line.text.slice(0, 300),
      nominated_by: (line.nominatedBy && ownPersonOf(line.nominatedBy, ownPeople)) || line.nominatedBy?.trim() || null,
      agency: line.agency?.trim().slice(0, 300) || null,
      agency_id: agencyOf(line),
      reason: line.reason?.trim().slice(0, 500) || null,
      outcome,
      account_id: exact.length === 1 ? exact[0]!.accountId : null,
      candidates: JSON.stringify(exact.length === 1 ? [] : [...exact, ...similar].slice(0, 8)),
    });
  }
  for (let start = 0; start < items.length; start += 500)
    await transaction.db
      .insertInto('wish_item')
      .values(items.slice(start, start + 500))
      .execute();
  return { wishListId };
}

/** Says which company that sells for us a line names: null where none or more than one has this name. */
async function readAgencies(
  { db }: Transaction,
  lines: readonly WishLine[],
): Promise<(line: WishLine) => number | null> {
  const keyOf = ({ agency = '' }: WishLine) => parseCompanyName(agency).safe;
  const byName = await findAgenciesByName(db, [...new Set(lines.map(keyOf))].filter(Boolean));
  return (line) => {
    const meant = byName.get(keyOf(line)) ?? [];
    return meant.length === 1 ? meant[0]! : null;
  };
}

async function findByNumber(transaction: Transaction, number: string): Promise<NameCandidate[]> {
  const { rows } =
    await sql<NameCandidate>`select account_id as "accountId", name, prefecture, corporate_number as "corporateNumber", 0 as people, 1::real as similarity from account where corporate_number = ${number}`.execute(
      transaction.db,
    );
  return rows;
}
