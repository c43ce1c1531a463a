/** A value that somebody of ours decided; null is decided to be nothing. */
export type Pin = { readonly value: unknown };

/** An edit that pinned a value: what stood there before, and until when it held if it was taken back. */
export type PinEdit = {
  readonly at: Date;
  readonly undoneAt: Date | null;
  readonly was: unknown;
  readonly wasPinned: boolean;
  /** What the edit made of it, null where it unpinned; absent where that was not kept yet with the edit. */
  readonly made?: Pin | null;
};

/** From a moment on; undefined is nothing pinned. */
export type PinSpan = { readonly from: Date; readonly pin: Pin | undefined };

const always = new Date(0);

/**
 * When which value of an attribute was pinned. `now` is the pin of today, undefined where there is none. An old edit that was taken back
 * and whose value nobody wrote down counts as never made.
 */
export function pinSpans(edits: readonly PinEdit[], now: Pin | undefined): PinSpan[] {
  const told = edits
    .filter((edit) => edit.undoneAt === null || edit.made !== undefined)
    .sort((one, other) => one.at.getTime() - other.at.getTime());
  const before = ({ was, wasPinned }: PinEdit): Pin | undefined => (wasPinned ? { value: was } : undefined);
  const first = told[0];
  if (!first) return [{ from: always, pin: now }];
  const changes = told.flatMap((edit, place) => {
    const next = told[place + 1];
    const pin = edit.made === undefined ? (next ? before(next) : now) : (edit.made ?? undefined);
    return [{ from: edit.at, pin }, ...(edit.undoneAt ? [{ from: edit.undoneAt, pin: before(edit) }] : [])];
  });
  return [
    { from: always, pin: before(first) },
    ...changes.sort((one, other) => one.from.getTime() - other.from.getTime()),
  ];
}

/** What was pinned at that moment. */
export function pinnedAt(spans: readonly PinSpan[], at: Date): Pin | undefined {
  return spans.findLast(({ from }) => from <= at)?.pin;
}
