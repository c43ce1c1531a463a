import { answer, api } from '../api/client.ts';

/** Takes decisions back, the last one first: all of them, or none. */
export async function takeBack(decisionIds: readonly number[]): Promise<void> {
  await answer(api.POST('/api/decisions/undo-many', { body: { decisionIds: decisionIds.toReversed() } }));
}
