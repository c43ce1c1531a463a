import { sql } from 'kysely';
import { parseCorporateNumber } from '#core/company/corporate-number.ts';
import { parseAddress } from '#core/contact/address.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit, writeAudits } from '#db/audit.ts';
import { entitiesNow } from '#db/redirects.ts';
import { readOwners } from '#db/owners.ts';
import {
  applyOverrides,
  pinMembersOfNames,
  pinnable,
  pinSearch,
  readHanded,
  resetHumanColumns,
  type HandedPin,
  type Pinnable,
} from '#db/overrides.ts';
import { refreshOwners } from '#db/rollups.ts';
import type { Transaction } from '#db/transaction.ts';
import { keepForUndo, type EditMade } from './bulk-edits.ts';
import { recompute } from './recompute.ts';

/** `owner_name` stands for the owner as well: the member of that name, else whom files call so; an `owner_id` of a member goes before it. */
export type AccountValues = Readonly<
  Partial<Record<Pinnable | 'owner_name', string | number | boolean | null | undefined>>
>;
export type AccountChanges = {
  /** Values that beat every file from now on; null empties one. An address brings its prefecture along. */
  readonly values: AccountValues;
  /** Values that follow the files again. */
  readonly unpin?: readonly Pinnable[];
};
/**
 * `set` is what the edit decided: once it is taken back nothing else tells what held until then. `handed` is what somebody had decided
 * about companies that went into this one, where the edit let it follow the files.
 */
export type AccountBefore = {
  id: number;
  values: Record<string, unknown>;
  pinned: string[];
  set?: AccountValues;
  handed?: HandedPin[];
};
/** Companies of one edit whose history tells it; the edit itself stands for the rest. */
export const historyMax = 1_000;
/** One change of some companies, done: what was there, and what it changed. */
type Step = {
  readonly before: AccountBefore[];
  readonly changes: AccountValues;
  readonly decided: readonly Pinnable[];
  readonly unpin: readonly Pinnable[];
};

/**
 * Decides values of one or many accounts, or takes such decisions back; remembers what was there so that the whole edit can be taken
 * back. Refuses `owner_unknown`, a name that neither a member nor any file has, and `corporate_number_invalid`.
 */
export async function editAccounts(
  transaction: Transaction,
  ids: readonly number[],
  changes: AccountChanges,
  memberId: number | null,
  description: string,
): Promise<{ edited: number; bulkEditId: number }> {
  return keep(transaction, [await decide(transaction, ids, changes, memberId)], { memberId, description });
}

/** Several companies, each its own values (one entry per company), as one edit: one undo takes all of it back. */
export async function editAccountsEach(
  transaction: Transaction,
  edits: readonly { readonly id: number; readonly values: AccountValues }[],
  made: EditMade,
): Promise<{ edited: number; bulkEditId: number }> {
  const steps: Step[] = [];
  for (const group of Map.groupBy(edits, ({ values }) => JSON.stringify(values)).values()) {
    const ids = group.map(({ id }) => id);
    steps.push(await decide(transaction, ids, { values: group[0]!.values }, made.memberId));
  }
  return keep(transaction, steps, made);
}

async function decide(
  transaction: Transaction,
  ids: readonly number[],
  { values: given, unpin = [] }: AccountChanges,
  memberId: number | null,
): Promise<Step> {
  const changes = await withOwner(transaction, withNumber(withPrefecture(given)));
  const decided = Object.keys(changes).filter(
    (attribute): attribute is Pinnable => attribute in pinnable && changes[attribute as Pinnable] !== undefined,
  );
  const attributes = [...new Set([...decided, ...unpin])];
  if (attributes.length === 0) throw new Refusal('nothing_changed', '変更する項目がありません。');
  const set = Object.fromEntries(decided.map((attribute) => [attribute, changes[attribute]]));
  const handed = Map.groupBy(await readHanded(transaction, ids, unpin), ({ to }) => to);
  const before = (await readBefore(transaction, ids, attributes)).map((row) => {
    const own = handed.get(row.id);
    return { ...row, set, ...(own && { handed: own }) };
  });
  for (const attribute of decided)
    await pin(transaction, ids, attribute, changes[attribute] as string | number | boolean | null, memberId);
  if (decided.some(isName)) await pinSearch(transaction, ids);
  if (unpin.length > 0) await followFiles(transaction, ids, unpin);
  else await applyOverrides(transaction, ids);
  return { before, changes, decided, unpin };
}

