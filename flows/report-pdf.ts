import type { MonthReport } from '#core/report/month-report.ts';
import { paperOf, type Paper } from '#core/report/paper.ts';
import type { Language } from '#core/words.ts';
import { drawBars, drawColumns, drawTable, ink, newPdf, page, pdfBytes, write, type Pdf, type Place } from './pdf.ts';

const inner = page.width - 2 * page.margin;
const left = { x: page.margin, w: inner * 0.56 } as const;
const right = { x: page.margin + inner * 0.59, w: inner * 0.41 } as const;

/** 月次報告 as PDF: the same two A4 landscape sheets as the slides. */
export async function reportPdf(report: MonthReport, language: Language): Promise<Buffer> {
  const paper = paperOf(report, language);
  const pdf = await newPdf(paper.title);
  addResults(pdf, paper);
  addFunnel(pdf, paper);
  return pdfBytes(pdf);
}

function addResults(pdf: Pdf, paper: Paper): void {
  addSheet(pdf, paper, 1);
  heading(pdf, paper.results.title, { x: page.margin, y: 70, w: inner });
  const below = drawTable(
    pdf,
    paper.results,
    { x: page.margin, y: 86, w: inner },
    [1.4, 0.86, 0.78, 0.62, 0.86, 0.82, 0.92, 0.86, 0.62, 0.77, 0.9, 0.86, 0.62],
    8,
  );
  const top = below + 16;
  const height = page.height - page.margin - 14 - top;
  heading(pdf, paper.trend.title, { ...left, y: top });
  drawColumns(pdf, paper.trend, { ...left, y: top + 16 }, height - 16);
  words(pdf, paper.findings, { ...right, y: top }, height);
}

function addFunnel(pdf: Pdf, paper: Paper): void {
  addSheet(pdf, paper, 2);
  heading(pdf, paper.funnel.title, { ...left, y: 70 });
  drawBars(pdf, paper.funnelChart, { ...left, y: 88 }, 225);
  drawTable(pdf, paper.funnel, { ...left, y: 325 }, [1.5, 0.8, 1.55, 0.8, 1.55], 8);
  heading(pdf, paper.coverage.title, { ...right, y: 70 });
  const below = drawTable(pdf, paper.coverage, { ...right, y: 86 }, [1.7, 0.75, 2], 8);
  words(pdf, paper.requests, { ...right, y: below + 16 }, 150);
  const top = Math.max(below + 180, 370);
  heading(pdf, paper.notes.title, { ...right, y: top });
  const [notes, height] = [paper.notes.lines.join('\n'), page.height - page.margin - 14 - top - 16];
  const size = sizeFor(pdf, notes, right.w, height, [7.5, 7, 6.5, 6]);
  write(pdf, notes, { ...right, y: top + 16 }, { size, color: ink.quiet, height });
}

function addSheet(pdf: Pdf, paper: Paper, number: 1 | 2): void {
  pdf.addPage({ size: 'A4', layout: 'landscape', margin: 0 });
  write(pdf, paper.title, { x: page.margin, y: 26, w: inner * 0.6 }, { size: 16, bold: true });
  write(pdf, paper.subtitle, { x: page.margin, y: 49, w: inner * 0.7 }, { size: 8, color: ink.quiet });
  const corner = { x: page.margin + inner * 0.6, w: inner * 0.4 };
  write(pdf, paper.state, { ...corner, y: 30 }, { size: 8, color: ink.quiet, align: 'right' });
  write(pdf, `${number} / 2`, { ...corner, y: page.height - 24 }, { size: 7, color: ink.quiet, align: 'right' });
}

const heading = (pdf: Pdf, text: string, place: Place) =>
  void write(pdf, text, place, { size: 10, bold: true, color: ink.deep });

/** The first of the sizes in which the text fits, else the last. */
function sizeFor(pdf: Pdf, text: string, width: number, height: number, sizes: readonly number[]): number {
  const fits = (size: number) =>
    pdf.font('text').fontSize(size).heightOfString(text, { width, lineGap: 1.5 }) <= height;
  return sizes.find(fits) ?? sizes.at(-1)!;
}

/** Free text keeps to its place: as small as eight points, then cut with …. */
function words(pdf: Pdf, { title, text, isEmpty }: Paper['findings'], place: Place, height: number): void {
  heading(pdf, title, place);
  const room = height - 18;
  const size = sizeFor(pdf, text, place.w, room, [9, 8]);
  write(pdf, text, { ...place, y: place.y + 18 }, { size, height: room, ...(isEmpty ? { color: ink.quiet } : {}) });
}
