import { addMonths, fiscalYear, periodOf, type Period } from '#core/period/fiscal.ts';
import { parseMoney } from '#core/value/money.ts';
import type { Words } from '#core/words.ts';
import { catalogue } from './catalogue.ts';
import type { Kpi } from './kpi.ts';
import { isPlannable } from './plan-approval.ts';

/** One target as a sheet tells it: 指標, 期間, 目標 and, where it is not all companies, 範囲. */
export type PlanLine = {
  readonly kpi: Kpi;
  readonly period: Period;
  readonly scope: 'all' | 'inside';
  readonly target: number;
};
export type PlanProblem = { readonly line: number; readonly ja: string; readonly en: string };

/** Lines of one paste; more is no sheet of targets. */
const linesMax = 500;

/**
 * Reads targets pasted from Excel or a CSV: one a line, cells divided by tabs or commas, such as `K3.3 ⇥ 2026年度Q3 ⇥ 22,000千円` or
 * `SAL率,2026年10月,75%,ターゲットの中`. A line that cannot be read is told with its reason; a heading is skipped.
 */
export function readPlanSheet(
  text: string,
  startMonth: number,
): { readonly lines: PlanLine[]; readonly problems: PlanProblem[] } {
  const lines: PlanLine[] = [];
  const problems: PlanProblem[] = [];
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const cells = cellsOf(raw);
    if (cells.every((cell) => cell === '') || (index === 0 && /^(指標|KPI|コード|code)$/i.test(cells[0]!))) continue;
    if (index >= linesMax) {
      problems.push({ line: index + 1, ja: `一度に読めるのは${linesMax}行までです`, en: `At most ${linesMax} lines` });
      break;
    }
    const read = readLine(cells, startMonth);
    if ('kpi' in read) lines.push(read);
    else problems.push({ line: index + 1, ...read });
  }
  return { lines, problems };
}

function readLine(
  [name = '', periodText = '', targetText = '', scopeText = '']: string[],
  startMonth: number,
): PlanLine | Words {
  const kpi = catalogue.find((one) => [one.code, one.name.ja, one.name.en].includes(name));
  if (!kpi) return { ja: `指標「${name}」はありません`, en: `There is no KPI “${name}”` };
  if (!isPlannable(kpi))
    return { ja: `指標「${name}」には目標を立てられません`, en: `No target can be set for “${name}”` };
  const period = readPeriod(periodText, startMonth);
  if (!period)
    return {
      ja: `期間「${periodText}」が読めません(例: 2026年10月、2026年度Q3、2026年度上期、2026年度)`,
      en: `The period “${periodText}” cannot be read (such as 2026-10, FY2026 Q3, FY2026 H1, FY2026)`,
    };
  const target = readTarget(kpi, targetText);
  if (target === undefined)
    return { ja: `目標「${targetText}」が読めません`, en: `The target “${targetText}” cannot be read` };
  if (!/^(すべて|全体|all|ターゲットの中|inside|targets only|)$/i.test(scopeText))
    return { ja: `範囲「${scopeText}」が読めません`, en: `The scope “${scopeText}” cannot be read` };
  return { kpi, period, scope: /^(ターゲットの中|inside|targets only)$/i.test(scopeText) ? 'inside' : 'all', target };
}

/** 2026年10月, 2026-10, 2026/10, 2026年度, 2026年度上期, 2026年度Q3, FY2026, FY2026 H1, FY2026 Q3. */
export function readPeriod(raw: string, startMonth: number): Period | undefined {
  const text = raw.normalize('NFKC').replace(/\s/g, '');
  const month = /^(\d{4})[-/年](\d{1,2})月?$/.exec(text);
  if (month) {
    const isMonth = Number(month[2]) >= 1 && Number(month[2]) <= 12;
    return isMonth ? periodOf('month', `${month[1]}-${month[2]!.padStart(2, '0')}-01`, startMonth) : undefined;
  }
  const fiscal = /^(?:FY(\d{4})|(\d{4})年度)(?:(上期|下期|H1|H2)|Q([1-4])|第([1-4])四半期)?$/i.exec(text);
  if (!fiscal) return undefined;
  const year = fiscalYear(Number(fiscal[1] ?? fiscal[2]), startMonth);
  const [half, quarter] = [fiscal[3], fiscal[4] ?? fiscal[5]];
  if (half) return periodOf('half', /上期|H1/i.test(half) ? year.from : addMonths(year.from, 6), startMonth);
  if (quarter) return periodOf('quarter', addMonths(year.from, (Number(quarter) - 1) * 3), startMonth);
  return year;
}

/** In the unit of the KPI: `75%` and `0.75` are the same share, yen may come in 千円 and 百万円. */
function readTarget(kpi: Kpi, raw: string): number | undefined {
  const text = raw.normalize('NFKC').trim();
  if (kpi.unit === 'yen') {
    const read = parseMoney(text);
    return 'yen' in read && read.yen > 0 ? read.yen : undefined;
  }
  const number = /^([\d,]*\.?\d+)\s*(%|件|社|名|日|点|倍)?$/.exec(text);
  if (!number) return undefined;
  const told = Number(number[1]!.replaceAll(',', ''));
  const value = number[2] === '%' ? Math.round(told * 1e6) / 1e8 : told;
  return value > 0 && (kpi.unit !== 'rate' || value <= 1) ? value : undefined;
}

/** Cells of one line, by tabs where there are any; quotes hold a comma inside a cell (`"22,000千円"`). */
function cellsOf(line: string): string[] {
  const cells = line.includes('\t')
    ? line.split('\t')
    : [...line.matchAll(/("([^"]*)"|[^,]*)(?:,|$)/g)].map((cell) => cell[2] ?? cell[1]!);
  return cells.map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}
