import type { FastifyInstance } from 'fastify';
import { registerAppointments } from './routes/appointments.ts';
import { registerAbsences } from './routes/absences.ts';
import { registerAccountPage } from './routes/account-page.ts';
import { registerAccounts } from './routes/accounts.ts';
import { registerAims } from './routes/aims.ts';
import { registerAudit } from './routes/audit.ts';
import { registerExports } from './routes/exports.ts';
import { registerCheckRows } from './routes/check-rows.ts';
import { registerImportRows } from './routes/import-rows.ts';
import { registerImportRun } from './routes/import-run.ts';
import { registerImports } from './routes/imports.ts';
import { registerLeads } from './routes/leads.ts';
import { registerListCleanings } from './routes/list-cleanings.ts';
import { registerMembers } from './routes/members.ts';
import { registerNotes } from './routes/notes.ts';
import { registerDeclaredSources } from './routes/declared-sources.ts';
import { registerDepartmentChanges } from './routes/department-changes.ts';
import { registerDepartments } from './routes/departments.ts';
import { registerJobChanges } from './routes/job-changes.ts';
import { registerFamily } from './routes/family.ts';
import { registerMappings } from './routes/mappings.ts';
import { registerErasures } from './routes/erasures.ts';
import { registerPeople } from './routes/people.ts';
import { registerPersonPage } from './routes/person-page.ts';
import { registerHandoverAnswers } from './routes/handover-answers.ts';
import { registerHandoverChecks } from './routes/handover-checks.ts';
import { registerHandoverPage } from './routes/handover-page.ts';
import { registerHandovers } from './routes/handovers.ts';
import { registerWaiting } from './routes/waiting.ts';
import { registerMatchAudit } from './routes/match-audit.ts';
import { registerAgendaItems } from './routes/agenda-items.ts';
import { registerMeetings } from './routes/meetings.ts';
import { registerHome } from './routes/home.ts';
import { registerKpiRows } from './routes/kpi-rows.ts';
import { registerKpis } from './routes/kpis.ts';
import { registerMonths } from './routes/months.ts';
import { registerMonthFiles } from './routes/month-files.ts';
import { registerKpiTrends } from './routes/kpi-trends.ts';
import { registerPlannedMeetings } from './routes/planned-meetings.ts';
import { registerPlans } from './routes/plans.ts';
import { registerMatchModels } from './routes/match-models.ts';
import { registerReDecisions } from './routes/re-decisions.ts';
import { registerReferenceLoads } from './routes/reference-loads.ts';
import { registerRegister } from './routes/register.ts';
import { registerHandoverSettings } from './routes/handover-settings.ts';
import { registerReassignments } from './routes/reassignments.ts';
import { registerFeedback } from './routes/feedback.ts';
import { registerRejections } from './routes/rejections.ts';
import { registerReplayRouting } from './routes/replay-routing.ts';
import { registerReplay } from './routes/replay.ts';
import { registerNotices } from './routes/notices.ts';
import { registerOffers } from './routes/offers.ts';
import { registerReviews } from './routes/reviews.ts';
import { registerDecisions } from './routes/decisions.ts';
import { registerToldValues } from './routes/told-values.ts';
import { registerRouting } from './routes/routing.ts';
import { registerSession } from './routes/session.ts';
import { registerSettings } from './routes/settings.ts';
import { registerSfa } from './routes/sfa.ts';
import { registerSheets } from './routes/sheets.ts';
import { registerSystem } from './routes/system.ts';
import { registerTargets } from './routes/targets.ts';
import { registerTokens } from './routes/tokens.ts';
import { registerViews } from './routes/views.ts';
import { registerComparison } from './routes/comparison.ts';
import { registerWaterfall } from './routes/waterfall.ts';
import { registerDealPhases } from './routes/deal-phases.ts';
import { registerDeals } from './routes/deals.ts';
import { registerWaterfallBehind } from './routes/waterfall-behind.ts';
import { registerWaterfallPace } from './routes/waterfall-pace.ts';
import { registerWaterfallVocabularies } from './routes/waterfall-vocabularies.ts';
import { registerWishLists } from './routes/wish-lists.ts';

/** Every endpoint of the API; a new file under `routes/` is named here. */
export function registerRoutes(app: FastifyInstance): void {
  for (const register of [
    registerSystem,
    registerSession,
    registerAccounts,
    registerAccountPage,
    registerFamily,
    registerPeople,
    registerPersonPage,
    registerErasures,
    registerDepartments,
    registerDeclaredSources,
    registerDepartmentChanges,
    registerJobChanges,
    registerNotes,
    registerImports,
    registerImportRun,
    registerImportRows,
    registerCheckRows,
    registerMappings,
    registerHandovers,
    registerHandoverChecks,
    registerHandoverPage,
    registerWaiting,
    registerHandoverAnswers,
    registerHandoverSettings,
    registerAppointments,
    registerAbsences,
    registerRouting,
    registerReassignments,
    registerMeetings,
    registerPlannedMeetings,
    registerAgendaItems,
    registerPlans,
    registerReferenceLoads,
    registerRegister,
    registerFeedback,
    registerRejections,
    registerReplay,
    registerReplayRouting,
    registerNotices,
    registerOffers,
    registerReviews,
    registerDecisions,
    registerToldValues,
    registerMatchAudit,
    registerReDecisions,
    registerMatchModels,
    registerWishLists,
    registerTargets,
    registerAims,
    registerWaterfall,
    registerWaterfallBehind,
    registerDeals,
    registerDealPhases,
    registerWaterfallPace,
    registerWaterfallVocabularies,
    registerComparison,
    registerHome,
    registerKpis,
    registerMonths,
    registerMonthFiles,
    registerKpiTrends,
    registerKpiRows,
    registerListCleanings,
    registerLeads,
    registerMembers,
    registerTokens,
    registerSettings,
    registerSfa,
    registerViews,
    registerAudit,
    registerExports,
    registerSheets,
  ])
    register(app);
}
