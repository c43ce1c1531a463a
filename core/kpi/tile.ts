import { Refusal } from '#core/refusal.ts';
import type { Kpi } from './kpi.ts';

type Words = { readonly ja: string; readonly en: string };

/** One next step that a tile leads to: a screen and what to do there. */
export type NextAction = Words & { readonly to: string };

/** Three tiles that answer a role's first questions (domain.md §18), each in the words of that role. */
export const roleTiles: Readonly<Record<string, readonly (Words & { readonly code: string })[]>> = {
  marketing_manager: [
    { code: 'K6.1', ja: '営業が受け入れるリードを渡せているか', en: 'Are we delivering what sales accepts?' },
    { code: 'K3.3', ja: 'ターゲットからいくらの商談が生まれたか', en: 'How much pipeline did targets produce?' },
    { code: 'K6.3', ja: '渡したまま放置されていないか', en: 'Is nothing we hand over left alone?' },
  ],
  inside_sales: [
    { code: 'K6.4', ja: '渡されたリードに期限内に動けているか', en: 'Do we follow up in time?' },
    { code: 'K3.1', ja: 'ターゲットからSQLをいくつ作れたか', en: 'How many SQLs did we create on targets?' },
    { code: 'K3.2a', ja: '面談をいくつ獲得できたか', en: 'How many meetings did we win?' },
  ],
  account_executive: [
    { code: 'K6.4', ja: '担当企業のリードに期限内に動けているか', en: 'Do I follow up on my leads in time?' },
    { code: 'K3.5', ja: '担当企業の何社で商談が始まったか', en: 'At how many of my companies did a deal begin?' },
    { code: 'K5.7', ja: '既存の担当企業で次の商談はあるか', en: 'Are there new deals with my customers?' },
  ],
  sales_manager: [
    { code: 'K6.3', ja: '無視しているリードはないか', en: 'Are we ignoring anything?' },
    { code: 'K3.3', ja: 'パイプラインは目標に届くか', en: 'Will the pipeline reach its target?' },
    { code: 'K4.1b', ja: 'ターゲットの商談は受注できているか', en: 'Do we win the deals of our targets?' },
  ],
  executive: [
    { code: 'K3.3', ja: 'ターゲットの商談は計画に対してどうか', en: 'Pipeline from targets against plan?' },
    { code: 'K4.2', ja: '契約の大きさは伸びているか', en: 'Are contracts growing?' },
    { code: 'K4.3', ja: 'お客様の価値は高まっているか', en: 'Is the value of our customers rising?' },
  ],
  ops: [
    { code: 'K1.2a', ja: 'ターゲットのデータは埋まっているか', en: 'Is the data of targets complete?' },
    { code: 'K1.2c', ja: 'データは新しいか', en: 'Is the data fresh?' },
    { code: 'K6.6', ja: '取り込んだ連絡先は使えるか', en: 'Can the imported contacts be used?' },
  ],
  agency: [
    { code: 'K6.4', ja: '渡されたリードに期限内に動けているか', en: 'Do we follow up on what we were given in time?' },
    { code: 'K6.1', ja: '渡されたリードを受け入れているか', en: 'Do we accept what we were given?' },
    { code: 'K6.2', ja: '渡されたリードは商談になっているか', en: 'Does what we were given become deals?' },
  ],
  admin: [
    { code: 'K6.1', ja: '営業が受け入れるリードを渡せているか', en: 'Does sales accept what is handed over?' },
    { code: 'K3.3', ja: 'ターゲットからいくらの商談が生まれたか', en: 'How much pipeline did targets produce?' },
    { code: 'K1.2a', ja: 'ターゲットのデータは埋まっているか', en: 'Is the data of targets complete?' },
  ],
};

/** What an agency may look at: its own leads. Targets, amounts and what the house does are none of it. */
const agencyCodes: ReadonlySet<string> = new Set(['K6.1', 'K6.2', 'K6.3', 'K6.4', 'K5.1']);
export const isOfAgency = ({ code }: Kpi) => agencyCodes.has(code);

/** More than seven numbers are no first screen (domain.md §18). */
export const tilesMax = 7;

/** The tiles of a member: their own choice, or the three of their role. A KPI the member may not see is left out. */
export function tilesOf(
  role: string,
  chosen: readonly string[],
  visible: readonly Kpi[],
): { kpi: Kpi; question: Words }[] {
  const asked = roleTiles[role] ?? [];
  const codes = chosen.length > 0 ? chosen : asked.map(({ code }) => code);
  return codes.flatMap((code) => {
    const kpi = visible.find((one) => one.code === code);
    return kpi ? [{ kpi, question: asked.find((tile) => tile.code === code) ?? kpi.question }] : [];
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
  plan: { to: '/plans', ja: '目標を決める', en: 'Agree on a target' },
  answer: { to: '/handovers', ja: '返事待ちの引き渡しを見る', en: 'See hand-overs that wait' },
  board: { to: '/kpis', ja: 'ほかの数字と見比べる', en: 'Compare with other numbers' },
  targets: { to: '/targets', ja: 'ターゲットの次の一手を決める', en: 'Decide the next step on targets' },
  accounts: { to: '/accounts', ja: '足りない項目を埋める', en: 'Fill in what is missing' },
  reviews: { to: '/reviews', ja: '名寄せを確認する', en: 'Check matches' },
  follow: { to: '/handovers', ja: '連絡した結果を記録する', en: 'Record whom you contacted' },
  own: { to: '/accounts', ja: '担当先の動きを見る', en: 'See what happens at your companies' },
  flow: { to: '/waterfall', ja: 'どこで減っているかを見る', en: 'See where it is lost' },
} as const satisfies Record<string, NextAction>;

/** The one next step of a tile: bring in what is missing, agree on a target where none holds, else where the number is made. */
export function nextAction(
  kpi: Kpi,
  state: { readonly isUnmeasured: boolean; readonly mayPlan: boolean; readonly hasPlan: boolean },
): NextAction {
  if (state.isUnmeasured) return actions.import;
  if (state.mayPlan && !state.hasPlan) return actions.plan;
  if (/^K6\.[34]/.test(kpi.code)) return actions.answer;
  if (/^K6\.[12]|^K5\.[18]/.test(kpi.code)) return actions.flow;
  if (/^K1\.2/.test(kpi.code)) return actions.accounts;
  if (kpi.code === 'K6.6') return actions.reviews;
  return /^K[13]\.|^K5\.[37]/.test(kpi.code) ? actions.targets : actions.board;
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