/** Keeps the steps as one edit and tells the history of each company. */
async function keep(
  transaction: Transaction,
  steps: readonly Step[],
  made: EditMade,
): Promise<{ edited: number; bulkEditId: number }> {
  const all = steps.flatMap(({ before }) => before);
  const bulkEditId = await keepForUndo(transaction, 'account', all, made);
  for (const { before, changes, decided, unpin } of steps) {
    const attributes = [...new Set([...decided, ...unpin])];
    const told = before.slice(0, historyMax);
    const are = await readAll(
      transaction,
      told.flatMap(({ id }) => (unpin.length > 0 ? id : [])),
    );
    for (const row of told)
      await writeAudit(transaction.db, {
        memberId: made.memberId,
        action: decided.length > 0 ? 'account.edit' : 'account.unpin',
        subjectKind: 'account',
        subjectId: row.id,
        before: row.values,
        after: unpin.length > 0 ? only(are.get(row.id)!, attributes) : changes,
      });
    if (before.length > historyMax)
      await writeAudit(transaction.db, {
        memberId: made.memberId,
        action: 'account.bulk_edit',
        subjectKind: 'bulk_edit',
        subjectId: bulkEditId,
        after: { accounts: before.length, changes, ...(unpin.length > 0 && { unpin }) },
      });
  }
  return { edited: all.length, bulkEditId };
}

const isName = (attribute: Pinnable) => attribute === 'name' || attribute === 'kana';

/** Companies are found by where they are: what a person writes as the address tells it. */
function withPrefecture(values: AccountValues): AccountValues {
  if (values.address === undefined || values.prefecture !== undefined) return values;
  const prefecture = parseAddress([String(values.address ?? '')])?.prefecture;
  return values.address === null || prefecture ? { ...values, prefecture: prefecture ?? null } : values;
}

/** A 法人番号 as it is kept: thirteen digits whose check digit holds. */
function withNumber(values: AccountValues): AccountValues {
  const { corporate_number: given } = values;
  if (given === undefined || given === null) return values;
  const number = parseCorporateNumber(String(given));
  if (number !== undefined) return { ...values, corporate_number: number };
  throw new Refusal(
    'corporate_number_invalid',
    `「${given}」は法人番号ではありません(13桁で、検査数字が合う番号)。番号を確かめてください。`,
    { status: 422, details: { given } },
  );
}

/** An owner named becomes the member of that name, and stays a name where nobody of that name has a login. */
async function withOwner({ db }: Transaction, { owner_name: name, ...values }: AccountValues): Promise<AccountValues> {
  if (name === undefined || typeof values.owner_id === 'number') return values;
  if (name === null) return { ...values, owner_id: null };
  const owners = await readOwners(db, [String(name)]);
  if (!owners.has(String(name)))
    throw new Refusal(
      'owner_unknown',
      `担当「${name}」は利用者にもファイルの担当者にもいません。設定で利用者を作るか、名前を直してください。`,
      { status: 422, details: { name } },
    );
  return { ...values, owner_id: owners.get(String(name)) ?? name };
}

/** Nobody decides these values any longer. */
async function followFiles(
  transaction: Transaction,
  ids: readonly number[],
  attributes: readonly Pinnable[],
): Promise<void> {
  await sql`delete from account_override where attribute = any(${attributes}::text[])
     and account_id in (select unnest(${ids}::bigint[]) union select from_id from entity_redirect where kind = 'account' and to_id = any(${ids}::bigint[]))`.execute(
    transaction.db,
  );
  if (attributes.some(isName)) await pinSearch(transaction, ids);
  await workOut(transaction, ids, attributes);
}

/** Columns of an account by attribute; the owner is a member, or the name of somebody without a login. */
const valuesOf = sql`to_jsonb(a) || jsonb_build_object('owner_id', coalesce(to_jsonb(a.owner_id), to_jsonb(a.owner_name)))`;

