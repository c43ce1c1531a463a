/** Whose leads, and which of them, a number of the first screen opens. */
export type HeldBy = {
  readonly receiver: string;
  readonly name: string;
  readonly clock: 'overdue' | 'near' | undefined;
};

export function heldByOfLink(): HeldBy | undefined {
  const given = new URLSearchParams(location.search);
  const receiver = given.get('receiver');
  if (!receiver || !/^(member|agency|queue)\/[\w-]{1,50}$/.test(receiver)) return undefined;
  const clock = given.get('clock');
  return {
    receiver,
    name: given.get('name') ?? '',
    clock: clock === 'overdue' || clock === 'near' ? clock : undefined,
  };
}
