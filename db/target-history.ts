import { sql } from 'kysely';
import type { LineHistory } from '#core/target/line-then.ts';
import type { Db } from './pool.ts';

/** The history of every line that is or was on the list, by company; merges are followed. */
export async function readTargetHistories(db: Db): Promise<Map<number, LineHistory[]>> {
  const { rows } = await sql<
    Omit<LineHistory, 'events' | 'edits'> & {
      accountId: number;
      events: { verdict: string; side: string | null; at: string; undoneAt: string | null }[] | null;
      edits: { at: string; before: Record<string, unknown> }[] | null;
    }
  >`
    select coalesce(d.to_id, t.account_id) as "accountId", t.owner_id as "ownerId", t.owner_name as "ownerName", t.class,
           case when t.status = 'active' then t.activated_at end as "activeFrom",
           (select json_agg(json_build_object('verdict', e.verdict, 'side', e.side, 'at', e.at, 'undoneAt', e.undone_at) order by e.target_event_id)
              from target_event e where e.target_line_id = t.target_line_id) as events,
           (select json_agg(json_build_object('at', a.at, 'before', a.before) order by a.at, a.audit_entry_id)
              from audit_entry a where a.subject_kind = 'target' and a.subject_id = t.target_line_id::text and a.action = 'target.edit' and a.before is not null) as edits
      from target_line t left join entity_redirect d on d.kind = 'account' and d.from_id = t.account_id
     order by t.target_line_id`.execute(db);
  return Map.groupBy(
    rows.map(({ events, edits, ...line }) => ({
      ...line,
      events: (events ?? []).map((event) => ({
        ...event,
        side: event.side ?? undefined,
        at: new Date(event.at),
        undoneAt: event.undoneAt === null ? null : new Date(event.undoneAt),
      })),
      edits: (edits ?? []).map(({ at, before }) => ({
        at: new Date(at),
        before: {
          ...('owner_id' in before ? { ownerId: before.owner_id } : {}),
          ...('owner_name' in before ? { ownerName: before.owner_name } : {}),
          ...('class' in before ? { class: before.class } : {}),
        },
      })),
    })) as (LineHistory & { accountId: number })[],
    ({ accountId }) => accountId,
  );
}

/** What was decided about a line, the latest first; `isUndone`: taken back, it counts no longer. */
export async function listTargetEvents(db: Db, lineId: number) {
  return db
    .selectFrom('target_event as e')
    .leftJoin('member as m', 'm.member_id', 'e.member_id')
    .select([
      'e.at',
      'e.side',
      'e.verdict',
      'e.reason',
      'e.is_proxy as isProxy',
      'e.proxy_note as proxyNote',
      'm.name as memberName',
      sql<boolean>`e.undone_at is not null`.as('isUndone'),
    ])
    .where('e.target_line_id', '=', lineId)
    .orderBy('e.target_event_id', 'desc')
    .execute();
}
