import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { possibleEvents } from '#core/demand/advance.ts';
import { sentenceOf } from '#core/route/because.ts';
import { contactOf, openDealsOf, recentEvents, salesActivityAt, sameLeadsOf } from '#db/handover-page.ts';
import { readHandover } from '#db/handovers.ts';
import { listTakesOfCycle } from '#db/offer-takes.ts';
import { formerOwnerOf } from '#db/reassignments.ts';
import { isBack } from '#flows/hand-over.ts';
import { readHandoverSettings } from '#flows/handover-settings.ts';
import { readCycles } from '#flows/lead-cycles.ts';
import { mayComeAgain } from '#flows/next-cycle.ts';
import { withLeavings } from '#flows/read-employments.ts';
import { readCalendars } from '#flows/receiver-calendars.ts';
import { withClock } from '../handover-line.ts';
import { handoverPage } from '../handover-page.ts';
import {
  explanationOf,
  fitting,
  historyFor,
  isAnsweredBy,
  isToldTo,
  notFound,
  readNames,
  requireReadable,
} from '../handover-view.ts';
import { isAllowed } from '../policy.ts';
import { route } from '../route.ts';

export function registerHandoverPage(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/handovers/:cycleId',
    policy: 'handovers.read',
    summary: '引き渡し1件: 根拠、経緯、できる返事',
    params: z.object({ cycleId: z.guid() }),
    response: handoverPage,
    handler: async ({ params, actor, world }) => {
      const { db } = world.database;
      await requireReadable(db, [params.cycleId], actor);
      const held = (await readCycles(db, [params.cycleId], world.now())).get(params.cycleId);
      if (!held) throw notFound(params.cycleId);
      const { cycle } = held;
      const [lead, nameOf, recent, deals, contact, sameLeads, mayAnswer, formerOwner, salesActivity, offers] =
        await Promise.all([
          readHandover(db, params.cycleId, actor),
          readNames(db),
          recentEvents(db, held.accountId, held.personId),
          actor.role === 'agency' ? [] : openDealsOf(db, held.accountId),
          contactOf(db, held.personId),
          actor.role === 'agency' ? [] : sameLeadsOf(db, params.cycleId),
          isAnsweredBy(db, [params.cycleId], actor),
          formerOwnerOf(db, held.accountId),
          salesActivityAt(db, held.accountId),
          listTakesOfCycle(db, params.cycleId),
        ]);
      const handed = cycle.events.findLast((event) => event.kind === 'hand_over');
      const explanation = handed && explanationOf(handed);
      const settings = await readHandoverSettings(db);
      const [read] = await withLeavings(
        db,
        [withClock(lead!, settings, await readCalendars(db, settings.calendar), world.now())],
        actor,
      );
      return {
        lead: read!,
        state: cycle.state,
        possible: fitting(possibleEvents(cycle), actor),
        mayAnswer,
        mayComeAgain: isAllowed(actor, 'handovers.hand_over') && (await mayComeAgain(db, cycle)),
        events: historyFor(actor, cycle, nameOf),
        // Whose file it was is ours to know.
        offers:
          actor.role === 'agency'
            ? offers.map((one) => ({ ...one, fileName: null, rowNumber: null, batchId: null }))
            : offers,
        because: (explanation?.because ?? [])
          .filter((one) => isToldTo(actor, one))
          .map((one) => sentenceOf(one, nameOf)),
        // An agency never learns of other agencies.
        clash:
          actor.role === 'agency'
            ? []
            : (explanation?.warnings ?? []).flatMap((one) => one.agencyIds.map((id) => nameOf('agency', id))),
        formerOwner: formerOwner ?? null,
        salesActivity: lead!.isClash ? (salesActivity ?? null) : null,
        recent,
        deals,
        contact: contact ?? null,
        sameLeads,
        mayEnd: isAllowed(actor, 'handovers.hand_over') && isBack(cycle),
      };
    },
  });
}
