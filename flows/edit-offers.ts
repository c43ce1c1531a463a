import { addMonths } from '#core/period/fiscal.ts';
import { instantOf } from '#core/period/business-clock.ts';
import { todayJst } from '#core/period/day.ts';
import { decideTake } from '#core/demand/act-now.ts';
import { speaksOf, type Offer } from '#core/demand/offer.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { listCyclesOfRows, listNamedRows, listRowNames } from '#db/offered-rows.ts';
import type { TakeOutcome } from '#db/offer-takes.ts';
import type { Db } from '#db/pool.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Actor } from './hand-over.ts';
import { takeOffers, type OfferedRow } from './take-offers.ts';

export type OfferDraft = Omit<Offer, 'offerId'>;

/** Adds an offer, or changes one; what rows led to before stays as it was decided. Refuses `offer_exists` and `offer_backwards`. */
export async function saveOffer(
  transaction: Transaction,
  offerId: number | null,
  draft: OfferDraft,
  { memberId, now }: Actor,
): Promise<{ offerId: number }> {
  const { db } = transaction;
  const before = offerId === null ? undefined : await requireOffer(db, offerId);
  if (draft.endsOn !== null && draft.endsOn < draft.startsOn)
    throw new Refusal('offer_backwards', '終了日は、開始日以降にしてください。', { status: 422 });
  const namesake = await db.selectFrom('offer').select('offer_id').where('name', '=', draft.name).executeTakeFirst();
  if (namesake && namesake.offer_id !== offerId)
    throw new Refusal('offer_exists', `「${draft.name}」という申し込みは、もう登録されています。`, { status: 409 });
  const line = {
    name: draft.name,
    kind: draft.kind,
    words: [...draft.words],
    except_words: [...draft.exceptWords],
    product: draft.product,
    starts_on: draft.startsOn,
    ends_on: draft.endsOn,
    is_act_now: draft.isActNow,
  };
  const saved =
    offerId === null
      ? await db
          .insertInto('offer')
          .values({ ...line, created_by: memberId, created_at: now })
          .returning('offer_id')
          .executeTakeFirstOrThrow()
      : await db
          .updateTable('offer')
          .set(line)
          .where('offer_id', '=', offerId)
          .returning('offer_id')
          .executeTakeFirstOrThrow();
  await writeAudit(db, {
    memberId,
    action: offerId === null ? 'offer.add' : 'offer.edit',
    subjectKind: 'offer',
    subjectId: saved.offer_id,
    ...(before ? { before } : {}),
    after: draft,
  });
  return { offerId: saved.offer_id };
}

/** Removes an offer that nobody took; one that was taken is ended instead. Refuses `offer_taken`. */
export async function deleteOffer(
  transaction: Transaction,
  offerId: number,
  memberId: number,
): Promise<{ offerId: number }> {
  const { db } = transaction;
  const before = await requireOffer(db, offerId);
  const taken = await db.selectFrom('offer_take').select('row_key').where('offer_id', '=', offerId).limit(1).execute();
  if (taken.length > 0)
    throw new Refusal(
      'offer_taken',
      'この申し込みから始まったリードがあるため、削除できません。終了日を入れてください。',
      {
        status: 409,
      },
    );
  await db.deleteFrom('offer').where('offer_id', '=', offerId).execute();
  await writeAudit(db, { memberId, action: 'offer.delete', subjectKind: 'offer', subjectId: offerId, before });
  return { offerId };
}

/** What a row would lead to if it were chosen now; `taken` what it led to already. */
export type PreviewRow = Omit<OfferedRow, 'offer' | 'outcome'> & {
  readonly taken: TakeOutcome | null;
  readonly wouldBe: TakeOutcome;
  readonly isBeforeStart: boolean;
};

export type OfferPreview = {
  /** First day of the imports that were looked at. */
  readonly since: string;
  readonly total: number;
  /** Of them, not decided yet and free to be handed over by choice. */
  readonly open: number;
  /** The names by which these rows speak of the offer, the most frequent first. */
  readonly names: readonly { readonly name: string; readonly rows: number }[];
  readonly rows: readonly PreviewRow[];
};

