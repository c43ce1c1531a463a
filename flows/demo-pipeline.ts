import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { addDays, todayJst } from '#core/period/day.ts';
import { april, periodOf } from '#core/period/fiscal.ts';
import type { Database, Db } from '#db/pool.ts';
import { beginImport } from './begin-import.ts';
import { runImport } from './import-file.ts';

/** Stage two months ago, stage today, days from today on which it closes, thousand yen, days from today until which it rests. Each line is a deal of one company. */
const deals: readonly (readonly [
  then: string | null,
  now: string,
  closesIn: number,
  thousands: number,
  restsFor?: number,
])[] = [
  ['ヒアリング', '失注', -40, 3_200],
  ['ヒアリング', '失注', -21, 5_800],
  ['ヒアリング', '受注', -12, 8_400],
  ['ヒアリング', '提案', 52, 12_000],
  ['ヒアリング', 'ヒアリング', 118, 26_500],
  ['提案', '失注', -35, 7_600],
  ['提案', '受注', -30, 15_300],
  ['提案', '失注', -9, 4_100],
  ['提案', '受注', -4, 9_900],
  ['提案', '見積提出', 26, 18_700],
  ['提案', '提案', -6, 6_400],
  ['見積提出', '受注', -44, 22_000],
  ['見積提出', '受注', -25, 3_700],
  ['見積提出', '失注', -15, 11_200],
  ['見積提出', '稟議中', 12, 31_000],
  ['稟議中', '受注', -38, 14_600],
  ['稟議中', '受注', -18, 7_200],
  ['稟議中', '稟議中', 9, 5_500],
  [null, 'ヒアリング', 95, 8_800],
  [null, '提案', 61, 13_900],
  ['提案', '保留', 90, 16_800, 75],
  ['見積提出', '保留', 30, 4_600, -3],
  ['ヒアリング', '見送り', -17, 2_900],
  ['失注', '提案', 40, 10_500],
];

/** Deals of targets that the running quarter brought: stage, days from today on which it closes, thousand yen. */
const ofTargets = [
  ['ヒアリング', 84, 18_500],
  ['提案', 66, 12_400],
] as const;

/** Days from today on which the deal was lost that is open again by now. */
const lostOn = -70;

/** Days since sales last talked to the company, by stage of the deal; who is early has to wait. */
const lastTalk: Readonly<Record<string, number>> = { 提案: 12, 見積提出: 7, 稟議中: 3 };

/** Deals of companies outside the target list as the SFA told them two months ago and tells them today: what the landing is measured on; and what the quarter brought of targets. */
export async function takeInDemoPipeline(database: Database, files: string, now: Date): Promise<void> {
  const companies = await listCompanies(database.db);
  const today = todayJst(now);
  const takeIn = async (name: string, lines: readonly string[]) => {
    const path = join(files, randomUUID());
    writeFileSync(path, `${lines.join('\n')}\n`);
    const origin = { purpose: '商談の管理', lawfulBasis: '取引関係', collectedOn: today };
    const preview = await beginImport(database.db, { path, name }, 'auto', null, origin);
    await runImport(database, preview.batchId);
  };
  for (const [stageOf, told] of [
    [([then]: (typeof deals)[number]) => then, '2か月前'],
    [([, stage]: (typeof deals)[number]) => stage, '今日'],
  ] as const) {
    const lines = deals.flatMap((deal, index) => {
      const stage = stageOf(deal);
      const [then, , closesIn, thousands, restsFor] = deal;
      const company = companies[index];
      if (stage === null || company === undefined) return [];
      const createdOn = addDays(today, deal[0] === null ? -20 : -90 - index);
      const key = `0069${String(index).padStart(8, '0')}AAA`;
      return [
        [
          key,
          `${company} 設備更新`,
          company,
          stage,
          thousands * 1_000,
          addDays(today, then === '失注' && stage === then ? lostOn : closesIn),
          createdOn,
          stage === '保留' && restsFor !== undefined ? addDays(today, restsFor) : '',
        ].join(),
      ];
    });
    await takeIn(`sfa-pipeline-${told}.csv`, [`${header},再開予定日`, ...lines]);
  }
  const createdOn = [periodOf('quarter', today, april).from, addDays(today, -6)].sort().at(-1)!;
  const targets = await listTargets(database.db);
  const lines = ofTargets.flatMap(([stage, closesIn, thousands], index) => {
    const company = targets[index];
    if (company === undefined) return [];
    const key = `0069T${String(index).padStart(7, '0')}AAA`;
    return [
      [key, `${company} ライン増設`, company, stage, thousands * 1_000, addDays(today, closesIn), createdOn].join(),
    ];
  });
  await takeIn('sfa-pipeline-ターゲット.csv', [header, ...lines]);
  const talks = deals.flatMap(([, stage], index) => {
    const company = companies[index];
    const ago = lastTalk[stage];
    if (company === undefined || ago === undefined) return [];
    return [
      `00T${String(index).padStart(12, '0')}AAA,${index % 2 === 0 ? '訪問' : '電話'},${addDays(today, -ago - index)},${stage}の打ち合わせ,${company}`,
    ];
  });
  await takeIn('sfa-visits.csv', ['活動 ID,行動種別,期日のみ,件名,取引先名', ...talks]);
}

const header = '商談 ID,商談名,取引先名,フェーズ,金額,完了予定日,作成日';

/** Targets whose name no other company has. */
async function listTargets(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select a.name from account a join target_now t on t.account_id = a.account_id and t.status = 'active'
     where not exists (select 1 from account o where o.name = a.name and o.account_id <> a.account_id) and a.name !~ '[",]'
     order by a.account_id limit ${ofTargets.length}`.execute(db);
  return rows.map(({ name }) => name);
}

/** Companies that the demo's SFA knows, none of them on the list, so that the figures of targets stay those of the told year. */
async function listCompanies(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select a.name from account a
     where exists (select 1 from deal d where d.account_id = a.account_id) and not exists (select 1 from target_line t where t.account_id = a.account_id)
       and not exists (select 1 from account o where o.name = a.name and o.account_id <> a.account_id) and a.name !~ '[",]'
     order by a.account_id limit ${deals.length}`.execute(db);
  return rows.map(({ name }) => name);
}
