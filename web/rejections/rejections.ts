import type { paths } from '../api/schema.ts';
import type { Outcome } from '#core/demand/tally.ts';
import { lastMonth } from '../waterfall/leads.ts';

type Get<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer A } } } };
}
  ? A
  : never;
export type Rejections = Get<'/api/rejections'>;
export type Feedback = Get<'/api/feedback'>;
export type Proposals = Get<'/api/rule-proposals'>;
export type Proposal = Proposals['proposals'][number];
export type Reason = Rejections['reasons'][number]['reason'];

export type Span = { from?: string; to?: string };
/** One number of the page, as its leads are asked for. */
export type Opened = {
  title: string;
  query: Span & {
    of?: 'handed' | 'rejected';
    outcome?: Outcome;
    source?: string;
    ruleVersion?: string;
    reason?: Reason;
  };
};

/** Days `[from, to)` as the months people mean. */
export const monthsOf = ({ from, to }: { from: string; to: string }) => ({ from: from.slice(0, 7), to: lastMonth(to) });
