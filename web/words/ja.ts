import { nav } from './ja/nav.ts';
import { common } from './ja/common.ts';
import { session } from './ja/session.ts';
import { home } from './ja/home.ts';
import { imports } from './ja/imports.ts';
import { reviews } from './ja/reviews.ts';
import { matchAudit } from './ja/matchAudit.ts';
import { reDecide } from './ja/reDecide.ts';
import { matchModels } from './ja/matchModels.ts';
import { leads } from './ja/leads.ts';
import { lists } from './ja/lists.ts';
import { accounts } from './ja/accounts.ts';
import { account } from './ja/account.ts';
import { people } from './ja/people.ts';
import { jobChanges } from './ja/jobChanges.ts';
import { systems } from './ja/systems.ts';
import { targets } from './ja/targets.ts';
import { wish } from './ja/wish.ts';
import { handovers } from './ja/handovers.ts';
import { landing } from './ja/landing.ts';
import { offers } from './ja/offers.ts';
import { meetings } from './ja/meetings.ts';
import { waterfall } from './ja/waterfall.ts';
import { measure } from './ja/measure.ts';
import { comparison } from './ja/comparison.ts';
import { deals } from './ja/deals.ts';
import { declaredSources } from './ja/declaredSources.ts';
import { kpi } from './ja/kpi.ts';
import { report } from './ja/report.ts';
import { plans } from './ja/plans.ts';
import { appointments } from './ja/appointments.ts';
import { demand } from './ja/demand.ts';
import { audit } from './ja/audit.ts';
import { rejections } from './ja/rejections.ts';
import { replay } from './ja/replay.ts';
import { notices } from './ja/notices.ts';
import { sfa } from './ja/sfa.ts';
import { feedback } from './ja/feedback.ts';
import { clean } from './ja/clean.ts';
import { family } from './ja/family.ts';
import { register } from './ja/register.ts';
import { towns } from './ja/towns.ts';
import { handoverSettings } from './ja/handoverSettings.ts';
import { absences } from './ja/absences.ts';
import { routing } from './ja/routing.ts';
import { reassignments } from './ja/reassignments.ts';
import { agency } from './ja/agency.ts';
import { settings } from './ja/settings.ts';

/** Words on the screen (users.md §4). One place, so that one thing has one name everywhere. */
export const ja = {
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
