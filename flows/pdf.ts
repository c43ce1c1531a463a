import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { PaperChart, PaperTable } from '#core/report/paper.ts';

/** A PDF of A4 landscape sheets in points, with the glyphs of its Japanese font inside. */
export type Pdf = PDFKit.PDFDocument;
export type Place = { readonly x: number; readonly y: number; readonly w: number };

const fonts = {
  text: fileURLToPath(import.meta.resolve('@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf')),
  bold: fileURLToPath(import.meta.resolve('@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf')),
} as const;

export const page = { width: 841.89, height: 595.28, margin: 28 } as const;
export const ink = {
  text: '#1f2a2e',
  quiet: '#5a6670',
  line: '#c9d1d3',
  head: '#e8f0ee',
  deep: '#0b6b62',
  light: '#b8c7c4',
} as const;

/** A server that never makes a PDF does not carry what it takes in memory. */
export async function newPdf(title: string): Promise<Pdf> {
  const { default: PDFDocument } = await import('pdfkit');
  const pdf = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    autoFirstPage: false,
    lang: 'ja',
    info: { Title: title, Creator: 'Mori' },
  });
  for (const [name, path] of Object.entries(fonts)) pdf.registerFont(name, path);
  return pdf;
}

/** Ends the document; nothing can be drawn after it. */
export async function pdfBytes(pdf: Pdf): Promise<Buffer> {
  pdf.end();
  return buffer(pdf as unknown as Readable);
}

type Look = {
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly align?: 'left' | 'right' | 'center';
  readonly height?: number;
};

/** Writes text and gives its height. A character that the font lacks becomes 〓, as printers do it; what is too long ends in …. */
export function write(pdf: Pdf, text: string, { x, y, w }: Place, look: Look = {}): number {
  pdf
    .font(look.bold ? 'bold' : 'text')
    .fontSize(look.size ?? 9)
    .fillColor(look.color ?? ink.text);
  const options = {
    width: w,
    align: look.align ?? 'left',
    lineGap: 1.5,
    ...(look.height ? { height: look.height, ellipsis: '…' } : {}),
  } as const;
  const told = printable(pdf, text);
  pdf.text(told, x, y, options);
  return pdf.heightOfString(told, options);
}

function printable(pdf: Pdf, text: string): string {
  const { font } = (pdf as unknown as { _font: { font: { hasGlyphForCodePoint: (code: number) => boolean } } })._font;
  return [...text].map((one) => (one === '\n' || font.hasGlyphForCodePoint(one.codePointAt(0)!) ? one : '〓')).join('');
}

const pad = { x: 3, y: 3 } as const;

const smallest = 4;

/** A number is read as a whole: in a narrow column it is written smaller rather than over two lines. */
function sizeOfNumber(pdf: Pdf, text: string, width: number, size: number): number {
  let own = size;
  while (own > smallest && pdf.fontSize(own).widthOfString(text) > width) own -= 0.5;
  return own;
}

/** First column left, numbers right, what stands beside a number small beneath it. Gives the y below the table. */
export function drawTable(
  pdf: Pdf,
  table: PaperTable,
  { x, y, w }: Place,
  shares: readonly number[],
  size = 8,
): number {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => (share / total) * w);
  const starts = widths.map((_, column) => x + widths.slice(0, column).reduce((sum, width) => sum + width, 0));
  const inside = (column: number) => ({ x: starts[column]! + pad.x, w: widths[column]! - 2 * pad.x });
  const heightOf = (text: string, column: number, own: number) =>
    text === '' ? 0 : pdf.fontSize(own).heightOfString(text, { width: inside(column).w, lineGap: 1.5 });
  const sizeOf = (text: string, column: number) =>
    column === 0 ? size : sizeOfNumber(pdf, text, inside(column).w, size);
  pdf.font('bold');
  const headHeight = Math.max(...table.head.map((text, column) => heightOf(text, column, size))) + 2 * pad.y;
  pdf.rect(x, y, w, headHeight).fill(ink.head);
  table.head.forEach(
    (text, column) =>
      void write(
        pdf,
        text,
        { ...inside(column), y: y + pad.y },
        { size, bold: true, align: column === 0 ? 'left' : 'center' },
      ),
  );
  let top = y + headHeight;
  for (const row of table.rows) {
    pdf.font('text');
    const height =
      2 * pad.y +
      Math.max(
        ...row.map(
          ({ text, note }, column) => heightOf(text, column, sizeOf(text, column)) + heightOf(note, column, size - 2),
        ),
      );
    row.forEach(({ text, note }, column) => {
      const align = column === 0 ? ('left' as const) : ('right' as const);
      pdf.font('text');
      const look = { size: sizeOf(text, column), align };
      const used = text === '' ? 0 : write(pdf, text, { ...inside(column), y: top + pad.y }, look);
      if (note !== '')
        write(pdf, note, { ...inside(column), y: top + pad.y + used }, { size: size - 2, align, color: ink.quiet });
    });
    top += height;
    pdf
      .moveTo(x, top)
      .lineTo(x + w, top)
      .lineWidth(0.5)
      .strokeColor(ink.line)
      .stroke();
  }
  return top;
}

