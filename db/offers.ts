import { sql } from 'kysely';
import type { Offer, OfferKind } from '#core/demand/offer.ts';
import type { TakeOutcome } from './offer-takes.ts';
import { listNamedRows, type NamedRow } from './offered-rows.ts';
import type { Db } from './pool.ts';

export type StoredOffer = Offer & {
  readonly createdBy: string | null;
  readonly createdAt: Date;
  /** Rows that took it so far, by what they led to. */
  readonly taken: Readonly<Partial<Record<TakeOutcome, number>>>;
};

/** All offers, those that run first. */
export async function listOffers(db: Db): Promise<StoredOffer[]> {
  const { rows } = await sql<StoredOffer & { kind: OfferKind }>`
    select o.offer_id as "offerId", o.name, o.kind, o.words, o.except_words as "exceptWords", o.product, o.starts_on::text as "startsOn",
           o.ends_on::text as "endsOn", o.is_act_now as "isActNow", m.name as "createdBy", o.created_at as "createdAt",
           coalesce((select json_object_agg(t.outcome, t.n) from (select outcome, count(*)::int as n from offer_take where offer_id = o.offer_id group by 1) t), '{}') as taken
      from offer o left join member m on m.member_id = o.created_by
     order by o.ends_on is not null, o.is_act_now desc, o.name`.execute(db);
  return rows;
}

/** Offers that hand leads over by themselves, whether they run today or not. */
export async function listActNowOffers(db: Db): Promise<Offer[]> {
  const rows = await db.selectFrom('offer').selectAll().where('is_act_now', '=', true).orderBy('offer_id').execute();
  return rows.map((row) => ({
    offerId: row.offer_id,
    name: row.name,
    kind: row.kind as OfferKind,
    words: row.words,
    exceptWords: row.except_words,
    product: row.product,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    isActNow: row.is_act_now,
  }));
}

/** The rows that an offer led to this with, the latest first, and how many there are. */
export async function listTaken(
  db: Db,
  offerId: number,
  outcome: TakeOutcome,
  limit: number,
): Promise<{ total: number; rows: NamedRow[] }> {
  const { rows } = await sql<{ row_key: string; total: number }>`
    select row_key, count(*) over ()::int as total from offer_take where offer_id = ${offerId} and outcome = ${outcome}
     order by on_day desc, row_key limit ${limit}`.execute(db);
  const found = await listNamedRows(db, { rowKeys: rows.map((row) => row.row_key) }, 'any');
  return { total: rows[0]?.total ?? 0, rows: found.reverse() };
}
