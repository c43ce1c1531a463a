type Counts = Readonly<Record<'rows' | 'new' | 'matched' | 'review' | 'rejected' | 'unchanged', number>>;

/** Rows behind those that a check matched: they can be read, and whether they are new, matched or to be reviewed only the import tells. */
export function openRows({ rows, new: isNew, matched, review, rejected, unchanged }: Counts): number {
  return rows - isNew - matched - review - rejected - unchanged;
}
