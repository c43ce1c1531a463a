import type { EntityKind } from './move-rows.ts';
import type { Db } from './pool.ts';

export type NoteLine = { noteId: number; text: string; at: Date; memberId: number | null; memberName: string | null };
export type Note = {
  subjectKind: EntityKind;
  subjectId: number;
  text: string;
  memberId: number | null;
  isDeleted: boolean;
};

/** Notes on a record and on those merged into it, newest first. */
export async function listNotes(db: Db, kind: EntityKind, ids: readonly number[]): Promise<NoteLine[]> {
  return db
    .selectFrom('note as n')
    .leftJoin('member as m', 'm.member_id', 'n.member_id')
    .select(['n.note_id as noteId', 'n.text', 'n.at', 'n.member_id as memberId', 'm.name as memberName'])
    .where('n.subject_kind', '=', kind)
    .where('n.subject_id', 'in', ids)
    .where('n.deleted_at', 'is', null)
    .orderBy('n.at', 'desc')
    .limit(100)
    .execute();
}

export async function addNote(
  db: Db,
  note: { kind: EntityKind; id: number; text: string; memberId: number },
): Promise<number> {
  const { note_id: noteId } = await db
    .insertInto('note')
    .values({ subject_kind: note.kind, subject_id: note.id, text: note.text, member_id: note.memberId })
    .returning('note_id')
    .executeTakeFirstOrThrow();
  return noteId;
}

export async function findNote(db: Db, noteId: number): Promise<Note | undefined> {
  const row = await db.selectFrom('note').selectAll().where('note_id', '=', noteId).executeTakeFirst();
  return (
    row && {
      subjectKind: row.subject_kind as EntityKind,
      subjectId: row.subject_id,
      text: row.text,
      memberId: row.member_id,
      isDeleted: row.deleted_at !== null,
    }
  );
}

/** A deleted note is hidden, never lost, so that it can be taken back. */
export async function changeNote(
  db: Db,
  noteId: number,
  change: { text?: string | undefined; isDeleted?: boolean | undefined },
): Promise<void> {
  await db
    .updateTable('note')
    .set({
      ...(change.text === undefined ? {} : { text: change.text }),
      ...(change.isDeleted === undefined ? {} : { deleted_at: change.isDeleted ? new Date() : null }),
    })
    .where('note_id', '=', noteId)
    .execute();
}
