import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SaxesParser } from 'saxes';
import type { FastifyInstance } from 'fastify';
import { extractText, getDocumentProxy } from 'unpdf';
import { paperOf } from '#core/report/paper.ts';
import { writtenShare, writtenValue } from '#core/report/written.ts';
import type { MonthReport } from '#core/report/month-report.ts';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { fillMeasuredWorld } from '#fixtures/measured-world.ts';
import { readZip } from '#fixtures/read-zip.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';
import type { Role } from './policy.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let app: FastifyInstance;
const members = new Map<Role, TestMember>();
const month = '/api/months/2026-06';
const by = (role: Role) => members.get(role)!;
const readReport = async () => (await call<MonthReport>(app, by('executive'), 'GET', `${month}/report`)).body;
const download = async (url: string, role: Role = 'executive') => {
  const response = await app.inject({ method: 'GET', url, headers: by(role).headers });
  assert.equal(response.statusCode, 200, response.body.slice(0, 300));
  return response;
};

before(async () => {
  opened = await openTestWorld('api_months', '2026-08-20T03:00:00Z');
  await fillMeasuredWorld(opened.world.database);
  app = await createApp(opened.world);
  for (const role of ['ops', 'executive', 'marketing_manager', 'sales_manager', 'account_executive'] as const)
    members.set(role, await addMember(opened.world, role));
});
after(async () => {
  await app?.close();
  await opened?.close();
});

test('ops closes, the managers write, the executive reads', async () => {
  const texts = {
    findings: '受注は「大口2件」で伸びた & <要注意>\n次は検査装置',
    requests: '展示会の増員をお願いします',
  };
  assert.equal((await call(app, by('executive'), 'PUT', `${month}/texts`, texts)).status, 403);
  assert.equal((await call(app, by('account_executive'), 'PUT', `${month}/texts`, texts)).status, 403);
  assert.equal((await call(app, by('sales_manager'), 'PUT', `${month}/texts`, texts)).status, 200);
  assert.equal((await call(app, by('marketing_manager'), 'PUT', `${month}/texts`, texts)).status, 200);
  assert.equal((await call(app, by('marketing_manager'), 'POST', `${month}/close`)).status, 403);
  assert.equal((await call(app, by('executive'), 'POST', `${month}/close`)).status, 403);
  assert.equal((await call(app, by('ops'), 'POST', `${month}/close`)).status, 200);
  const again = await call<{ code: string }>(app, by('ops'), 'POST', `${month}/close`);
  assert.deepEqual([again.status, again.body.code], [409, 'month_closed']);
  const { body } = await call<{ latest: string; months: { month: string; closing: object | null }[] }>(
    app,
    by('executive'),
    'GET',
    '/api/months',
  );
  assert.deepEqual([body.latest, body.months[0]!.month, body.months.length], ['2026-06', '2026-07', 24]);
  assert.ok(body.months.find((one) => one.month === '2026-06')!.closing);
});

test('a correction is told beside the closed figure and opens to its deals', async () => {
  await opened.world.database.pool.query("update deal set amount_yen = 2500000 where name = '荷役設備'");
  assert.equal((await call(app, by('executive'), 'POST', `${month}/check`)).status, 403);
  assert.equal((await call(app, by('ops'), 'POST', `${month}/check`)).status, 200);
  const { corrections, results } = await readReport();
  const won = corrections.find(({ code, from }) => code === 'K5.5d' && from === '2026-06-01')!;
  assert.deepEqual([won.frozen.value, won.now.value, won.casesChanged], [5_000_000, 5_500_000, 1]);
  assert.equal(results[0]!.month.figure.value, 5_000_000);
  const { body } = await call<{ rows: { accountName: string }[] }>(
    app,
    by('executive'),
    'GET',
    `${month}/corrections/K5.5d`,
  );
  assert.deepEqual(
    body.rows.map((row) => row.accountName),
    ['みなと商会株式会社'],
  );
});

test('gross profit is in no correction for those without the right', async () => {
  const { pool } = opened.world.database;
  const codes = async (role: Role) =>
    (await call<MonthReport>(app, by(role), 'GET', `${month}/report`)).body.corrections.map(({ code }) => code);
  await pool.query(
    `update month_figure set figure_now = '{"value":1,"numerator":null,"denominator":null,"interval":null,"n":1,"note":null}', version_now = 1 where kpi_code = 'K4.3' and kind = 'period'`,
  );
  assert.ok((await codes('executive')).includes('K4.3'));
  assert.ok(!(await codes('account_executive')).includes('K4.3'));
  await pool.query("update month_figure set figure_now = null where kpi_code = 'K4.3'");
});

test('the figures to date open to the leads and deals they count', async () => {
  const { results, funnel, periods } = await readReport();
  const rows = (code: string, part: string) =>
    call<{ total: number }>(
      app,
      by('executive'),
      'GET',
      `/api/months/rows/${code}?part=${part}&from=${periods.toDate.from}&to=${periods.toDate.to}`,
    );
  assert.equal((await rows('K5.5d', 'numerator')).body.total, results[0]!.toDate.figure.n);
  for (const { stage, toDate } of funnel.slice(1))
    assert.equal((await rows(`F.${stage}`, 'numerator')).body.total, toDate.numerator, stage);
});

/** Quiet about hints in glyphs that it does not run. */
const openPdf = (bytes: Buffer) => getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });

