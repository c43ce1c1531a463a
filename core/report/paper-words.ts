import { fillIn, type Language } from '#core/words.ts';

/** What stands on the paper beside the numbers. `{…}` is filled in. */
const ja = {
  title: '月次報告 {month}',
  subtitle: '{year}・累計は{toDate}・金額は千円(税抜)',
  closed: '{day} 締め({who})',
  open: '速報(締める前の数字)',
  sheet: '{n} / 2',
  results: '計画・前年と比べた実績',
  resultsHead:
    '指標|実績|計画|計画比|前年同月|前年同月比|{first}からの累計|累計計画|計画比|前年累計比|着地見込み|年度計画|計画比',
  thousandYen: '千円',
  trend: '{name}の推移(千円)',
  thisYear: '{year}',
  lastYear: '前年同月',
  findings: '所見',
  noFindings: '(所見はまだ書かれていません)',
  requests: 'お願い事項',
  noRequests: '(お願い事項はありません)',
  funnel: '引き渡しから受注まで',
  intervals: '割合の下の小さな数字は、95%区間です(件数が少ないほど広くなります)。',
  funnelHead: '段階|{month}|MQLからの割合|{first}からの累計|MQLからの割合',
  coverage: 'ターゲットリストのカバー率と質',
  coverageHead: '指標|値|内訳',
  notes: '数字の読み方',
  handed: '{period}: 引き渡し {handed} = 受入 {sal} + 差し戻し {rejected} + 未対応 {ignored} + 返事待ち {pending}',
  landing: '着地見込みは、累計を経過した営業日の割合で年度全体に延ばした値です(率と平均には出しません)。',
  byPipeline: '商談 {value}',
  pipeline:
    '「商談」は、受注済みの金額に、期間内に決まる予定の商談の金額×自社の実績から測った段階別の受注率を足した値です。',
  pipelineRange: '95%区間は {low}〜{high}千円です。',
  unclear: '※ 前年との差は確認できません(95%区間が0を含みます)。',
  changed: '† {day}に定義が変わったため、前年とは単純に比較できません({what})。対象: {names}',
  immature: '未成熟: 引き渡しから日が浅く、これから受入や商談が増えます。',
  unmeasured: '{name}: {why}',
  corrections: '締めたあとに変わった数値: {n}件',
  correction: '{name}({period}) 締め {frozen} → いま {now}(差 {difference}{rows})',
  rows: '、変わった行 {n}件',
  more: 'ほか {n}件',
  none: '締めたあとに変わった数値はありません。',
};

const en: Record<keyof typeof ja, string> = {
  title: 'Monthly report {month}',
  subtitle: '{year}; to date is {toDate}; amounts in thousand yen, without tax',
  closed: 'Closed on {day} by {who}',
  open: 'Preliminary: the month is not closed',
  sheet: '{n} / 2',
  results: 'Results against plan and last year',
  resultsHead:
    'Figure|Actual|Plan|Of plan|Last year|Year on year|From {first}|Plan to date|Of plan|Year on year|Landing|Year plan|Of plan',
  thousandYen: 'k yen',
  trend: '{name} by month (thousand yen)',
  thisYear: '{year}',
  lastYear: 'Year before',
  findings: 'Findings',
  noFindings: '(no findings yet)',
  requests: 'Requests',
  noRequests: '(no requests)',
  funnel: 'From hand-over to won',
  intervals: 'The small numbers under a share are its 95 % interval: the fewer the cases, the wider.',
  funnelHead: 'Stage|{month}|Share of MQL|From {first}|Share of MQL',
  coverage: 'Coverage and quality of the target list',
  coverageHead: 'Figure|Value|Parts',
  notes: 'How to read the numbers',
  handed:
    '{period}: handed over {handed} = accepted {sal} + sent back {rejected} + ignored {ignored} + waiting {pending}',
  landing: 'The landing runs the total to date on over the business days of the year; rates and means have none.',
  byPipeline: 'pipeline {value}',
  pipeline:
    '“Pipeline” is what is won plus, for each open deal expected to close in the year, its amount times the share of deals of its stage won before.',
  pipelineRange: ' Its 95 % interval is {low} to {high} thousand yen.',
  unclear: '※ The difference from last year cannot be confirmed: its 95 % interval covers zero.',
  changed: '† The definition changed on {day} ({what}), so last year cannot simply be compared: {names}',
  immature: 'Not ripe yet: handed over too recently; more acceptances and deals will follow.',
  unmeasured: '{name}: {why}',
  corrections: 'Figures that changed since the closing: {n}',
  correction: '{name} ({period}) closed {frozen}, now {now} (difference {difference}{rows})',
  rows: '; rows changed: {n}',
  more: '{n} more',
  none: 'No figure has changed since the closing.',
};

const paperWords = { ja, en } as const;

/** Says the words of the paper in one language, with `{…}` filled in. */
export function speaker(language: Language) {
  return (word: keyof (typeof paperWords)['ja'], given: Readonly<Record<string, string | number>> = {}) =>
    fillIn(paperWords[language][word], given);
}
