import type { ja } from './ja.ts';
import { nav } from './en/nav.ts';
import { common } from './en/common.ts';
import { session } from './en/session.ts';
import { home } from './en/home.ts';
import { imports } from './en/imports.ts';
import { reviews } from './en/reviews.ts';
import { matchAudit } from './en/matchAudit.ts';
import { reDecide } from './en/reDecide.ts';
import { matchModels } from './en/matchModels.ts';
import { leads } from './en/leads.ts';
import { lists } from './en/lists.ts';
import { accounts } from './en/accounts.ts';
import { account } from './en/account.ts';
import { people } from './en/people.ts';
import { jobChanges } from './en/jobChanges.ts';
import { systems } from './en/systems.ts';
import { targets } from './en/targets.ts';
import { wish } from './en/wish.ts';
import { handovers } from './en/handovers.ts';
import { landing } from './en/landing.ts';
import { offers } from './en/offers.ts';
import { meetings } from './en/meetings.ts';
import { waterfall } from './en/waterfall.ts';
import { measure } from './en/measure.ts';
import { comparison } from './en/comparison.ts';
import { deals } from './en/deals.ts';
import { declaredSources } from './en/declaredSources.ts';
import { kpi } from './en/kpi.ts';
import { report } from './en/report.ts';
import { plans } from './en/plans.ts';
import { appointments } from './en/appointments.ts';
import { demand } from './en/demand.ts';
import { audit } from './en/audit.ts';
import { rejections } from './en/rejections.ts';
import { replay } from './en/replay.ts';
import { notices } from './en/notices.ts';
import { sfa } from './en/sfa.ts';
import { feedback } from './en/feedback.ts';
import { clean } from './en/clean.ts';
import { family } from './en/family.ts';
import { register } from './en/register.ts';
import { towns } from './en/towns.ts';
import { handoverSettings } from './en/handoverSettings.ts';
import { absences } from './en/absences.ts';
import { routing } from './en/routing.ts';
import { reassignments } from './en/reassignments.ts';
import { agency } from './en/agency.ts';
import { settings } from './en/settings.ts';

type Words<T> = {
  [K in keyof T]: T[K] extends string ? string : T[K] extends readonly string[] ? string[] : Words<T[K]>;
};

/** The same words in English; the type keeps the two complete. */
export const en: Words<typeof ja> = {
  nav,
  common,
  session,
  home,
  imports,
  reviews,
  matchAudit,
  reDecide,
  matchModels,
  leads,
  lists,
  accounts,
  account,
  people,
  jobChanges,
  systems,
  targets,
  wish,
  handovers,
  landing,
  offers,
  meetings,
  waterfall,
  measure,
  comparison,
  deals,
  declaredSources,
  kpi,
  report,
  plans,
  appointments,
  demand,
  audit,
  rejections,
  replay,
  notices,
  sfa,
  feedback,
  clean,
  family,
  register,
  towns,
  handoverSettings,
  absences,
  routing,
  reassignments,
  agency,
  settings,
};
