import { answer, api } from '../api/client.ts';

/** Takes decisions back, the last one first. */
export async function takeBack(decisionIds: readonly number[]): Promise<void> {
  for (const id of decisionIds.toReversed())
    await answer(api.POST('/api/decisions/{id}/undo', { params: { path: { id } } }));
}
