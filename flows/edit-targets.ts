import { sql } from 'kysely';
import { Refusal } from '#core/refusal.ts';
import { targetStatus, type Side, type TargetEvent, type TargetVerdict } from '#core/target/line.ts';
import { writeAudit } from '#db/audit.ts';
import type { Transaction } from '#db/transaction.ts';

export type NewTarget = {
  readonly accountId: number;
  readonly ownerId?: number | null | undefined;
  readonly ownerName?: string | null | undefined;
  readonly class?: 'existing' | 'prospect' | null | undefined;
  readonly tier?: string | null | undefined;
  readonly agencyId?: number | null | undefined;
  readonly reason?: string | null | undefined;
  readonly nominatedBy?: string | null | undefined;
  readonly origin: 'sales_nominated' | 'proposal' | 'marketing' | 'rule';
};

/**
 * Puts companies on the list as candidates. Class follows from orders (既存 when one exists), the owner from the nomination or the
 * account, the agency from the nomination or the account. A company that is on the list already, itself or as one that went into it, stays as it is.
 */
export async function addTargets(
  transaction: Transaction,
  targets: readonly NewTarget[],
  memberId: number | null,
): Promise<{ added: number; lineIds: number[] }> {
  const lineIds: number[] = [];
  for (const target of targets) {
    const { rows } = await sql<{ target_line_id: number }>`
      insert into target_line (account_id, class, owner_id, owner_name, agency_id, tier, reason, origin, nominated_by, status)
      select a.account_id,
             coalesce(${target.class ?? null}, a.class, case when exists (select 1 from order_line o where o.account_id = a.account_id) or exists (select 1 from deal d where d.account_id = a.account_id and d.state = 'won') then 'existing' else 'prospect' end),
             coalesce(${target.ownerId ?? null}, (select member_id from member m where m.name = ${target.ownerName ?? ''} and m.is_active), case when ${target.ownerName ?? null}::text is null then a.owner_id end),
             coalesce(${target.ownerName ?? null}, a.owner_name), coalesce(${target.agencyId ?? null}, a.agency_id), coalesce(${target.tier ?? null}, a.tier), ${target.reason ?? null}, ${target.origin}, ${target.nominatedBy ?? null}, 'candidate'
        from account a
       where a.account_id = coalesce((select to_id from entity_redirect where kind = 'account' and from_id = ${target.accountId}), ${target.accountId})
         and not exists (select 1 from target_now n where n.account_id = a.account_id)
      on conflict (account_id) do nothing returning target_line_id`.execute(transaction.db);
    const id = rows[0]?.target_line_id;
    if (id === undefined) continue;
    lineIds.push(id);
    await writeAudit(transaction.db, {
      memberId,
      action: 'target.add',
      subjectKind: 'target',
      subjectId: id,
      after: { ...target },
    });
  }
  return { added: lineIds.length, lineIds };
}

export type Approval = {
  readonly side: Side;
  readonly verdict: TargetVerdict;
  readonly reason?: string | undefined;
  readonly isProxy: boolean;
  readonly proxyNote?: string | undefined;
};

/** A line with the verdict that was recorded, and what it is now. */
export type Decided = { readonly lineId: number; readonly status: string; readonly eventId: number };

