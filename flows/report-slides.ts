import { paperOf, type Paper } from '#core/report/paper.ts';
import type { MonthReport } from '#core/report/month-report.ts';
import type { Language } from '#core/words.ts';
import { addBars, addPaperTable, addText, deckBytes, ink, newDeck, sheet, type Deck, type Slide } from './slides.ts';

const inner = sheet.width - 2 * sheet.margin;
const left = sheet.margin;
const resultColumns = [1.4, 0.86, 0.78, 0.62, 0.86, 0.82, 0.92, 0.86, 0.62, 0.77, 0.9, 0.86, 0.62];

/** 月次報告 as PowerPoint: two A4 landscape slides whose tables and charts can be edited. */
export async function reportSlides(report: MonthReport, language: Language): Promise<Buffer> {
  const paper = paperOf(report, language);
  const deck = await newDeck(paper.title);
  addResults(deck, paper);
  addFunnel(deck, paper);
  return deckBytes(deck);
}

function addResults(deck: Deck, paper: Paper): void {
  const slide = addSheet(deck, paper, 1);
  addHeading(slide, paper.results.title, left, 1.02, inner);
  addPaperTable(slide, paper.results, { x: left, y: 1.3, w: inner, columns: resultColumns, size: 9 });
  addHeading(slide, paper.trend.title, left, 5.5, 6.2);
  addBars(slide, deck, paper.trend, { x: left, y: 5.72, w: 6.2, h: 2.2 });
  addHeading(slide, paper.findings.title, 6.85, 5.5, 4.4);
  addWords(slide, paper.findings, { x: 6.85, y: 5.8, w: 4.44, h: 2.1 });
}

function addFunnel(deck: Deck, paper: Paper): void {
  const slide = addSheet(deck, paper, 2);
  addHeading(slide, paper.funnel.title, left, 1.02, 6.2);
  addBars(slide, deck, paper.funnelChart, { x: left, y: 1.26, w: 6.2, h: 3.5 }, { isLying: true });
  addPaperTable(slide, paper.funnel, { x: left, y: 4.95, w: 6.2, columns: [1.5, 0.8, 1.55, 0.8, 1.55], size: 9 });
  addHeading(slide, paper.coverage.title, 6.85, 1.02, 4.44);
  addPaperTable(slide, paper.coverage, { x: 6.85, y: 1.3, w: 4.44, columns: [1.72, 0.72, 2], size: 9 });
  addHeading(slide, paper.requests.title, 6.85, 2.95, 4.44);
  addWords(slide, paper.requests, { x: 6.85, y: 3.25, w: 4.44, h: 1.95 });
  addHeading(slide, paper.notes.title, 6.85, 5.35, 4.44);
  const box = { x: 6.85, y: 5.65, w: 4.44, h: 2.2 };
  addText(slide, paper.notes.lines.join('\n'), box, { size: sizeFor(paper.notes.lines, box), color: ink.quiet });
}

function addSheet(deck: Deck, paper: Paper, number: 1 | 2): Slide {
  const slide = deck.addSlide();
  addText(slide, paper.title, { x: left, y: 0.35, w: 6.5, h: 0.36 }, { size: 18, bold: true });
  addText(slide, paper.subtitle, { x: left, y: 0.72, w: 8, h: 0.22 }, { size: 9, color: ink.quiet });
  addText(slide, paper.state, { x: 7.3, y: 0.42, w: 3.99, h: 0.25 }, { size: 9, color: ink.quiet, align: 'right' });
  addText(slide, `${number} / 2`, { x: 10.3, y: 7.97, w: 1, h: 0.2 }, { size: 8, color: ink.quiet, align: 'right' });
  return slide;
}

/** The largest size in which the lines stay in their box: a Japanese letter is as wide as high, a Latin one about half. */
function sizeFor(lines: readonly string[], { w, h }: { w: number; h: number }): number {
  const widthOf = (line: string) => [...line].reduce((sum, letter) => sum + (letter <= '\u00ff' ? 0.55 : 1), 0);
  const fits = (size: number) =>
    lines.reduce((rows, line) => rows + Math.ceil((widthOf(line) * size) / (w * 72)), 0) * size * 1.25 <= h * 72;
  return [8, 7.5, 7, 6.5].find(fits) ?? 6;
}

const addHeading = (slide: Slide, text: string, x: number, y: number, w: number) =>
  addText(slide, text, { x, y, w, h: 0.24 }, { size: 11, bold: true, color: ink.deep });

function addWords(
  slide: Slide,
  { text, isEmpty }: Paper['findings'],
  box: { x: number; y: number; w: number; h: number },
): void {
  addText(slide, text, box, { size: 10, ...(isEmpty ? { color: ink.quiet } : {}) });
}
