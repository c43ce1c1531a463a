import type { Figure } from '../parts/FigureText.tsx';
import { answer, api } from '../api/client.ts';
import type { Kind } from './SideBySide.tsx';

export type AuditAnswer = 'same' | 'different' | 'unsure';
export type WaitingCase = {
  auditId: number;
  origin: 'automatic' | 'verdict' | 'shared';
  kind: Kind;
  method: string;
  source: string;
  /** Such as phone|0312345678. */
  sharedValue: string | null;
};
export type AnsweredCase = WaitingCase & {
  entityId: number | null;
  name: string | null;
  answer: AuditAnswer;
  answeredAt: string;
  memberName: string | null;
  firstVerdict: string | null;
  firstMemberName: string | null;
};
type Drawn = { of: number; drawn: number };
export type AuditState = {
  precision: Figure;
  slices: { by: 'kind' | 'method' | 'source'; value: string; precision: Figure }[];
  unsure: number;
  agreement: Figure;
  draws: { since: string | null; last: string | null; automatic: Drawn; verdict: Drawn };
  shares: { automatic: number; verdict: number };
  waiting: WaitingCase[];
  answered: AnsweredCase[];
  disagreements: AnsweredCase[];
  gone: number;
};

export const readAudit = () => answer<AuditState>(api.GET('/api/match-audit'));

export const drawCases = () =>
  answer<{ automatic: Drawn; verdict: Drawn }>(api.POST('/api/match-audit/draw', { body: {} }));

export const giveAnswer = (id: number, said: AuditAnswer) =>
  answer<{ decisionId: number | null }>(
    api.POST('/api/match-audit/{id}/answer', { params: { path: { id } }, body: { answer: said } }),
  );

export const takeAnswerBack = (id: number) =>
  answer(api.POST('/api/match-audit/{id}/undo', { params: { path: { id } } }));
