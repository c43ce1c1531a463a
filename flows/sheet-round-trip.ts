import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Refusal } from '#core/refusal.ts';
import type { Side } from '#core/target/line.ts';
import type { Db } from '#db/pool.ts';
import type { Transaction } from '#db/transaction.ts';
import { unsafeCell } from '#sources/file/csv-row.ts';
import { prepareFile } from '#sources/file/prepare.ts';
import { readRecords } from '#sources/file/read-records.ts';
import { decideTargets, editTarget } from './edit-targets.ts';
import { editAccounts } from './edit-accounts.ts';
import { sheetColumns } from './export.ts';

export type SheetNoun = keyof typeof sheetColumns;
export type SheetChange = {
  readonly id: number;
  readonly name: string;
  readonly attribute: string;
  readonly title: string;
  readonly before: string;
  readonly after: string /** Somebody changed it here since the sheet was taken out. */;
  readonly conflict: string | null;
};

/**
 * Compares a sheet that came back with what it held when it left (hidden columns) and with today's values: what changed,
 * and where somebody else changed the same cell meanwhile (変更箇所の確認). Nothing is written.
 */
export async function compareSheet(
  db: Db,
  noun: SheetNoun,
  bytes: Buffer,
  folder: string,
): Promise<{ changes: SheetChange[]; rows: number; problems: string[] }> {
  const path = join(folder, `sheet-${randomUUID()}`);
  await writeFile(path, bytes, { mode: 0o600 });
  try {
    const prepared = await prepareFile(path, { headerRow: 1 });
    const columns = sheetColumns[noun];
    const keyIndex = prepared.header.indexOf('mori:key');
    if (keyIndex < 0)
      throw new Refusal(
        'sheet_without_key',
        'このファイルには鍵の列がありません。Mori から書き出した Excel を直して戻してください。',
        { status: 422 },
      );
    const indexes = columns.map((column) => ({
      ...column,
      was: prepared.header.indexOf(`mori:${column.attribute}`),
      now: prepared.header.indexOf(column.title),
    }));
    const current = await currentValues(db, noun);
    const changes: SheetChange[] = [];
    const problems: string[] = [];
    let rows = 0;
    for await (const { cells, number } of readRecords(prepared.path, prepared.format)) {
      if (number === 1 || !cells[keyIndex]) continue;
      rows++;
      const id = Number(cells[keyIndex]);
      const held = current.get(id);
      if (!held) {
        problems.push(`${number}行目: この行はもうありません。`);
        continue;
      }
      for (const column of indexes) {
        if (column.now < 0 || column.was < 0) continue;
        const [before, after] = [(cells[column.was] ?? '').trim(), unsafeCell((cells[column.now] ?? '').trim())];
        if (before === after) continue;
        if ('choices' in column && after !== '' && !(column.choices as readonly string[]).includes(after)) {
          problems.push(
            `${number}行目「${column.title}」の「${after}」は選べません。使えるもの: ${column.choices.join('、')}`,
          );
          continue;
        }
        const now = held.values[column.attribute] ?? '';
        changes.push({
          id,
          name: held.name,
          attribute: column.attribute,
          title: column.title,
          before,
          after,
          conflict: column.attribute !== 'approval' && now !== before ? now : null,
        });
      }
    }
    return { changes, rows, problems };
  } finally {
    await rm(path, { force: true });
    await rm(`${path}.table.csv`, { force: true });
  }
}

