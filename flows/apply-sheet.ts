import { Refusal } from '#core/refusal.ts';
import type { PersonPins } from '#core/person/pin.ts';
import type { Side, TargetVerdict } from '#core/target/line.ts';
import type { Words } from '#core/words.ts';
import { readOwners } from '#db/owners.ts';
import type { Transaction } from '#db/transaction.ts';
import { keepForUndo } from './bulk-edits.ts';
import { editAccountsEach, type AccountValues } from './edit-accounts.ts';
import { editPeople } from './edit-person.ts';
import { decideTargets, editTarget, type TargetChanges } from './edit-targets.ts';
import { sheetColumns, type SheetNoun } from './list-sheets.ts';
import { classes, meantBy, tiers, verdicts, yes, type WordedColumn } from './sheet-words.ts';
import { readSheetValues } from './sheet-values.ts';

/** A confirmed change; `conflict` is the value of somebody else that it is meant to replace. */
export type ConfirmedChange = {
  readonly id: number;
  readonly attribute: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly conflict?: string | null | undefined;
};
export type SheetActor = {
  readonly memberId: number;
  /** The sides whose approval the sheet brings; two where both agreed in one meeting. */
  readonly sides: readonly Side[];
  readonly isProxy: boolean;
  readonly proxyNote?: string | undefined;
};
/** What a sheet did to a line of the target list, as an undo needs it. */
export type TargetBefore = {
  readonly id: number;
  readonly values: TargetChanges;
  /** Verdicts that were recorded. */
  readonly events: readonly number[];
};

/** What a word of ours stands for. */
const keyOf = <Key extends string>(words: Readonly<Record<Key, Words>>, word: string): Key | undefined =>
  (Object.keys(words) as Key[]).find((key) => words[key].ja === word);
const classOf = (word: string) => keyOf(classes, word);
const tierOf = (word: string) => keyOf(tiers, word);
const verdictOf = (word: string): TargetVerdict | undefined => keyOf(verdicts, word);

/**
 * Writes the confirmed changes of a sheet through the same edits that the screens use, as one edit that is taken back as one.
 * Refuses with `sheet_changed_meanwhile` where somebody changed a cell after the changes were looked at.
 */
export async function applySheet(
  transaction: Transaction,
  noun: SheetNoun,
  confirmed: readonly ConfirmedChange[],
  actor: SheetActor,
): Promise<{ applied: number; bulkEditId: number }> {
  const changes = confirmed.map((change) => inOurWords(noun, change));
  await refuseStale(transaction, noun, changes);
  const rows = [...Map.groupBy(changes, ({ id }) => id)].map(([id, of]) => ({
    id,
    values: Object.fromEntries(of.map(({ attribute, after }) => [attribute, after === '' ? null : after])),
  }));
  const edit = { memberId: actor.memberId, description: 'Excel の取り込み' };
  const done = (bulkEditId: number) => ({ applied: changes.length, bulkEditId });
  if (noun === 'accounts')
    return done(
      (
        await editAccountsEach(
          transaction,
          rows.map(({ id, values }) => ({ id, values: accountValues(values) })),
          edit,
        )
      ).bulkEditId,
    );
  if (noun === 'people') {
    const before = await editPeople(
      transaction,
      rows.map(({ id, values }) => ({ id, values: values as PersonPins, unpin: [] })),
      actor.memberId,
    );
    return done(await keepForUndo(transaction, 'person', before, edit));
  }
  const owners = await readOwners(
    transaction.db,
    rows.flatMap(({ values }) => values.owner_name ?? []),
  );
  const before: TargetBefore[] = [];
  for (const { id, values } of rows) before.push(await changeTarget(transaction, id, values, owners, actor));
  return done(await keepForUndo(transaction, 'target', before, edit));
}

/** A change as it was told in either language, in the words that are stored. */
function inOurWords(noun: SheetNoun, change: ConfirmedChange): ConfirmedChange {
  const columns: readonly WordedColumn[] = sheetColumns[noun];
  const choices = columns.find(({ attribute }) => attribute === change.attribute)?.choices;
  const meant = (word: string | null | undefined) => (word ? meantBy(choices, word) : word);
  return {
    ...change,
    before: meant(change.before) ?? null,
    after: meant(change.after) ?? null,
    conflict: meant(change.conflict),
  };
}

async function refuseStale(
  transaction: Transaction,
  noun: SheetNoun,
  changes: readonly ConfirmedChange[],
): Promise<void> {
  const current = await readSheetValues(transaction.db, noun, [...new Set(changes.map(({ id }) => id))]);
  const stale = changes.find(({ id, attribute, before, conflict }) => {
    const held = current.get(id);
    if (held?.id !== id) return true;
    return attribute !== 'approval' && (held.values[attribute] ?? '') !== (conflict ?? before ?? '');
  });
  if (!stale) return;
  const name = current.get(stale.id)?.name ?? String(stale.id);
  throw new Refusal(
    'sheet_changed_meanwhile',
    `変更箇所を確認している間に「${name}」が変わりました。もう一度 Excel を戻して確認してください。`,
    { status: 409, details: { name } },
  );
}

type Cells = Readonly<Record<string, string | null>>;

function accountValues({ owner_name, class: word, is_on_hold, tier }: Cells) {
  const values: AccountValues = {
    ...(owner_name === undefined ? {} : { owner_name }),
    ...(word === undefined ? {} : { class: word === null ? null : classOf(word) }),
    ...(tier === undefined ? {} : { tier: tier === null ? null : tierOf(tier) }),
    ...(is_on_hold === undefined ? {} : { is_on_hold: is_on_hold === yes.ja }),
  };
  return values;
}

async function changeTarget(
  transaction: Transaction,
  id: number,
  { approval, ...cells }: Cells,
  owners: ReadonlyMap<string, number | null>,
  actor: SheetActor,
): Promise<TargetBefore> {
  const { owner_name: owner, class: word, tier, reason } = cells;
  const changes: TargetChanges = {
    ...(owner === undefined ? {} : { ownerId: owner === null ? null : (owners.get(owner) ?? null), ownerName: owner }),
    ...(word === undefined ? {} : { class: word === null ? null : classOf(word) }),
    ...(tier === undefined ? {} : { tier: tier === null ? null : tierOf(tier) }),
    ...(reason === undefined ? {} : { reason }),
  };
  const before =
    Object.keys(changes).length === 0 ? {} : (await editTarget(transaction, id, changes, actor.memberId)).before;
  const verdict = approval ? verdictOf(approval) : undefined;
  if (!verdict) return { id, values: before, events: [] };
  if (actor.sides.length === 0)
    throw new Refusal('side_missing', 'どちらの承認か(マーケ・営業)を選んでください。', { status: 422 });
  const sides = verdict === 'approve' ? actor.sides : actor.sides.slice(0, 1);
  const events: number[] = [];
  for (const side of sides) {
    const { changed } = await decideTargets(
      transaction,
      [id],
      {
        side,
        verdict,
        reason: reason ?? (verdict === 'decline' ? 'Excel で見送り' : undefined),
        isProxy: actor.isProxy,
        proxyNote: actor.proxyNote,
      },
      actor.memberId,
    );
    events.push(...changed.map(({ eventId }) => eventId));
  }
  return { id, values: before, events };
}