const shownMax = 200;
const namesMax = 10;

/** The rows of last month's imports that speak of an offer, whatever its days; nothing is written. */
export async function previewOffer(
  db: Db,
  draft: Pick<OfferDraft, 'words' | 'exceptWords' | 'startsOn'>,
  now: Date,
): Promise<OfferPreview> {
  const today = todayJst(now);
  const rows = await rowsOfLastMonth(db, draft, now);
  const cycles = await listCyclesOfRows(
    db,
    rows.map((row) => row.rowKey),
    [...new Set(rows.flatMap((row) => row.personId ?? []))],
  );
  const previewed = rows.map(({ outcome, ...row }): PreviewRow => {
    const known = cycles.filter((cycle) =>
      row.personId === null ? cycle.cycleId === row.rowKey : cycle.personId === row.personId,
    );
    const isKnown = row.personId !== null || row.accountId !== null || row.isLead;
    return {
      ...row,
      taken: outcome,
      wouldBe: decideTake({ ...row, isKnown }, known, today, true).outcome,
      isBeforeStart: row.on < draft.startsOn,
    };
  });
  const told = previewed.flatMap((row) => {
    const name = [row.subject, row.campaign, row.leadSource].find((one) => one !== null && speaksOf(one, draft));
    return name ? [name] : [];
  });
  return {
    since: addMonths(today, -1),
    total: previewed.length,
    open: previewed.filter(isOpen).length,
    names: [...Map.groupBy(told, (name) => name)]
      .map(([name, own]) => ({ name, rows: own.length }))
      .sort((one, other) => other.rows - one.rows)
      .slice(0, namesMax),
    rows: previewed.reverse().slice(0, shownMax),
  };
}

const isOpen = ({ taken, wouldBe }: PreviewRow) => (taken === null || taken === 'too_old') && wouldBe === 'handed_over';

/** Hands over chosen rows of last month that came before the offer or were too old for it to speak by itself. Refuses `offer_rows_gone`. */
export async function handOverRows(
  transaction: Transaction,
  offerId: number,
  rowKeys: readonly string[],
  actor: Actor,
): Promise<{ handedOver: number }> {
  const { db } = transaction;
  const offer = await requireOffer(db, offerId);
  const wanted = new Set(rowKeys);
  const rows = (await rowsOfLastMonth(db, offer, actor.now))
    .filter((row) => wanted.has(row.rowKey) && (row.outcome === null || row.outcome === 'too_old'))
    .map((row) => ({ ...row, offer }));
  if (rows.length === 0)
    throw new Refusal('offer_rows_gone', '選んだ行は、もう引き渡されたか、取り消されています。', { status: 409 });
  const { handedOver } = await takeOffers(transaction, rows, actor, true);
  await writeAudit(db, {
    memberId: actor.memberId,
    action: 'offer.hand_over',
    subjectKind: 'offer',
    subjectId: offerId,
    after: { rows: rows.length, handedOver },
  });
  return { handedOver };
}

async function rowsOfLastMonth(db: Db, offer: Pick<OfferDraft, 'words' | 'exceptWords'>, now: Date) {
  const scope = { since: new Date(instantOf(addMonths(todayJst(now), -1), 0)) };
  const names = (await listRowNames(db, scope)).filter((name) => speaksOf(name, offer));
  return listNamedRows(db, scope, names);
}

async function requireOffer(db: Db, offerId: number): Promise<Offer> {
  const row = await db.selectFrom('offer').selectAll().where('offer_id', '=', offerId).executeTakeFirst();
  if (!row) throw new Refusal('offer_not_found', 'この申し込みは見つかりません。', { status: 404 });
  return {
    offerId,
    name: row.name,
    kind: row.kind as Offer['kind'],
    words: row.words,
    exceptWords: row.except_words,
    product: row.product,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    isActNow: row.is_act_now,
  };
}
