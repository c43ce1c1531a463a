import type { Db } from './pool.ts';

export type AuditEntry = {
  readonly memberId: number | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId?: string | number;
  readonly before?: object;
  readonly after?: object;
};

/** Writes who changed what; part of the same transaction as the change where there is one. */
export async function writeAudit(db: Db, entry: AuditEntry): Promise<void> {
  await writeAudits(db, [entry]);
}

/** The same for many entries. */
export async function writeAudits(db: Db, entries: readonly AuditEntry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += entriesPerInsert)
    await db
      .insertInto('audit_entry')
      .values(
        entries.slice(start, start + entriesPerInsert).map((entry) => ({
          member_id: entry.memberId,
          action: entry.action,
          subject_kind: entry.subjectKind,
          subject_id: entry.subjectId === undefined ? null : String(entry.subjectId),
          before: entry.before ? JSON.stringify(entry.before) : null,
          after: entry.after ? JSON.stringify(entry.after) : null,
        })),
      )
      .execute();
}

const entriesPerInsert = 1_000;
