import { writeXlsx } from 'hucre';
import { listLetters, type Letter, type ReassignmentLine } from '#db/reassignments.ts';
import { gone, tierWord } from './sheet-words.ts';
import type { Db } from '#db/pool.ts';

const header = [
  '企業名',
  '都道府県',
  '業種',
  '電話',
  'ターゲット',
  '階層',
  '代理店',
  '前任',
  '後任',
  '実施日',
  '併走の終わり',
  '主な人物',
  '進行中の商談',
  '引き渡し・次の行動',
  '予定の面談',
  '最近の活動',
  'メモ',
];

/** The letters of a 担当替え as one sheet, a company a line. */
export async function letterWorkbook(
  db: Db,
  reassignment: ReassignmentLine,
  companiesMax = 20_000,
): Promise<Uint8Array> {
  const letters = await listLetters(db, reassignment.reassignmentId, { offset: 0, limit: companiesMax });
  const rows = [header, ...letters.map((letter) => lineOf(letter, reassignment))];
  return writeXlsx({ sheets: [{ name: '引継書', rows }] });
}

const goneWord = ({ isGone }: { readonly isGone: boolean }) => isGone && `(${gone.ja})`;

function lineOf(letter: Letter, { fromName, effectiveOn, sharedUntil }: ReassignmentLine): (string | null)[] {
  const joined = (lines: readonly (string | null | undefined | false)[][]) =>
    lines.map((parts) => parts.filter(Boolean).join(' ')).join('\n');
  return [
    letter.name,
    letter.prefecture,
    letter.industry,
    letter.phone,
    letter.isTarget ? 'ターゲット' : '',
    tierWord(letter.tier, 'ja'),
    letter.agencyName,
    fromName,
    letter.toName,
    effectiveOn,
    sharedUntil,
    joined(letter.people.map(({ name, department, title }) => [name, department, title])),
    joined(letter.deals.map(({ name, stage, amountYen }) => [name, stage, amountYen === null ? '' : `${amountYen}円`])),
    joined(letter.leads.map((lead) => [lead.personName, goneWord(lead), lead.campaign, lead.nextOn, lead.nextAction])),
    joined(letter.appointments.map((one) => [one.meetsOn, one.meetsAt, one.personName, goneWord(one), one.subject])),
    joined(letter.activities.map(({ day, subject, memberName }) => [day, subject, memberName])),
    joined(letter.notes.map(({ on, text, memberName }) => [on, text, memberName])),
  ];
}
