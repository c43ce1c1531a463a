import { sql } from 'kysely';
import type { LinkedFact } from './facts.ts';
import { copyLine, type Transaction } from './transaction.ts';

const activityColumns = [
  'account_id',
  'day',
  'event_id',
  'person_id',
  'type',
  'subject',
  'member_name',
  'source',
  'appointment_status',
  'appointment_set_on',
  'appointment_set_by',
];
/** Everything of an activity but the account, which is part of its key: what goes with it when it moves to another one. */
export const movedActivity = sql.join(activityColumns.slice(1).map((column) => sql.ref(column)));

/** Activities keyed by account and day. Company 0 holds those whose company nobody knows yet. */
export async function writeActivities(transaction: Transaction, facts: readonly LinkedFact[]): Promise<void> {
  const lines: string[] = [];
  const months = new Set<string>();
  for (const { observation, accountId, personId } of facts) {
    const fact = observation.fact?.kind === 'lead' ? observation.fact.activity : observation.fact;
    if (fact?.kind !== 'activity') continue;
    months.add(fact.on.slice(0, 7));
    lines.push(
      copyLine([
        accountId ?? 0,
        fact.on,
        observation.row.key,
        personId,
        fact.type,
        fact.subject,
        observation.ownerName,
        observation.row.source,
        fact.appointment?.status,
        fact.appointment?.setOn,
        fact.appointment?.setBy,
      ]),
    );
  }
  if (lines.length === 0) return;
  await sql`select ensure_activity_months(${[...months]}::text[])`.execute(transaction.db);
  await transaction.copy('activity', activityColumns, lines);
}