/** Records a verdict on lines and works their states out anew from their whole history. */
export async function decideTargets(
  transaction: Transaction,
  lineIds: readonly number[],
  approval: Approval,
  memberId: number | null,
): Promise<{ changed: Decided[] }> {
  if (approval.isProxy && !approval.proxyNote?.trim())
    throw new Refusal('proxy_note_missing', '代理入力には、合意した会議の日付と出席者を書いてください。', {
      status: 422,
    });
  if (approval.verdict === 'decline' && !approval.reason?.trim())
    throw new Refusal('reason_missing', '見送りには理由が要ります。', { status: 422 });
  const changed: Decided[] = [];
  for (const lineId of lineIds) {
    const known = await transaction.db
      .selectFrom('target_line')
      .select('target_line_id')
      .where('target_line_id', '=', lineId)
      .forUpdate()
      .executeTakeFirst();
    if (!known) throw new Refusal('target_not_found', `ターゲット ${lineId} は見つかりません。`, { status: 404 });
    const { target_event_id: eventId } = await transaction.db
      .insertInto('target_event')
      .values({
        target_line_id: lineId,
        member_id: memberId,
        side: approval.side,
        verdict: approval.verdict,
        reason: approval.reason ?? null,
        is_proxy: approval.isProxy,
        proxy_note: approval.proxyNote ?? null,
      })
      .returning('target_event_id')
      .executeTakeFirstOrThrow();
    const status = await refreshTargetStatus(transaction, lineId);
    await writeAudit(transaction.db, {
      memberId,
      action: `target.${approval.verdict}`,
      subjectKind: 'target',
      subjectId: lineId,
      after: { ...approval, status },
    });
    changed.push({ lineId, status, eventId });
  }
  return { changed };
}

export type TargetChanges = {
  ownerId?: number | null | undefined;
  ownerName?: string | null | undefined;
  class?: 'existing' | 'prospect' | null | undefined;
  tier?: string | null | undefined;
  reason?: string | null | undefined;
  agencyId?: number | null | undefined;
};

/** Changes a line; `before` is what the changed values were. */
export async function editTarget(
  transaction: Transaction,
  lineId: number,
  changes: TargetChanges,
  memberId: number | null,
): Promise<{ status: string; before: TargetChanges }> {
  const before = await transaction.db
    .selectFrom('target_line')
    .selectAll()
    .where('target_line_id', '=', lineId)
    .forUpdate()
    .executeTakeFirst();
  if (!before) throw new Refusal('target_not_found', `ターゲット ${lineId} は見つかりません。`, { status: 404 });
  const columns = {
    owner_id: changes.ownerId,
    owner_name: changes.ownerName,
    class: changes.class,
    tier: changes.tier,
    reason: changes.reason,
    agency_id: changes.agencyId,
  };
  const set = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
  if (Object.keys(set).length === 0) throw new Refusal('nothing_changed', '変更する項目がありません。');
  await transaction.db.updateTable('target_line').set(set).where('target_line_id', '=', lineId).execute();
  const status = await refreshTargetStatus(transaction, lineId);
  await writeAudit(transaction.db, {
    memberId,
    action: 'target.edit',
    subjectKind: 'target',
    subjectId: lineId,
    before: {
      owner_id: before.owner_id,
      owner_name: before.owner_name,
      class: before.class,
      tier: before.tier,
      reason: before.reason,
    },
    after: set,
  });
  const was = {
    ownerId: before.owner_id,
    ownerName: before.owner_name,
    class: before.class as TargetChanges['class'],
    tier: before.tier,
    reason: before.reason,
    agencyId: before.agency_id,
  };
  return {
    status,
    before: Object.fromEntries(Object.entries(was).filter(([name]) => changes[name as keyof typeof was] !== undefined)),
  };
}

/** Works the state of a line out from the verdicts that stand. */
export async function refreshTargetStatus(transaction: Transaction, lineId: number): Promise<string> {
  const line = await transaction.db
    .selectFrom('target_line')
    .selectAll()
    .where('target_line_id', '=', lineId)
    .executeTakeFirstOrThrow();
  const rows = await transaction.db
    .selectFrom('target_verdict')
    .select(['verdict', 'side'])
    .where('target_line_id', '=', lineId)
    .orderBy('target_event_id')
    .execute();
  const events = rows as TargetEvent[];
  const facts = { hasOwner: line.owner_id !== null || !!line.owner_name, hasClass: line.class !== null };
  const status = targetStatus(events, facts);
  await transaction.db
    .updateTable('target_line')
    .set({ status, activated_at: status === 'active' ? (line.activated_at ?? new Date()) : line.activated_at })
    .where('target_line_id', '=', lineId)
    .execute();
  return status;
}
