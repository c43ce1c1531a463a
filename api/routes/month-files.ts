import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isHeld } from '#core/meeting/course.ts';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { readMeeting } from '#db/meetings.ts';
import { writeAudit } from '#db/audit.ts';
import { minutesSlides } from '#flows/minutes-slides.ts';
import { readMonthReport } from '#flows/month-report.ts';
import { reportPdf } from '#flows/report-pdf.ts';
import { reportSlides } from '#flows/report-slides.ts';
import { keptAgenda } from '#flows/write-agenda.ts';
import { month } from '../lead-query.ts';
import { isShownTo } from '../kpi-view.ts';
import { route } from '../route.ts';

const mime = {
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  pdf: 'application/pdf',
} as const;
const language = z.object({ language: z.enum(['ja', 'en']).default('ja') });

/** Files to show and to pass on: they hold figures and decisions, no lists of people. */
export function registerMonthFiles(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/months/:month/report.:format',
    policy: 'reports.read',
    summary: '月次報告をPowerPointかPDFで書き出す(A4横2枚)',
    params: z.object({ month, format: z.enum(['pptx', 'pdf']) }),
    query: language,
    response: { download: [mime.pptx, mime.pdf] },
    handler: async ({ params, query, actor, world, reply }) => {
      const { db } = world.database;
      const report = await readMonthReport(db, params.month, world.now(), isShownTo(actor));
      const write = params.format === 'pptx' ? reportSlides : reportPdf;
      const bytes = await write(report, query.language);
      await writeAudit(db, {
        memberId: actor.memberId,
        action: `export.report.${params.format}`,
        subjectKind: 'month',
        subjectId: params.month,
      });
      return reply
        .type(mime[params.format])
        .header('content-disposition', `attachment; filename="mori-report-${params.month}.${params.format}"`)
        .send(bytes);
    },
  });

  route(app, {
    method: 'GET',
    url: '/api/meetings/:id/minutes.pptx',
    policy: 'meetings.read',
    summary: '議事録をPowerPointで書き出す',
    params: z.object({ id: z.coerce.number().int() }),
    query: language,
    response: { download: [mime.pptx] },
    handler: async ({ params, query, actor, world, reply }) => {
      const { db } = world.database;
      const meeting = await readMeeting(db, params.id, todayJst(world.now()));
      if (!isHeld(meeting.state))
        throw new Refusal('meeting_not_held', '議事録は、会議を開催してから書き出せます。', { status: 409 });
      const bytes = await minutesSlides({ ...meeting, agenda: keptAgenda(meeting.agenda) }, query.language);
      await writeAudit(db, {
        memberId: actor.memberId,
        action: 'export.minutes.pptx',
        subjectKind: 'meeting',
        subjectId: params.id,
      });
      return reply
        .type(mime.pptx)
        .header('content-disposition', `attachment; filename="mori-minutes-${meeting.meetsOn}.pptx"`)
        .send(bytes);
    },
  });
}
