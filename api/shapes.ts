import type { Family as ReadFamily } from '#flows/read-family.ts';

/** Shapes of answers that the web page reads, told by the code that makes them. Types only. */
export type {
  DealLine,
  MergedRow,
  OrderLine,
  ProductCell,
  SiteLine,
  TimelineEntry,
} from '#db/account-page.ts';
export type { NamedEmployment, NamedLeaving, PersonOfCompany } from '#flows/read-employments.ts';
export type { JobChangeSide, NoticedJobChange } from '#flows/job-changes.ts';
export type { MatchSide } from '#db/match-sides.ts';
export type { Review } from '#flows/read-reviews.ts';
export type { ReferenceKind } from '#db/reference-loads.ts';
export type { ClosedAccount } from '#db/register.ts';
export type { CleanMessage } from '#flows/clean-list-apart.ts';
export type { ReviewLine as CleanQuestion } from '#flows/clean-list-files.ts';
export type { EntityReport as CleanEntityReport, ListReport as CleanReport } from '#flows/clean-list-report.ts';
export type { FamilyLine, FamilyTreeNode } from '#flows/read-family.ts';
export type Family = ReadFamily & { readonly today: string };
export type { TargetWithLeavings as TargetRow } from '#flows/read-employments.ts';
export type { DoubtfulNumber } from '#flows/doubtful-numbers.ts';
export type { RegisterFacts } from './routes/register.ts';
export type { WaterfallRow } from '#db/waterfall-rows.ts';
export type { TargetProposal } from '#core/target/propose.ts';
