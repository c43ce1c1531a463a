import { sql } from 'kysely';
import { parseEmail } from '#core/contact/email.ts';
import { todayJst } from '#core/period/day.ts';
import { pinnablePerson, type PersonPins, type PinnablePerson } from '#core/person/pin.ts';
import { parsePersonName } from '#core/person/name.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit, writeAudits } from '#db/audit.ts';
import { entitiesNow } from '#db/redirects.ts';
import { dropPersonPins, readOwnPins, savePersonPins } from '#db/person-overrides.ts';
import { lockIdentity } from '#db/raw-rows.ts';
import { refreshRollups } from '#db/rollups.ts';
import type { Transaction } from '#db/transaction.ts';
import { keepForUndo } from './bulk-edits.ts';
import { linkedIds } from './merge-entities.ts';
import { recompute } from './recompute.ts';

export type PersonChanges = {
  /** Values that beat every file from now on; null empties one. */
  readonly values: PersonPins;
  /** Values that follow the files again. */
  readonly unpin: readonly PinnablePerson[];
};

/** What was there before people were edited: today's values then, and which of them somebody had decided, also about who went into them. */
export type PersonBefore = {
  readonly id: number;
  readonly values: PersonPins;
  readonly pins: PersonPins;
  readonly handed?: readonly { readonly id: number; readonly pins: PersonPins }[];
};

/** Decides values of one person, or takes such decisions back; kept, so that it can be taken back. Refuses a name or an address that is none. */
export async function editPerson(
  transaction: Transaction,
  personId: number,
  changes: PersonChanges,
  memberId: number | null,
): Promise<{ edited: number; bulkEditId: number }> {
  const before = await editPeople(transaction, [{ id: personId, ...changes }], memberId);
  const bulkEditId = await keepForUndo(transaction, 'person', before, { memberId, description: '人物の編集' });
  return { edited: Object.keys(before[0]!.values).length, bulkEditId };
}

/** The same for many people, one entry each; returns what was there. */
export async function editPeople(
  transaction: Transaction,
  edits: readonly (PersonChanges & { readonly id: number })[],
  memberId: number | null,
): Promise<PersonBefore[]> {
  const checkedEdits = edits.map((edit) => ({ ...edit, values: checked(edit.values) }));
  if (checkedEdits.some(({ values, unpin }) => Object.keys(values).length + unpin.length === 0))
    throw new Refusal('nothing_changed', '変更する項目がありません。');
  const ids = edits.map(({ id }) => id);
  await lockIdentity(transaction);
  const values = await readValues(transaction, ids);
  const pins = new Map<number, Awaited<ReturnType<typeof readOwnPins>>>();
  for (const edit of checkedEdits) {
    pins.set(edit.id, await readOwnPins(transaction.db, edit.id));
    await savePersonPins(transaction.db, edit.id, edit.values, memberId);
    await dropPersonPins(transaction.db, edit.id, edit.unpin);
  }
  await recomputeDecided(transaction, ids);
  const after = await readValues(transaction, ids);
  const before: PersonBefore[] = [];
  for (const edit of checkedEdits) {
    const changed = [...(Object.keys(edit.values) as PinnablePerson[]), ...edit.unpin];
    const was = only(values.get(edit.id)!, changed);
    const decided = pins.get(edit.id)!.map((one) => ({ id: one.id, pins: pick(one.pins, changed) }));
    before.push({
      id: edit.id,
      values: was,
      pins: decided.find(({ id }) => id === edit.id)?.pins ?? {},
      handed: decided.filter((one) => one.id !== edit.id && Object.keys(one.pins).length > 0),
    });
    await writeAudit(transaction.db, {
      memberId,
      action: Object.keys(edit.values).length > 0 ? 'person.edit' : 'person.unpin',
      subjectKind: 'person',
      subjectId: edit.id,
      before: was,
      after: only(after.get(edit.id)!, changed),
    });
  }
  return before;
}

/** Puts back what an edit changed: what somebody had decided holds again, the rest follows the files. */
export async function restorePeople(
  transaction: Transaction,
  before: readonly PersonBefore[],
  memberId: number | null,
): Promise<void> {
  await lockIdentity(transaction);
  const homeOf = await entitiesNow(
    transaction,
    'person',
    before.map(({ id }) => id),
  );
  const homes = [...new Set(homeOf.values())];
  const were = await readValues(transaction, homes);
  for (const { id, values, pins, handed } of before) {
    await dropPersonPins(transaction.db, id, Object.keys(values) as PinnablePerson[]);
    for (const one of [{ id, pins }, ...(handed ?? [])])
      await savePersonPins(transaction.db, one.id, one.pins, memberId);
  }
  await recomputeDecided(transaction, homes);
  const are = await readValues(transaction, homes);
  const told = before.flatMap(({ id, values }) => {
    const [was, is] = [were.get(homeOf.get(id)!), are.get(homeOf.get(id)!)];
    const attributes = Object.keys(values) as PinnablePerson[];
    return was && is ? [{ subjectId: id, before: only(was, attributes), after: only(is, attributes) }] : [];
  });
  await writeAudits(
    transaction.db,
    told.map((one) => ({ memberId, action: 'person.undo_edit', subjectKind: 'person', ...one })),
  );
}

/** What was decided of people, and who of their companies' people decides. */
async function recomputeDecided(transaction: Transaction, ids: readonly number[]): Promise<void> {
  await recompute(transaction, [], ids);
  await refreshRollups(transaction, todayJst(new Date()), await linkedIds(transaction, 'person', 'account', ids));
}

/** Blank means empty; an address is written as imports write it. */
function checked(values: PersonPins): PersonPins {
  const entries = Object.entries(values).map(([attribute, value]) => [attribute, value?.trim() || null] as const);
  const pins: Record<string, string | null> = Object.fromEntries(entries);
  if (typeof pins.email === 'string') {
    const email = parseEmail(pins.email);
    if (!email)
      throw new Refusal(
        'email_invalid',
        `「${pins.email}」はメールアドレスとして読めません。name@example.co.jp の形にしてください。`,
        { status: 422, details: { email: pins.email } },
      );
    pins.email = email.address;
  }
  if ('name' in pins && !parsePersonName({ full: pins.name ?? '' }))
    throw new Refusal('person_name_invalid', '氏名を入れてください。', { status: 422 });
  return pins;
}

async function readValues(transaction: Transaction, ids: readonly number[]): Promise<Map<number, PersonPins>> {
  const rows = await transaction.db
    .selectFrom('person')
    .select(['person_id', ...pinnablePerson])
    .where('person_id', '=', sql<number>`any(${ids}::bigint[])`)
    .execute();
  return new Map(rows.map(({ person_id: id, ...values }) => [id, values]));
}

function only(values: PersonPins, attributes: readonly PinnablePerson[]): PersonPins {
  return Object.fromEntries(attributes.map((attribute) => [attribute, values[attribute] ?? null]));
}

/** Those of the attributes that are there at all. */
function pick(pins: PersonPins, attributes: readonly PinnablePerson[]): PersonPins {
  return Object.fromEntries(Object.entries(pins).filter(([name]) => attributes.includes(name as PinnablePerson)));
}
