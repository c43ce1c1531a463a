import { parseEmail } from '#core/contact/email.ts';
import { pinnablePerson, type PersonPins, type PinnablePerson } from '#core/person/pin.ts';
import { parsePersonName } from '#core/person/name.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { dropPersonPins, savePersonPins } from '#db/person-overrides.ts';
import { lockIdentity } from '#db/raw-rows.ts';
import type { Transaction } from '#db/transaction.ts';
import { recompute } from './recompute.ts';

export type PersonChanges = {
  /** Values that beat every file from now on; null empties one. */
  readonly values: PersonPins;
  /** Values that follow the files again. */
  readonly unpin: readonly PinnablePerson[];
};

/** Decides values of one person, or takes such decisions back. Refuses a name or an address that is none. */
export async function editPerson(
  transaction: Transaction,
  personId: number,
  changes: PersonChanges,
  memberId: number | null,
): Promise<{ edited: number }> {
  const values = checked(changes.values);
  const changed = [...(Object.keys(values) as PinnablePerson[]), ...changes.unpin];
  if (changed.length === 0) throw new Refusal('nothing_changed', '変更する項目がありません。');
  await lockIdentity(transaction);
  const before = await readValues(transaction, personId);
  await savePersonPins(transaction.db, personId, values, memberId);
  await dropPersonPins(transaction.db, personId, changes.unpin);
  await recompute(transaction, [], [personId]);
  const after = await readValues(transaction, personId);
  await writeAudit(transaction.db, {
    memberId,
    action: Object.keys(values).length > 0 ? 'person.edit' : 'person.unpin',
    subjectKind: 'person',
    subjectId: personId,
    before: only(before, changed),
    after: only(after, changed),
  });
  return { edited: changed.length };
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

async function readValues(transaction: Transaction, personId: number): Promise<PersonPins> {
  return transaction.db
    .selectFrom('person')
    .select([...pinnablePerson])
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
}

function only(values: PersonPins, attributes: readonly PinnablePerson[]): PersonPins {
  return Object.fromEntries(attributes.map((attribute) => [attribute, values[attribute] ?? null]));
}