const colours = [ink.light, ink.deep] as const;

/** The first of 1, 2, 4, 5, 8 or 10 times a power of ten that holds every bar. */
function axisEnd(chart: PaperChart): number {
  const highest = Math.max(1, ...chart.series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const power = 10 ** Math.floor(Math.log10(highest));
  return [1, 2, 4, 5, 8, 10].map((step) => step * power).find((end) => end >= highest)!;
}

/** Upright bars, a group for each label; nothing is drawn where nothing was measured. */
export function drawColumns(pdf: Pdf, chart: PaperChart, { x, y, w }: Place, h: number): void {
  const axis = 46;
  drawLegend(pdf, chart, { x: x + axis, y, w: w - axis });
  const [top, bottom] = [y + 18, y + h - 14];
  const highest = axisEnd(chart);
  for (const share of [0, 0.5, 1]) {
    const level = bottom - share * (bottom - top);
    pdf
      .moveTo(x + axis, level)
      .lineTo(x + w, level)
      .lineWidth(0.5)
      .strokeColor(ink.line)
      .stroke();
    write(
      pdf,
      Math.round(highest * share).toLocaleString('ja-JP'),
      { x, y: level - 4, w: axis - 4 },
      { size: 7, align: 'right', color: ink.quiet },
    );
  }
  const group = (w - axis) / chart.labels.length;
  const bar = (group * 0.7) / chart.series.length;
  chart.labels.forEach((label, place) => {
    const start = x + axis + place * group;
    chart.series.forEach(({ values }, series) => {
      const height = ((values[place] ?? 0) / highest) * (bottom - top);
      if (height > 0)
        pdf.rect(start + group * 0.15 + series * bar, bottom - height, bar * 0.9, height).fill(colours[series]!);
    });
    write(pdf, label, { x: start, y: bottom + 3, w: group }, { size: 7.5, align: 'center', color: ink.quiet });
  });
}

/** Lying bars with their numbers, a group for each label. */
export function drawBars(pdf: Pdf, chart: PaperChart, { x, y, w }: Place, h: number): void {
  const [axis, room] = [92, 40];
  drawLegend(pdf, chart, { x: x + axis, y, w: w - axis });
  const top = y + 18;
  const highest = Math.max(1, ...chart.series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const group = (h - 18) / chart.labels.length;
  const bar = (group * 0.76) / chart.series.length;
  chart.labels.forEach((label, place) => {
    const start = top + place * group;
    write(pdf, label, { x, y: start + group / 2 - 6, w: axis - 6 }, { size: 8, align: 'right' });
    chart.series.forEach(({ values }, series) => {
      const value = values[place] ?? null;
      const length = ((value ?? 0) / highest) * (w - axis - room);
      const level = start + group * 0.12 + series * bar;
      if (length > 0) pdf.rect(x + axis, level, length, bar * 0.9).fill(colours[series]!);
      write(
        pdf,
        value === null ? '—' : value.toLocaleString('ja-JP'),
        { x: x + axis + length + 3, y: level + bar / 2 - 4.5, w: room },
        { size: 7 },
      );
    });
  });
}

function drawLegend(pdf: Pdf, chart: PaperChart, { x, y }: Place): void {
  let start = x;
  chart.series.forEach(({ name }, series) => {
    pdf.rect(start, y + 3, 7, 7).fill(colours[series]!);
    write(pdf, name, { x: start + 10, y: y + 1, w: 180 }, { size: 8 });
    start += 24 + pdf.widthOfString(name);
  });
}
