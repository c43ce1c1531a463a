import i18next from 'i18next';
import { answer, api } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { sayDone, sayUndoable } from '../parts/notices.tsx';

export type Added = { added: number; lineIds: number[] };

/** Says how many companies came onto the list, and offers to take them off again. */
export function sayAdded({ added, lineIds }: Added): void {
  if (added === 0) sayDone(i18next.t('wish.alreadyThere'));
  else
    sayUndoable(i18next.t('wish.nominated', { n: count(added) }), () =>
      answer(api.POST('/api/targets/remove', { body: { lineIds } })),
    );
}
