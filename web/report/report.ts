import type { Words } from '#core/words.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { sayFailed } from '../parts/notices.tsx';

type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer A } } } };
}
  ? A
  : never;
export type Months = Answer<'/api/months'>;
export type Report = Answer<'/api/months/{month}/report'>;
export type Line = Report['results'][number];
export type Correction = Report['corrections'][number];
export type NumberCases = Answer<'/api/months/rows/{code}'>;
export type ChangedCases = Answer<'/api/months/{month}/corrections/{code}'>;

/** A number of the report, as its leads or deals are asked for. */
export type OpenedNumber = {
  readonly code: string;
  readonly name: Words;
  readonly isRate: boolean;
  readonly part: 'numerator' | 'denominator';
  readonly from: string;
  readonly to: string;
};

export function useMonths() {
  return useQuery({ queryKey: ['months'], queryFn: () => answer<Months>(api.GET('/api/months')) });
}

export function useReport(month: string) {
  return useQuery({
    queryKey: ['month-report', month],
    queryFn: () => answer<Report>(api.GET('/api/months/{month}/report', { params: { path: { month } } })),
  });
}

/** One change to a month; the screens that show it read again. */
export function useMonthChange<G>(change: (given: G) => Promise<unknown>, done?: () => void) {
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      void queryClient.invalidateQueries();
      done?.();
    },
    onError: sayFailed,
  });
}
