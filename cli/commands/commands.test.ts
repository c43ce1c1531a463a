import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { Refusal } from '#core/refusal.ts';
import { writeExports } from '#fixtures/exports.ts';
import type { ListQuality } from '#flows/measure-lists.ts';
import { dedupeFile } from './dedupe.ts';
import { evaluateLinks } from './evaluate.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'mori-cli-'));
function collect() {
  const results: Record<string, unknown>[] = [];
  return {
    results,
    output: {
      language: 'ja' as const,
      say: () => undefined,
      result: (value: object) => void results.push({ ...value }),
    },
  };
}
const read = (path: string): Record<string, string>[] => parse(readFileSync(path), { columns: true, bom: true });

test('S1-40 a list is cleaned without storing anything: clusters, survivors, questions, a report', async () => {
  const out = folder();
  const list = join(out, 'list.csv');
  writeFileSync(
    list,
    [
      '会社名,電話番号,メールアドレス,氏名,部署',
      '㈱青空商事 東京支店,03-1234-5678,sato@aozora-shoji.co.jp,佐藤 太郎,営業部',
      '青空商事株式会社,０３（１２３４）５６７８,sato@aozora-shoji.co.jp,佐藤　太郎,営業部 第一課',
      '株式会社緑工業,06-9999-8888,tanaka@midori-kogyo.co.jp,田中 花子,総務部',
      '有限会社緑工業,06-9999-8889,tanaka@midori-k.co.jp,田中 花子,総務部',
    ].join('\n'),
  );
  const { results, output } = collect();
  await dedupeFile(list, { as: 'people', out, towns: [] }, output);
  const clusters = read(join(out, 'clusters.csv'));
  assert.deepEqual(
    clusters.map(({ company }) => company),
    ['1', '1', '3', '4'],
  );
  assert.deepEqual(
    clusters.map(({ person }) => person),
    ['1', '1', '3', '4'],
  );
  const companies = read(join(out, 'companies.csv'));
  assert.deepEqual(
    companies.map((company) => company['元の行数']),
    ['2', '1', '1'],
  );
  // The list tells no kana and no industry: no empty columns of them.
  assert.deepEqual(Object.keys(companies[0]!), ['会社の番号', '元の行数', '企業名', 'ドメイン', '旧社名']);
  const people = read(join(out, 'people.csv'));
  assert.deepEqual(
    people.map((person) => [person['氏名'], person['会社の番号'], person['企業名'], person['メール']]),
    [
      ['佐藤 太郎', '1', '株式会社青空商事', 'sato@aozora-shoji.co.jp'],
      ['田中 花子', '3', '株式会社緑工業', 'tanaka@midori-kogyo.co.jp'],
      ['田中 花子', '4', '有限会社緑工業', 'tanaka@midori-k.co.jp'],
    ],
  );
  const reviews = read(join(out, 'review.csv'));
  assert.ok(reviews.length > 0 && reviews.every((review) => review['一致・不一致'] !== ''));
  for (const [language, sentence] of [
    ['ja', /4行 → 3件[\s\S]*重複 1行\(25\.0%\)[\s\S]*まとめた理由/],
    ['en', /4 rows → 3[\s\S]*1 duplicate rows \(25\.0%\)[\s\S]*why rows were put together/],
  ] as const)
    assert.match(readFileSync(join(out, `report-${language}.html`), 'utf8'), sentence);
  assert.deepEqual(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')), results[0]);
});

test('the files of a cleaned list carry what every column of it told, in the language of the command', async () => {
  const out = folder();
  const list = join(out, 'list.csv');
  writeFileSync(
    list,
    [
      '会社名,法人番号,Webサイト,担当者,タグ,備考',
      '青空商事㈱,4011001098993,https://aozora.example.co.jp,山田 一郎,重点,展示会で面談',
      '株式会社青空商事,4011001098993,,,VIP,',
    ].join('\n'),
  );
  const { output } = collect();
  await dedupeFile(list, { as: 'companies', out, towns: [] }, { ...output, language: 'en' });
  const [company, ...others] = read(join(out, 'companies.csv'));
  assert.equal(others.length, 0);
  const { Website: website, Owner: owner, Tags: tags, Remarks: memo, Rows: rows } = company!;
  assert.deepEqual(
    [website, owner, tags, memo, rows],
    ['https://aozora.example.co.jp', '山田 一郎', 'VIP、重点', '展示会で面談', '2'],
  );
});

test('a missing file and an unknown kind are refused with a sentence', async () => {
  const out = folder();
  const { output } = collect();
  await assert.rejects(dedupeFile(join(out, 'nothing.csv'), { as: 'auto', out, towns: [] }, output), {
    code: 'file_missing',
  });
  writeFileSync(join(out, 'list.csv'), '会社名\n青空\n');
  await assert.rejects(dedupeFile(join(out, 'list.csv'), { as: 'no-such-kind', out, towns: [] }, output), {
    code: 'preset_unknown',
  });
  const same = join(out, 'list.csv');
  await assert.rejects(evaluateLinks({ truth: same, links: same, shuffles: 0, seed: 1 }, output), Refusal);
  await assert.rejects(evaluateLinks({ truth: join(out, 'none.csv'), shuffles: 0, seed: 1 }, output), Refusal);
});

test('links are measured as clusters, with slices', async () => {
  const dir = folder();
  const [truth, links] = [join(dir, 'truth.csv'), join(dir, 'links.csv')];
  writeFileSync(truth, 'record,entity,script\na,1,kanji\nb,1,kanji\nc,2,latin\nd,2,latin\n');
  writeFileSync(links, 'external_key,account_id,method\na,10,new\nb,10,domain\nc,11,new\nd,12,review\nx,1,new\n');
  const { results, output } = collect();
  await evaluateLinks({ truth, links, shuffles: 0, seed: 1 }, output);
  const result = results[0] as {
    pairwise: { recall: number };
    reviewRate: number;
    linksOfUnknownRecords: number;
    slices: Record<string, { bCubed: { f1: number } }>;
  };
  assert.deepEqual([result.pairwise.recall, result.reviewRate, result.linksOfUnknownRecords], [0.5, 0.25, 1]);
  assert.equal(result.slices['script=kanji']?.bCubed.f1, 1);
});

test('links are measured as pairs: blocking, edges, closure', async () => {
  const dir = folder();
  const [truth, links] = [join(dir, 'truth.csv'), join(dir, 'links.csv')];
  writeFileSync(truth, 'record,entity\na,1\nb,1\nc,1\nd,2\n');
  writeFileSync(
    links,
    'left,right,bits,decision,verdict,second\na,b,9,same,same,same\nb,c,8,same,same,different\na,d,1,review,,\nc,d,-3,candidate,,\n',
  );
  const { results, output } = collect();
  await evaluateLinks({ truth, links, shuffles: 0, seed: 1 }, output);
  const result = results[0] as {
    blocking: { pairRecall: number; candidatesPerRecord: { mean: number } };
    edges: { precision: number; recall: number };
    pairwise: { f1: number };
    reviewRate: number;
    reviewerAgreement: { value: number };
  };
  assert.equal(result.reviewerAgreement.value, 0.5);
  assert.equal(result.blocking.pairRecall, 2 / 3);
  assert.equal(result.blocking.candidatesPerRecord.mean, 2);
  assert.deepEqual(
    [result.edges.precision, result.edges.recall, result.pairwise.f1, result.reviewRate],
    [1, 2 / 3, 1, 0.25],
  );
});

test('lists are matched and measured against their truth: everything of identity.md §1.4 in one object', async () => {
  const dir = folder();
  await writeExports(dir, 60, 3);
  const { results, output } = collect();
  await evaluateLinks({ truth: join(dir, 'truth.csv'), shuffles: 1, seed: 5 }, output);
  const { companies, people, leadToAccount } = results[0] as unknown as ListQuality;
  assert.ok(
    leadToAccount.topOne.value! > 0.5 && leadToAccount.wrongAccount.value! < 0.01,
    JSON.stringify(leadToAccount),
  );
  assert.ok(leadToAccount.coverage.denominator >= leadToAccount.topOne.denominator);
  for (const quality of [companies, people]) {
    assert.ok(
      quality.blocking.pairRecall > 0.75 && quality.blocking.reductionRatio > 0.5,
      JSON.stringify(quality.blocking),
    );
    assert.ok(quality.bCubed.precision > 0.95 && quality.bCubed.f1 > 0.8, JSON.stringify(quality.bCubed));
    assert.ok(quality.edges.areaUnderCurve >= quality.edges.recall * 0.9, JSON.stringify(quality.edges));
    assert.ok(quality.autoMergePrecision.value! > 0.95, JSON.stringify(quality.autoMergePrecision));
    assert.ok(quality.edges.precision <= 1 && quality.edges.precision > 0.8, JSON.stringify(quality.edges));
    assert.equal(quality.orderSensitivity, 1);
    assert.equal(quality.stability, 1);
    assert.equal(quality.idsKept, 1);
    assert.equal(quality.overMerged.share, quality.overMerged.records / quality.records);
    for (const slice of ['script=', 'languages=', 'namesake=', 'domain=', 'mail=', 'evidence='])
      assert.equal(
        Object.entries(quality.slices)
          .filter(([name]) => name.startsWith(slice))
          .reduce((sum, [, { records }]) => sum + records, 0),
        quality.records,
        slice,
      );
    const files = Object.entries(quality.slices).filter(([name]) => name.startsWith('file='));
    assert.equal(
      files.reduce((sum, [, { records }]) => sum + records, 0),
      quality.records,
    );
  }
});