/** Companies as they are; those that are gone are left out. */
async function readAll(
  transaction: Transaction,
  ids: readonly number[],
): Promise<Map<number, Readonly<Record<string, unknown>>>> {
  const { rows } = await sql<{ id: number; values: Record<string, unknown> }>`
    select account_id as id, ${valuesOf} as values from account a where account_id = any(${ids}::bigint[])`.execute(
    transaction.db,
  );
  return new Map(rows.map(({ id, values }) => [id, values]));
}

const only = (values: Readonly<Record<string, unknown>>, attributes: readonly string[]) =>
  Object.fromEntries(attributes.map((attribute) => [attribute, values[attribute] ?? null]));

async function readBefore(
  transaction: Transaction,
  ids: readonly number[],
  attributes: readonly Pinnable[],
): Promise<AccountBefore[]> {
  const { rows } = await sql<{ account_id: number; values: Record<string, unknown>; pinned: string[] }>`
    select a.account_id, ${valuesOf} as values, array(select attribute from account_override o where o.account_id = a.account_id) as pinned
      from account a where a.account_id = any(${ids}::bigint[]) for update`.execute(transaction.db);
  return rows.map((row) => ({
    id: row.account_id,
    values: only(row.values, attributes),
    pinned: row.pinned.filter((name) => attributes.includes(name as Pinnable)),
  }));
}

async function pin(
  transaction: Transaction,
  ids: readonly number[],
  attribute: Pinnable,
  value: string | number | boolean | null,
  memberId: number | null,
): Promise<void> {
  await sql`insert into account_override (account_id, attribute, value, member_id)
    select id, ${attribute}, ${JSON.stringify(value)}::jsonb, ${memberId} from unnest(${ids}::bigint[]) as id
    on conflict (account_id, attribute) do update set value = excluded.value, member_id = excluded.member_id, at = now()`.execute(
    transaction.db,
  );
}

/**
 * Puts back what an edit changed: values pinned before are pinned again, the others follow their sources. A company that went into
 * another one meanwhile is worked out there.
 */
export async function restoreAccounts(
  transaction: Transaction,
  before: readonly AccountBefore[],
  memberId: number | null,
): Promise<void> {
  const homeOf = await entitiesNow(
    transaction,
    'account',
    before.map(({ id }) => id),
  );
  const ids = [...new Set(homeOf.values())];
  const were = await readAll(transaction, ids);
  for (const row of before) {
    for (const [attribute, value] of Object.entries(row.values)) {
      if (row.pinned.includes(attribute))
        await pin(transaction, [row.id], attribute as Pinnable, value as string | null, memberId);
      else
        await transaction.db
          .deleteFrom('account_override')
          .where('account_id', '=', row.id)
          .where('attribute', '=', attribute)
          .execute();
    }
    for (const { from, attribute, value } of row.handed ?? [])
      await pin(transaction, [from], attribute, value, memberId);
  }
  await pinMembersOfNames(transaction);
  await pinSearch(transaction, [...new Set([...ids, ...homeOf.keys()])]);
  await workOut(transaction, ids, [...new Set(before.flatMap(({ values }) => Object.keys(values)))]);
  const are = await readAll(transaction, ids);
  const told = before.slice(0, historyMax).flatMap(({ id, values }) => {
    const [was, is] = [were.get(homeOf.get(id)!), are.get(homeOf.get(id)!)];
    const attributes = Object.keys(values);
    return was && is ? [{ subjectId: id, before: only(was, attributes), after: only(is, attributes) }] : [];
  });
  await writeAudits(
    transaction.db,
    told.map((one) => ({ memberId, action: 'account.undo_edit', subjectKind: 'account', ...one })),
  );
}

/** Works companies out anew of which these values are decided no longer, or otherwise; who looks after them is told by name. */
async function workOut(transaction: Transaction, ids: readonly number[], attributes: readonly string[]): Promise<void> {
  await resetHumanColumns(transaction, ids, attributes);
  await recompute(transaction, ids, []);
  await refreshOwners(transaction, ids);
}
