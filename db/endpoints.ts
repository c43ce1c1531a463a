import { sql } from 'kysely';
import type { EndpointKind } from '#core/notice/notice.ts';
import type { Db } from './pool.ts';

/** An endpoint with its sealed parts; `flows/notice-endpoints.ts` opens them. */
export type StoredEndpoint = {
  id: number;
  kind: EndpointKind;
  name: string;
  host: string;
  address: string;
  secret: string | null;
  previousSecret: string | null;
  previousUntil: Date | null;
  announces: string[];
  isOpenToMembers: boolean;
  failures: number;
  disabledAt: Date | null;
  disabledBecause: string | null;
};

const columns = sql`
  notice_endpoint_id as id, kind, name, host, address, secret, previous_secret as "previousSecret", previous_until as "previousUntil",
  announces, is_open_to_members as "isOpenToMembers", failures, disabled_at as "disabledAt", disabled_because as "disabledBecause"`;

export async function listEndpoints(db: Db): Promise<StoredEndpoint[]> {
  const { rows } = await sql<StoredEndpoint>`select ${columns} from notice_endpoint order by name, 1`.execute(db);
  return rows;
}

export async function findEndpoint(db: Db, id: number): Promise<StoredEndpoint | undefined> {
  const { rows } = await sql<StoredEndpoint>`
    select ${columns} from notice_endpoint where notice_endpoint_id = ${id}`.execute(db);
  return rows[0];
}

type WeekCounts = { sent: number; waiting: number; failed: number; superseded: number; lastSentAt: Date | null };

/** How the last week went by endpoint. */
export async function countDeliveries(db: Db, since: Date): Promise<Map<number, WeekCounts>> {
  const { rows } = await sql<WeekCounts & { id: number }>`
    select notice_endpoint_id as id, count(*) filter (where state = 'sent')::int as sent, count(*) filter (where state = 'waiting')::int as waiting,
           count(*) filter (where state = 'failed')::int as failed, count(*) filter (where state = 'superseded')::int as superseded, max(done_at) filter (where state = 'sent') as "lastSentAt"
      from notice_delivery where created_at >= ${since.toISOString()}::timestamptz group by 1`.execute(db);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
