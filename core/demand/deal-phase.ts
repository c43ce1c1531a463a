import { clean } from '#core/text/clean.ts';
import { statusKey } from './stage-table.ts';

/** The six steps of an open deal (domain.md §17.5), the same for every source, whatever each calls its own. */
export const dealPhases = [1, 2, 3, 4, 5, 6] as const;
export type DealPhase = (typeof dealPhases)[number];

/** Which stage of a source is which step, as somebody set it; null: it is none. Stages that are not there are read by their words. */
export type PhaseTable = Readonly<Record<string, DealPhase | null>>;

/** Words of the usual systems [P], the later step first: a stage that speaks of two is at the later one. */
const phaseWords: readonly (readonly [DealPhase, RegExp])[] = [
  [
    6,
    /稟議|決裁|内示|内定|契約(?:手続|書|交渉|準備)|最終|発注待|受注(?:見込|予定|確度|前)|contract|commit|verbal|signature/,
  ],
  [5, /交渉|価格調整|条件調整|クロージング|negotiat|closing|review/],
  [4, /見積|quote|quotation|price/],
  [3, /提案|プレゼン|デモ|デモンストレーション|proposal|presentation|demo|value/],
  [2, /ヒアリング|課題|要件|ニーズ|調査|適格|qualif|needs|discovery|analysis|engaging/],
  [1, /初回|接触|アプローチ|アポ|訪問|新規|発掘|見込|引き合い|prospect|appointment|contact|new|lead/],
];

/** The step of a stage; undefined where its words tell none. */
export function dealPhaseOf(stage: string, table: PhaseTable): DealPhase | undefined {
  const set = Object.entries(table).find(([word]) => statusKey(word) === statusKey(stage));
  if (set) return set[1] ?? undefined;
  return phaseWords.find(([, words]) => words.test(clean(stage)))?.[0];
}
