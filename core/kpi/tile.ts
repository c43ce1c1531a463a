import { Refusal } from '#core/refusal.ts';
import type { Words } from '#core/words.ts';
import { inputs, type Input } from './input.ts';
import type { Kpi } from './kpi.ts';
import { roleQuestions } from './role-questions.ts';

/** One next step that a tile leads to: a screen and what to do there. */
export type NextAction = Words & { readonly to: string };

/** What an agency may look at: its own leads. Targets, amounts and what the house does are none of it. */
const agencyCodes: ReadonlySet<string> = new Set(['K6.1', 'K6.2', 'K6.3', 'K6.4', 'K5.1']);
export const isOfAgency = ({ code }: Kpi) => agencyCodes.has(code);

/** More than seven numbers are no first screen (domain.md §18); three are shown until somebody chooses. */
export const tilesMax = 7;
const tilesShown = 3;

/** The tiles of a member: their own choice, or the three of their role. A KPI the member may not see is left out. */
export function tilesOf(
  role: string,
  chosen: readonly string[],
  visible: readonly Kpi[],
): { kpi: Kpi; question: Words }[] {
  const asked = questionsOf(role, visible);
  const codes = chosen.length > 0 ? chosen : asked.slice(0, tilesShown).map(({ kpi }) => kpi.code);
  return codes.flatMap((code) => {
    const kpi = visible.find((one) => one.code === code);
    return kpi ? [asked.find((one) => one.kpi === kpi) ?? { kpi, question: kpi.question }] : [];
  });
}

/** The questions of a role in its own words, as far as its KPIs may be seen; up to seven, the first three are its tiles. */
export function questionsOf(role: string, visible: readonly Kpi[]): { kpi: Kpi; question: Words }[] {
  return (roleQuestions[role] ?? []).flatMap((question) => {
    const kpi = visible.find((one) => one.code === question.code);
    return kpi ? [{ kpi, question }] : [];
  });
}

/** A choice of one to seven different KPIs; none goes back to the role's own. Refuses `tiles_invalid`. */
export function checkTiles(codes: readonly string[], visible: readonly Kpi[]): readonly string[] {
  const known = codes.every((code) => visible.some((kpi) => kpi.code === code));
  if (codes.length > tilesMax || new Set(codes).size < codes.length || !known)
    throw new Refusal('tiles_invalid', `数字は${tilesMax}つまで、同じものは1回だけ選べます。`, {
      status: 422,
      details: { max: tilesMax },
    });
  return codes;
}

const actions = {
  import: { to: '/imports', ja: '必要なデータを取り込む', en: 'Bring in the data it needs' },
  choose: { to: '/targets', ja: 'ターゲットを決める', en: 'Choose targets' },
  plan: { to: '/plans', ja: '目標を決める', en: 'Agree on a target' },
  answer: { to: '/handovers', ja: '返事待ちの引き渡しを見る', en: 'See hand-overs that wait' },
  board: { to: '/kpis', ja: 'ほかの数字と見比べる', en: 'Compare with other numbers' },
  targets: { to: '/targets', ja: 'ターゲットの次の一手を決める', en: 'Decide the next step on targets' },
  accounts: { to: '/accounts', ja: '足りない項目を埋める', en: 'Fill in what is missing' },
  reviews: { to: '/reviews', ja: '名寄せを確認する', en: 'Check matches' },
  follow: { to: '/handovers', ja: '連絡した結果を記録する', en: 'Record whom you contacted' },
  own: { to: '/accounts', ja: '担当先の動きを見る', en: 'See what happens at your companies' },
  deals: { to: '/deals', ja: '止まっている商談を見る', en: 'See deals that stand still' },
  meet: { to: '/meetings', ja: '議題と宿題を見る', en: 'See the agenda and what is due' },
  listen: { to: '/rejections', ja: '営業・代理店の声を見る', en: 'See what sales and agencies said' },
  flow: { to: '/waterfall', ja: 'どこで減っているかを見る', en: 'See where it is lost' },
} as const satisfies Record<string, NextAction>;

/** What people make in Mori themselves: a file cannot bring it. */
const madeHere: Partial<Record<Input, NextAction>> = {
  targets: actions.choose,
  plans: actions.plan,
  weekly_meetings: actions.meet,
  feedback: actions.listen,
};

/** The one next step of a tile: bring in or make what is missing, agree on a target where none holds, else where the number is made. */
export function nextAction(
  kpi: Kpi,
  state: { readonly missing: readonly Input[]; readonly mayPlan: boolean; readonly hasPlan: boolean },
): NextAction {
  if (state.missing.length > 0) return nextForMissing(state.missing);
  if (state.mayPlan && !state.hasPlan) return actions.plan;
  if (/^K6\.[34]/.test(kpi.code)) return actions.answer;
  if (/^K6\.[12]|^K5\.[18]/.test(kpi.code)) return actions.flow;
  if (/^K1\.2/.test(kpi.code)) return actions.accounts;
  if (kpi.code === 'K6.6') return actions.reviews;
  if (kpi.code === 'K8.2') return actions.listen;
  if (kpi.code.startsWith('K8.1')) return actions.meet;
  if (kpi.code === 'K3.6' || kpi.code === 'K4.1b') return actions.deals;
  return /^K[13]\.|^K5\.[37]/.test(kpi.code) ? actions.targets : actions.board;
}

/** What nothing brings yet leads on to what is measured. */
function nextForMissing(missing: readonly Input[]): NextAction {
  if (missing.some((input) => !inputs[input].isHeld)) return actions.board;
  const isFromFile = missing.some((input) => madeHere[input] === undefined);
  return isFromFile ? actions.import : madeHere[missing[0]!]!;
}

/** The next step of an agency, whose screens are its hand-overs and its companies. */
export function nextOfAgency(kpi: Kpi): NextAction {
  if (kpi.code === 'K6.4') return actions.follow;
  return kpi.code === 'K6.2' ? actions.own : actions.answer;
}

/** Every KPI a first screen may show: one number, not a list company by company. */
export function tileChoices(visible: readonly Kpi[]): Kpi[] {
  return visible.filter(({ definition }) => definition?.kind !== 'rate' || !definition.per);
}