async function currentValues(
  db: Db,
  noun: SheetNoun,
): Promise<Map<number, { name: string; values: Record<string, string> }>> {
  const classWord = sql`case class when 'existing' then '既存' when 'prospect' then '未取引' else '' end`;
  const query =
    noun === 'accounts'
      ? sql<{
          id: number;
          name: string;
          owner_name: string;
          class: string;
          tier: string;
          is_on_hold: string;
          reason: string;
        }>`select a.account_id as id, a.name, coalesce(m.name, a.owner_name, '') as owner_name, ${classWord} as class, coalesce(tier, '') as tier, case when is_on_hold then 'はい' else 'いいえ' end as is_on_hold, '' as reason from account a left join member m on m.member_id = a.owner_id`
      : sql<{
          id: number;
          name: string;
          owner_name: string;
          class: string;
          tier: string;
          is_on_hold: string;
          reason: string;
        }>`select t.target_line_id as id, a.name, coalesce(m.name, t.owner_name, '') as owner_name, case t.class when 'existing' then '既存' when 'prospect' then '未取引' else '' end as class, coalesce(t.tier, '') as tier, '' as is_on_hold, coalesce(t.reason, '') as reason from target_line t join account a using (account_id) left join member m on m.member_id = t.owner_id`;
  const { rows } = await query.execute(db);
  return new Map(rows.map(({ id, name, ...values }) => [id, { name, values }]));
}

export type SheetActor = {
  readonly memberId: number;
  readonly side: Side | undefined;
  readonly isProxy: boolean;
  readonly proxyNote?: string | undefined;
};
const classOf: Record<string, 'existing' | 'prospect'> = { 既存: 'existing', 未取引: 'prospect' };
const verdictOf = { 承認: 'approve', 見送り: 'decline', 保留: 'hold' } as const;

/** Writes the confirmed changes of a sheet through the same edits that the screens use; one undo takes account edits back. */
export async function applySheet(
  transaction: Transaction,
  noun: SheetNoun,
  changes: readonly { id: number; attribute: string; after: string | null }[],
  actor: SheetActor,
): Promise<{ applied: number; bulkEditIds: number[] }> {
  const bulkEditIds: number[] = [];
  const ownerIds = new Map(
    (
      await transaction.db.selectFrom('member').select(['member_id', 'name']).where('is_active', '=', true).execute()
    ).map((member) => [member.name, member.member_id]),
  );
  for (const change of changes) {
    const after = change.after === '' ? null : change.after;
    if (noun === 'accounts') {
      const value =
        change.attribute === 'class'
          ? after === null
            ? null
            : classOf[after]
          : change.attribute === 'is_on_hold'
            ? after === 'はい'
            : change.attribute === 'owner_name'
              ? after === null
                ? null
                : requireOwner(ownerIds, after)
              : after;
      const attribute = change.attribute === 'owner_name' ? 'owner_id' : change.attribute;
      const { bulkEditId } = await editAccounts(
        transaction,
        [change.id],
        { values: { [attribute]: value } },
        actor.memberId,
        'Excel の取り込み',
      );
      bulkEditIds.push(bulkEditId);
    } else if (change.attribute === 'approval') {
      if (after === null) continue;
      if (!actor.side)
        throw new Refusal('side_missing', 'どちらの承認か(マーケ・営業)が決まらない利用者です。', { status: 422 });
      const reason =
        changes.find((other) => other.id === change.id && other.attribute === 'reason')?.after ?? undefined;
      await decideTargets(
        transaction,
        [change.id],
        {
          side: actor.side,
          verdict: verdictOf[after as keyof typeof verdictOf],
          reason: reason ?? (after === '見送り' ? 'Excel で見送り' : undefined),
          isProxy: actor.isProxy,
          proxyNote: actor.proxyNote,
        },
        actor.memberId,
      );
    } else if (change.attribute === 'owner_name')
      await editTarget(
        transaction,
        change.id,
        { ownerId: after === null ? null : (ownerIds.get(after) ?? null), ownerName: after },
        actor.memberId,
      );
    else
      await editTarget(
        transaction,
        change.id,
        change.attribute === 'class'
          ? { class: after === null ? null : (classOf[after] ?? null) }
          : change.attribute === 'tier'
            ? { tier: after }
            : { reason: after },
        actor.memberId,
      );
  }
  return { applied: changes.length, bulkEditIds };
}

function requireOwner(ownerIds: ReadonlyMap<string, number>, name: string): number {
  const id = ownerIds.get(name);
  if (id === undefined)
    throw new Refusal(
      'owner_unknown',
      `担当「${name}」という利用者はいません。設定で利用者を作るか、名前を直してください。`,
      { status: 422, details: { name } },
    );
  return id;
}