/** Texts of an Office part, in order. */
function textsOf(xml: Buffer, tag: string): string[] {
  const found: string[] = [];
  const parser = new SaxesParser();
  let open = false;
  parser.on('opentag', ({ name }) => {
    open = name === tag;
    if (open) found.push('');
  });
  parser.on('text', (text) => {
    if (open) found.push(found.pop()! + text);
  });
  parser.on('closetag', () => {
    open = false;
  });
  parser.write(xml.toString('utf8')).close();
  return found;
}

for (const language of ['ja', 'en'] as const)
  test(`the slides (${language}) are two A4 landscape sheets whose tables and charts hold the figures of the API`, async () => {
    const files = await readZip((await download(`${month}/report.pptx?language=${language}`)).rawPayload);
    const slides = [...files.keys()].filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name));
    assert.equal(slides.length, 2);
    const size = /<p:sldSz cx="(\d+)" cy="(\d+)"/.exec(files.get('ppt/presentation.xml')!.toString())!;
    assert.deepEqual(
      size.slice(1).map((emu) => Math.round(Number(emu) / 36_000)),
      [297, 210],
    );
    const report = await readReport();
    const paper = paperOf(report, language);
    const told = slides.flatMap((name) => textsOf(files.get(name)!, 'a:t'));
    for (const table of [paper.results, paper.funnel, paper.coverage])
      for (const row of table.rows)
        for (const { text, note } of row)
          for (const part of [text, note]) assert.ok(part === '' || told.includes(part), `${part} of ${table.title}`);
    const won = report.results[0]!;
    assert.ok(told.includes(writtenValue(won.month.figure.value, 'yen')));
    assert.equal(writtenShare(won.month.achievement), '—');
    assert.ok(told.join('\n').includes('受注は「大口2件」で伸びた & <要注意>'));
    assert.ok(told.some((text) => text.includes(language === 'ja' ? '未計測(必要:ICPの定義)' : 'ICP definition')));
    const charts = [...files.keys()].filter((name) => /^ppt\/charts\/chart\d+\.xml$/.test(name)).sort();
    const [trend, funnel] = charts.map((name) => textsOf(files.get(name)!, 'c:v').filter((text) => /^\d*$/.test(text)));
    assert.deepEqual(
      trend!.slice(-3).map(Number),
      report.trend.map(({ value }) => Math.round(value! / 1_000)),
    );
    assert.deepEqual(
      funnel!.slice(0, 5).map(Number),
      report.funnel.map(({ month: own, stage }) => (stage === 'mql' ? own.value : own.numerator)),
    );
    const fonts = new Set(
      [
        ...files
          .get(slides[0]!)!
          .toString()
          .matchAll(/<a:ea typeface="([^"]+)"/g),
      ].map(([, name]) => name),
    );
    assert.deepEqual([...fonts], ['Yu Gothic']);
    assert.equal(
      [...files.keys()].filter((name) => /embeddings\/.*\.xlsx$/.test(name)).length,
      2,
      'charts bring their numbers',
    );
  });

for (const language of ['ja', 'en'] as const)
  test(`the PDF (${language}) is two A4 landscape sheets that say the same in letters`, async () => {
    const response = await download(`${month}/report.pdf?language=${language}`);
    assert.equal(response.headers['content-type'], 'application/pdf');
    const pdf = await openPdf(response.rawPayload);
    const { text } = await extractText(pdf);
    assert.equal(text.length, 2);
    const [, , width, height] = (await pdf.getPage(1)).view;
    assert.deepEqual([Math.round((width! / 72) * 25.4), Math.round((height! / 72) * 25.4)], [297, 210]);
    const told = text.join('').replace(/\s/g, '');
    const report = await readReport();
    const paper = paperOf(report, language);
    for (const table of [paper.results, paper.funnel, paper.coverage])
      for (const row of table.rows)
        for (const { text: cell } of row)
          assert.ok(told.includes(cell.replace(/\s/g, '')), `${cell} of ${table.title}`);
    for (const { text: words } of [paper.findings, paper.requests])
      assert.ok(told.includes(words.replace(/\s/g, '')), words);
  });

test('the longest findings stay on two sheets, and characters no font has become 〓', async () => {
  const findings = Array.from({ length: 14 }, () => '長い所見を書くと𠮷野家の分まで小さな字で続きます。').join('\n');
  await call(app, by('sales_manager'), 'PUT', `${month}/texts`, {
    findings: findings.slice(0, 600),
    requests: `${findings.slice(0, 560)}\u0007`,
  });
  const pdf = await openPdf((await download(`${month}/report.pdf`)).rawPayload);
  const { text, totalPages } = await extractText(pdf, { mergePages: true });
  assert.equal(totalPages, 2);
  assert.ok(text.includes('〓'));
  assert.ok(!(await readReport()).texts.requests.includes('\u0007'));
  const tooLong = await call(app, by('sales_manager'), 'PUT', `${month}/texts`, {
    findings: 'あ'.repeat(601),
    requests: '',
  });
  assert.equal(tooLong.status, 422);
});

test('every download stands in the audit', async () => {
  const { rows } = await opened.world.database.pool.query(
    "select distinct action from audit_entry where action like 'export.report%' order by 1",
  );
  assert.deepEqual(
    rows.map(({ action }) => action),
    ['export.report.pdf', 'export.report.pptx'],
  );
});
