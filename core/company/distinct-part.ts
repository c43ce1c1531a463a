/** What tells a company's name apart from others of its trade: 架空重機 of 架空重機ホールディングス, 未登録 of 未登録テクノ. */

const commonWords =
  'ホールディングス?|グループ|ジャパン|テクノロジーズ?|テクノ|システムズ?|ソリューションズ?|サービス|エンジニアリング|デザイン|フーズ|ケミカル|マテリアル|モーター|ロジスティクス|ロジ|ネットワークス?|コーポレーション|インターナショナル|メディカル|エレクトロニクス|メタル|プラント|トレーディング|コンサルティング|パートナーズ?|' +
  '製作所|製造所|研究所|事務所|工務店|商事|商会|商店|通商|物産|産業|興業|工業|鉱業|鋼業|製鋼|製薬|薬品|化学|化成|樹脂|塗料|印刷|食品|繊維|機械|精機|機器|電機|電気|電子|計器|光学|器械|金属|硝子|自動車|設備|建設|建材|運輸|物流|倉庫|販売|不動産|開発|情報|通信|' +
  'holdings?|group|japan|technolog(?:y|ies)|techno|systems?|solutions?|services?|engineering|international|trading|corporation';
const atTheEnd = new RegExp(`(?:${commonWords})+$`);

/** `core` of a parsed name without the common words it ends in; the whole where nothing would be left of it. */
export function distinctPart(core: string): string {
  return core.replace(atTheEnd, '') || core;
}
