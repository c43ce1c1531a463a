import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getDocumentProxy } from 'unpdf';
import { drawTable, newPdf, pdfBytes } from './pdf.ts';

test('a number stays on one line however narrow its column is', async () => {
  const pdf = await newPdf('表');
  pdf.addPage({ size: 'A4', layout: 'landscape', margin: 0 });
  const cell = (text: string) => ({ text, note: '' });
  const numbers = ['1,500,000', '12,345,678', '△123,456,789'];
  drawTable(
    pdf,
    {
      title: '表',
      head: ['指標', '年度計画', '累計計画', '着地見込み'],
      rows: [[cell('受注金額'), ...numbers.map(cell)]],
    },
    { x: 28, y: 86, w: 190 },
    [1.4, 0.8, 0.9, 1],
    8,
  );
  const document = await getDocumentProxy(new Uint8Array(await pdfBytes(pdf)));
  const { items } = await (await document.getPage(1)).getTextContent();
  const told = items.map((item) => ('str' in item ? item.str : ''));
  for (const number of numbers) assert.ok(told.includes(number), `${number} in ${told.join('|')}`);
});
