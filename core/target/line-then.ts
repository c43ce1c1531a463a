import { targetStatus, type TargetEvent } from './line.ts';

export type LineOwner = {
  readonly ownerId: number | null;
  readonly ownerName: string | null;
  readonly class: string | null;
};

/** A line with all that happened to it, oldest first; an edit tells what stood there before it, a verdict when it was taken back. */
export type LineHistory = LineOwner & {
  /** Of a line without events: since when it is ターゲット確定, null where it never was. */
  readonly activeFrom: Date | null;
  readonly events: readonly (TargetEvent & { readonly at: Date; readonly undoneAt?: Date | null })[];
  readonly edits: readonly { readonly at: Date; readonly before: Partial<LineOwner> }[];
};

/** Whether the line was ターゲット確定 at that moment, and whose it was: verdicts and edits of later do not count. */
export function lineAt(line: LineHistory, at: Date): { readonly isActive: boolean; readonly ownerId: number | null } {
  const before = <K extends keyof LineOwner>(key: K): LineOwner[K] => {
    const edit = line.edits.find((one) => one.at > at && key in one.before);
    return edit ? (edit.before[key] as LineOwner[K]) : line[key];
  };
  const ownerId = before('ownerId');
  if (line.events.length === 0) return { isActive: line.activeFrom !== null && line.activeFrom <= at, ownerId };
  const events = line.events.filter((event) => event.at <= at && !(event.undoneAt && event.undoneAt <= at));
  const facts = { hasOwner: ownerId !== null || !!before('ownerName'), hasClass: before('class') !== null };
  return { isActive: targetStatus(events, facts) === 'active', ownerId };
}
