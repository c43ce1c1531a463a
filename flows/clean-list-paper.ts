import type { Language } from '#core/words.ts';
import type { ReviewLine } from './clean-list-files.ts';
import type { EntityReport, ListReport } from './clean-list-report.ts';

const questionsShown = 20;

/**
 * The report of a cleaned list as one page that opens anywhere and prints on A4: what was double, why rows were put together, what somebody
 * should look at, and what the files hold. `day` is YYYY-MM-DD.
 */
export function cleanListPaper(
  file: string,
  day: string,
  report: ListReport,
  reviews: readonly ReviewLine[],
  language: Language,
): string {
  const say = words[language];
  const parts = (
    [
      ['companies', say.companies],
      ['people', say.people],
    ] as const
  ).filter(([name]) => report[name].rows > 0);
  const tiles = [
    ...parts.map(([name, title]) => tile(title, say.entities(report[name]), say.duplicates(report[name]))),
    tile(say.questions, count(report.reviews), say.questionsLead),
    tile(say.rows, count(report.rows), say.rejected(report.rejected)),
  ];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${text(say.title(file))}</title><style>${style}</style></head><body>
<h1>${text(say.title(file))}</h1><p class="dim">${text(report.title[language])} · ${day} · ${text(say.lead)}</p>
<div class="tiles">${tiles.join('')}</div>
${report.optOuts > 0 ? `<p>${text(say.optOuts(report.optOuts))}</p>` : ''}
${parts.map(([name, title]) => whyMerged(title, report[name], language)).join('')}
${reviews.length === 0 ? '' : asked(reviews.slice(0, questionsShown), language)}
${
  report.rejections.length === 0
    ? ''
    : `<h2>${text(say.rejections)}</h2>${table(
        [say.reason, say.count, say.example],
        report.rejections.map((one) => [one.words[language], count(one.count), one.example[language]]),
      )}`
}
<h2>${text(say.files)}</h2>${table([say.file, say.holds], say.fileList)}
<p class="dim">${text(say.how)}</p></body></html>
`;
}

function whyMerged(title: string, part: EntityReport, language: Language): string {
  const say = words[language];
  if (part.duplicates === 0) return '';
  const rows = part.kinds.map(({ words: kind, rows: n, example: [one, other] }) => [
    kind[language],
    count(n),
    one === other ? one : `${one} = ${other}`,
  ]);
  const examples = part.examples.map(
    ({ rows: n, spellings }) =>
      `<li><b>${text(say.spellings(n))}</b> ${spellings.map((one) => `<span>${text(one.text)}${one.rows > 1 ? ` ×${count(one.rows)}` : ''}</span>`).join(' ')}</li>`,
  );
  return `<h2>${text(`${title}: ${say.kinds}`)}</h2><p class="dim">${text(say.kindsLead(part.duplicates))}</p>${table([say.reason, say.count, say.example], rows)}
${examples.length > 0 ? `<h3>${text(say.examples)}</h3><ul>${examples.join('')}</ul>` : ''}`;
}

function asked(reviews: readonly ReviewLine[], language: Language): string {
  const say = words[language];
  const rows = reviews.map((one) => [
    `${one.left} (${say.line(one.row)})`,
    `${one.right} (${say.line(one.otherRow)})`,
    one.why[language],
    one.words[language],
  ]);
  return `<h2>${text(say.asked)}</h2><p class="dim">${text(say.askedLead)}</p>${table([say.left, say.right, say.whyAsked, say.evidence], rows)}`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]) => row.map((cell) => `<${tag}>${text(cell)}</${tag}>`).join('');
  return `<table><thead><tr>${cells('th', header)}</tr></thead><tbody>${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('')}</tbody></table>`;
}

function tile(title: string, figure: string, below: string): string {
  return `<div><span>${text(title)}</span><b>${text(figure)}</b><span>${text(below)}</span></div>`;
}

function text(raw: string): string {
  return raw.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

function count(value: number): string {
  return value.toLocaleString('ja-JP');
}

const share = ({ duplicates, rows }: EntityReport) => (rows === 0 ? '—' : `${((100 * duplicates) / rows).toFixed(1)}%`);

const style = `body{font:14px/1.7 system-ui,"Noto Sans JP","Hiragino Sans","Yu Gothic UI",sans-serif;max-width:1000px;margin:32px auto;padding:0 20px;color:#1c2421}
h1{font-size:22px;margin:0}h2{font-size:16px;margin:28px 0 4px}h3{font-size:14px;margin:16px 0 4px}.dim{color:#5b6662;font-size:13px;margin:0 0 8px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(210px,1fr));gap:12px;margin:16px 0}.tiles div{border:1px solid #d5dcd9;border-radius:8px;padding:12px;display:flex;flex-direction:column}
.tiles span{font-size:13px;color:#5b6662}.tiles b{font-size:20px}table{border-collapse:collapse;width:100%;font-size:13px}th,td{border-bottom:1px solid #d5dcd9;padding:5px 8px 5px 0;text-align:left;vertical-align:top;overflow-wrap:anywhere}
td:nth-child(2){white-space:normal}ul{padding-left:18px;margin:0}li span{display:inline-block;background:#eef2f0;border-radius:4px;padding:0 6px;margin:1px 2px}tr{break-inside:avoid}@page{size:A4;margin:14mm}@media print{body{margin:0;max-width:none}}`;

const words = {
  ja: {
    title: (file: string) => `「${file}」の重複調査`,
    lead: '取り込まずに調べた結果です。元のファイルは変えていません。',
    companies: '会社',
    people: '人物',
    entities: ({ rows, entities }: EntityReport) => `${count(rows)}行 → ${count(entities)}件`,
    duplicates: (part: EntityReport) => `重複 ${count(part.duplicates)}行(${share(part)})`,
    questions: '人が確かめる組',
    questionsLead: '自動ではまとめていません',
    rows: '読んだ行',
    rejected: (n: number) => `読めなかった行 ${count(n)}行`,
    optOuts: (n: number) => `配信停止が${count(n)}行あります。まとめた人物は配信停止のままにします。`,
    kinds: 'まとめた理由',
    kindsLead: (n: number) => `行数の合計は、重複の${count(n)}行と一致します。`,
    reason: '理由',
    count: '行',
    example: '例',
    examples: '書き方が多く分かれていた例',
    spellings: (n: number) => `${count(n)}行がひとつに`,
    asked: '確かめてほしい組',
    askedLead: '手がかりの多い順に20組まで載せています。すべては review.csv にあります。',
    left: '一方',
    right: '他方',
    line: (n: number) => `${count(n)}行目`,
    whyAsked: 'まとめなかった理由',
    evidence: '一致・不一致',
    rejections: '読めなかった行',
    files: 'ファイルの内容',
    file: 'ファイル',
    holds: '内容',
    fileList: [
      ['companies.csv', '1社1行の会社一覧。項目ごとに、最も確かで新しい値を残しています'],
      ['people.csv', '1人1行の人物一覧。勤め先の会社名と番号つき。配信停止は引き継いでいます'],
      ['clusters.csv', '元の全行に、会社(company)と人物(person)の番号を付けたもの。同じ番号の行が同じ会社・同じ人です'],
      ['review.csv', '確かめてほしい組のすべて'],
    ],
    how: '自動でまとめたのは、名称・電話・住所・ドメインなどの一致から同じである見込みが99%以上で、矛盾のない行だけです。法人番号が違う2社はまとめません。',
  },
  en: {
    title: (file: string) => `Duplicates in “${file}”`,
    lead: 'Checked without importing anything; your file was not changed.',
    companies: 'Companies',
    people: 'People',
    entities: ({ rows, entities }: EntityReport) => `${count(rows)} rows → ${count(entities)}`,
    duplicates: (part: EntityReport) => `${count(part.duplicates)} duplicate rows (${share(part)})`,
    questions: 'Pairs to check',
    questionsLead: 'Not put together automatically',
    rows: 'Rows read',
    rejected: (n: number) => `${count(n)} rows could not be read`,
    optOuts: (n: number) => `${count(n)} rows have opted out. People put together with them stay opted out.`,
    kinds: 'why rows were put together',
    kindsLead: (n: number) => `The rows add up to the ${count(n)} duplicates.`,
    reason: 'Reason',
    count: 'Rows',
    example: 'Example',
    examples: 'Written in the most ways',
    spellings: (n: number) => `${count(n)} rows are one:`,
    asked: 'Pairs to check',
    askedLead: 'The 20 with the most evidence; review.csv holds all of them.',
    left: 'One',
    right: 'Other',
    line: (n: number) => `row ${count(n)}`,
    whyAsked: 'Why they were left apart',
    evidence: 'For and against',
    rejections: 'Rows that could not be read',
    files: 'The files',
    file: 'File',
    holds: 'What it holds',
    fileList: [
      ['companies.csv', 'One row per company; for each field the most trusted and newest value'],
      ['people.csv', 'One row per person, with name and number of the company; opt-outs are kept'],
      ['clusters.csv', 'Every row of your list with the number of its company and person; equal numbers are one'],
      ['review.csv', 'All pairs to check'],
    ],
    how: 'Rows were put together only where name, phone, address, domain and so on make it at least 99% likely and nothing contradicts it. Two companies with two corporate numbers are never put together.',
  },
};
