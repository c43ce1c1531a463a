import type { CompanyName } from './name.ts';
import { placeNames } from './places.ts';

/**
 * Words that make another company of a name (identity.md §3.8). When only one of two names holds one, or both hold different
 * ones, they are never the same company; they may be related.
 */
const protectedTokens =
  /第?\d+|第[一二三四五六七八九十]|東日本|西日本|北海道|東北|関東|東海|北陸|関西|中国|四国|九州|沖縄|ホールディングス?|holdings?|hldgs?|hd$|持株|グループ$|販売|物流|運輸|ロジ(?!ック)|不動産|開発|リース|ファイナンス|カード|クレジット|証券|銀行|信託|生命|損害|損保|少額短期|アセット|投資|ソリューション|エンジニアリング|テクノ(?!ロジ)|サービス|メンテナンス|分析|研究所|労働組合|健康保険組合|共済会|厚生年金基金|互助会|財団|学園|大学|病院|国内|海外|アジア|アメリカ|ヨーロッパ|チャイナ|^[新旧元本](?=..)/g;

/** One spelling per word, so that HD and ホールディングス, 第一 and 第1 are not in conflict. */
const spelling: Readonly<Record<string, string>> = {
  ホールディング: '@hd',
  ホールディングス: '@hd',
  holding: '@hd',
  holdings: '@hd',
  hldg: '@hd',
  hldgs: '@hd',
  hd: '@hd',
  損保: '損害',
};

/** The protected words of a name, sorted. Takes the `safe` form. */
export function protectedWords(safe: string): string[] {
  return [...new Set((safe.match(protectedTokens) ?? []).map((word) => spelling[word] ?? word))].sort();
}

/** True when one name holds a word that makes another company of it (§3.8): 青空 and 青空ホールディングス are never one. */
export function hasProtectedConflict(one: CompanyName, other: CompanyName): boolean {
  if (one.safe === other.safe) return false;
  if (addsPlace(one.safe, other.safe)) return true;
  return protectedWords(one.safe).join('|') !== protectedWords(other.safe).join('|');
}

/** True when one name is the other with a prefecture or city added at either end (§3.8): 青空商事 and 青空商事東京. */
export function addsPlace(one: string, other: string): boolean {
  const [long, short] = one.length >= other.length ? [one, other] : [other, one];
  if (short.length < 2 || long.length - short.length > placeLength) return false;
  if (long.startsWith(short)) return aPlace.test(long.slice(short.length));
  return long.endsWith(short) && aPlace.test(long.slice(0, -short.length));
}
const aPlace = new RegExp(`^(?:${placeNames})[都府県市]?$`);
const placeLength = 5;

/** What a protected word on one side only tells about two names that share the rest. */
export type RelationKind = 'parent' | 'group' | 'subsidiary' | 'unit';

/** How two names are related when one is the other plus protected words; undefined when neither holds the other. */
export function relationOf(one: Pick<CompanyName, 'safe'>, other: Pick<CompanyName, 'safe'>): RelationKind | undefined {
  const [long, short] = one.safe.length >= other.safe.length ? [one.safe, other.safe] : [other.safe, one.safe];
  if (short.length < 2 || long === short || !long.startsWith(short)) return undefined;
  const rest = long.slice(short.length);
  if (addsPlace(one.safe, other.safe)) return 'group';
  if (/^(?:ホールディングス?|holdings?|hldgs?|hd|持株)/.test(rest)) return 'parent';
  if (/^(?:グループ|group)$/.test(rest)) return 'group';
  if (/(?:病院|学部|研究科|附属|研究所|支部|センター)/.test(rest) && /大学|病院|学園/.test(long)) return 'unit';
  return protectedWords(long).length > protectedWords(short).length ? 'subsidiary' : undefined;
}
