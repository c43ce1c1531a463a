import type pptxgen from 'pptxgenjs';
import type { PaperChart, PaperTable } from '#core/report/paper.ts';

// Slides that stay editable: text, tables and charts are PowerPoint's own, in a font every Japanese Windows and Mac has.

// Node reads the types of its CommonJS file, where the class is one name deeper, and a bundler those of the module.
type Presentation = typeof pptxgen extends { default: infer Class } ? Class : typeof pptxgen;
export type Deck = InstanceType<Extract<Presentation, abstract new () => unknown>>;
export type Slide = ReturnType<Deck['addSlide']>;
export type Box = { readonly x: number; readonly y: number; readonly w: number; readonly h: number };

const font = 'Yu Gothic';
export const ink = {
  text: '1F2A2E',
  quiet: '5A6670',
  line: 'C9D1D3',
  head: 'E8F0EE',
  deep: '0B6B62',
  light: 'B8C7C4',
} as const;

/** A4 landscape in inches. */
export const sheet = { width: 11.693, height: 8.268, margin: 0.4 } as const;

/** A server that never makes slides does not carry what they take in memory. */
export async function newDeck(title: string): Promise<Deck> {
  const loaded = await import('pptxgenjs');
  const deck = new (loaded.default as unknown as new () => Deck)();
  deck.defineLayout({ name: 'A4 landscape', width: sheet.width, height: sheet.height });
  deck.layout = 'A4 landscape';
  deck.theme = { headFontFace: font, bodyFontFace: font };
  deck.title = title;
  deck.company = 'Mori';
  return deck;
}

/** The slides as a PPTX file. */
export async function deckBytes(deck: Deck): Promise<Buffer> {
  return (await deck.write({ outputType: 'nodebuffer' })) as Buffer;
}

type TextLook = {
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly align?: 'left' | 'right';
};

/** A text in a box, in inches from the top left; it shrinks rather than leaving the box. */
export function addText(slide: Slide, text: string, box: Box, look: TextLook = {}): void {
  slide.addText(text, {
    ...box,
    fontFace: font,
    fontSize: look.size ?? 10,
    bold: look.bold ?? false,
    color: look.color ?? ink.text,
    align: look.align ?? 'left',
    valign: 'top',
    margin: 0,
    fit: 'shrink',
  });
}

/** First column left, numbers right; what stands beside a number is small beneath it. */
export function addPaperTable(
  slide: Slide,
  table: PaperTable,
  box: Omit<Box, 'h'> & { readonly columns: readonly number[]; readonly size: number },
): void {
  const border = { type: 'solid' as const, pt: 0.5, color: ink.line };
  const base = {
    fontFace: font,
    fontSize: box.size,
    color: ink.text,
    border: [border, border, border, border] as [typeof border, typeof border, typeof border, typeof border],
    valign: 'middle' as const,
    margin: [2, 4, 2, 4] as [number, number, number, number],
  };
  const head = table.head.map((text, column) => ({
    text,
    options: {
      ...base,
      bold: true,
      fill: { color: ink.head },
      align: column === 0 ? ('left' as const) : ('center' as const),
    },
  }));
  const rows = table.rows.map((row) =>
    row.map(({ text, note }, column) => ({
      text: [
        { text, options: { fontSize: box.size, breakLine: note !== '' } },
        ...(note === '' ? [] : [{ text: note, options: { fontSize: box.size - 2, color: ink.quiet } }]),
      ],
      options: { ...base, align: column === 0 ? ('left' as const) : ('right' as const) },
    })),
  );
  slide.addTable([head, ...rows], { x: box.x, y: box.y, w: box.w, colW: [...box.columns], autoPage: false });
}

/** Bars side by side, as a chart with its own numbers inside. */
export function addBars(
  slide: Slide,
  deck: Deck,
  chart: PaperChart,
  box: Box,
  look: { readonly isLying?: boolean } = {},
): void {
  const data = chart.series.map(({ name, values }) => ({
    name,
    labels: [...chart.labels],
    // An empty cell, never a nought, where nothing was measured.
    values: values.map((value) => value as number),
  }));
  slide.addChart(deck.ChartType.bar, data, {
    ...box,
    barDir: look.isLying ? 'bar' : 'col',
    barGapWidthPct: 60,
    chartColors: [ink.light, ink.deep],
    // From top to bottom; the types know one order only.
    ...(look.isLying ? { catAxisOrientation: 'maxMin' as 'minMax', valAxisHidden: true } : {}),
    catAxisLabelFontFace: font,
    catAxisLabelFontSize: 9,
    valAxisLabelFontFace: font,
    valAxisLabelFontSize: 8,
    valAxisLabelFormatCode: '#,##0',
    valGridLine: { style: 'solid', size: 0.5, color: 'E3E8EA' },
    showLegend: true,
    legendPos: 't',
    legendFontFace: font,
    legendFontSize: 9,
    showValue: look.isLying ?? false,
    dataLabelFontFace: font,
    dataLabelFontSize: 8,
    dataLabelFormatCode: '#,##0',
    dataLabelPosition: 'outEnd',
    altText: chart.title,
  });
}
