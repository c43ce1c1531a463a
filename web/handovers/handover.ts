import { useMutation } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ApiError, answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { count } from '../parts/format.ts';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';

export type Handovers = paths['/api/handovers']['get']['responses'][200]['content']['application/json'];
export type HandoverRow = Handovers['rows'][number];
/** The lead whose details are open; its row is read with them. */
export type Opened = { readonly cycleId: string };
export type HandoverDetails = paths['/api/handovers/{cycleId}']['get']['responses'][200]['content']['application/json'];
export type Answer = paths['/api/handovers/answer']['post']['requestBody']['content']['application/json']['answer'];

export const views = ['mine', 'waiting', 'new', 'candidates', 'accepted', 'unfollowed', 'returned', 'ignored'] as const;
export type View = (typeof views)[number];

/** Until when an answer is due, in words. */
export function dueWords(rule: NonNullable<HandoverRow['clock']>['answer'], t: TFunction): string {
  if (rule.kind === 'business_hours') return t('handovers.businessHours', { n: rule.hours });
  return rule.days === 1 ? t('handovers.nextBusinessDay') : t('handovers.businessDays', { n: rule.days });
}

/** Answers hand-overs; what was said can be taken back at once. */
export function useAnswer(onDone: () => void) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: ({ cycleIds, said }: { cycleIds: string[]; said: Answer }) =>
      answer<{ answered: number }>(api.POST('/api/handovers/answer', { body: { cycleIds, answer: said } })),
    onSuccess: (_, { cycleIds, said }) => {
      sayUndoable(t(`handovers.done.${said.kind}`, { n: count(cycleIds.length) }), () =>
        answer(api.POST('/api/handovers/undo', { body: { cycleIds } })),
      );
      onDone();
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
}

/** Hands leads over to sales; the routing chooses who receives them. */
export function useHandOver(onDone: () => void) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (body: { cycleIds: string[]; despiteRule?: boolean }) =>
      answer<{ handedOver: number }>(api.POST('/api/handovers/hand-over', { body: { despiteRule: false, ...body } })),
    onSuccess: ({ handedOver }, { cycleIds }) => {
      sayUndoable(t('handovers.handedOver', { n: count(handedOver) }), () =>
        answer(api.POST('/api/handovers/undo', { body: { cycleIds } })),
      );
      onDone();
      void queryClient.invalidateQueries();
    },
    // What the rule keeps back is asked about, not refused.
    onError: (error) => (isHeldBack(error) ? undefined : sayFailed(error)),
  });
}

/** The rule, or an earlier answer of sales, keeps some of the leads from sales; a person may know better. */
export const isHeldBack = (error: unknown) =>
  error instanceof ApiError && (error.code === 'handover_held' || error.code === 'handover_excluded');
