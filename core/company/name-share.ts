import { familyNameKind } from '#core/person/family-names.ts';

/**
 * How many companies share a name, where no register is loaded: averages by script and length, and the most frequent names,
 * counted on 250,000 corporations of the National Tax Agency's 法人番号 changes 2021–2022 (国税庁法人番号公表サイト を加工して作成).
 * Shares are of all corporations, 0–1; position in a list is the length of the core, from 1.
 */
const averages: Readonly<Record<Script, readonly number[]>> = {
  kanji: [2.8e-5, 6.1e-6, 2.6e-6, 3.5e-6, 1.2e-6, 2.4e-7],
  kana: [1e-5, 1e-5, 1.9e-5, 1.3e-5, 1e-5, 3.9e-6, 2.2e-6, 1e-6, 6.7e-7, 6.3e-7],
  latin: [3.7e-5, 2.7e-5, 1.2e-5, 1.3e-5, 6.7e-6, 4.7e-6, 3.9e-6, 1.3e-6, 1.2e-6, 4.2e-7],
  mixed: [1e-6, 1.1e-6, 1e-6, 1e-6, 4e-7, 3e-7],
};
type Script = 'kanji' | 'kana' | 'latin' | 'mixed';
const rest = 2e-7;

/** Shares in 10⁻⁵. */
const frequent =
  'アシスト33.2 八幡神社28.8 ライズ22.8 アドバンス21.2 トラスト20.8 さくら20.4 next19.6 one19.2 フロンティア18.4 ワイズ17.6 link17.2 ネクスト16.8 諏訪神社16.4 sky16.4 エムズ16.4 rise15.2 ' +
  'クローバー15.2 和14.8 エイト14.4 みらい14 スマイル14 ファースト14 リアン13.6 ひまわり13.2 稲荷神社12.8 サンライズ12.4 ys12 熊野神社12 zero12 未来12 リンク12 ライフサポート12 ms11.6 ' +
  'プログレス11.2 アクト11.2 プラス11.2 大和11.2 エース11.2 サクセス11.2 サンテック11.2 ポラリス11.2 三和10.8 ace10.8 mirai10.8 大地10.8 nexus10.4 アルファ10.4 フェニックス10.4';
const shareOfFrequent = new Map(
  frequent.split(' ').map((entry) => {
    const [, name, share] = /^(.*?)([\d.]+)$/.exec(entry)!;
    return [name!, Number(share) * 1e-5];
  }),
);

/** Expected share of corporations that carry this core. */
export function guessNameShare(core: string): number {
  const length = [...core].length;
  const usual = shareOfFrequent.get(core) ?? averages[scriptOf(core)][Math.max(0, length - 1)] ?? rest;
  const trade = trades.exec(core);
  return trade && familyNameKind(core.slice(0, trade.index)) === 'common' ? Math.max(usual, family) : usual;
}

/** A family name and a trade (高橋工務店): dozens of each in the country. */
const trades =
  /(?:工務店|建設|建築|組|商店|商会|製作所|鉄工所|工業|産業|物産|電機|電気|印刷|運輸|運送|不動産|設備|塗装|造園|酒店|薬局)$/;
const family = 1.2e-5;

function scriptOf(core: string): Script {
  if (/^[\u3400-\u9fff々]+$/.test(core)) return 'kanji';
  if (/^[\u3041-\u30fc]+$/.test(core)) return 'kana';
  return /^[a-z0-9&@]+$/.test(core) ? 'latin' : 'mixed';
}
