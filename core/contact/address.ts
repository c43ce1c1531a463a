import { clean } from '#core/text/clean.ts';
import { foldVariants } from '#core/text/variants.ts';

export type Address = {
  readonly raw: string;
  readonly postalCode: string | undefined;
  readonly prefecture: string | undefined;
  /** Text behind the prefecture up to the first number: city and town. */
  readonly town: string;
  /** Street numbers joined by hyphens: 1丁目2番3号 → `1-2-3`. */
  readonly numbers: string;
};

const prefectures =
  '北海道|青森県|岩手県|宮城県|秋田県|山形県|福島県|茨城県|栃木県|群馬県|埼玉県|千葉県|東京都|神奈川県|新潟県|富山県|石川県|福井県|山梨県|長野県|岐阜県|静岡県|愛知県|三重県|滋賀県|京都府|大阪府|兵庫県|奈良県|和歌山県|鳥取県|島根県|岡山県|広島県|山口県|徳島県|香川県|愛媛県|高知県|福岡県|佐賀県|長崎県|熊本県|大分県|宮崎県|鹿児島県|沖縄県';
const startsWithPrefecture = new RegExp(`^(${prefectures})`);
const cityToPrefecture: Record<string, string> = {
  札幌市: '北海道',
  仙台市: '宮城県',
  さいたま市: '埼玉県',
  千葉市: '千葉県',
  横浜市: '神奈川県',
  川崎市: '神奈川県',
  相模原市: '神奈川県',
  新潟市: '新潟県',
  静岡市: '静岡県',
  浜松市: '静岡県',
  名古屋市: '愛知県',
  京都市: '京都府',
  大阪市: '大阪府',
  堺市: '大阪府',
  神戸市: '兵庫県',
  岡山市: '岡山県',
  広島市: '広島県',
  北九州市: '福岡県',
  福岡市: '福岡県',
  熊本市: '熊本県',
  千代田区: '東京都',
  中央区: '東京都',
  港区: '東京都',
  新宿区: '東京都',
  文京区: '東京都',
  台東区: '東京都',
  墨田区: '東京都',
  江東区: '東京都',
  品川区: '東京都',
  目黒区: '東京都',
  大田区: '東京都',
  世田谷区: '東京都',
  渋谷区: '東京都',
  中野区: '東京都',
  杉並区: '東京都',
  豊島区: '東京都',
  荒川区: '東京都',
  板橋区: '東京都',
  練馬区: '東京都',
  足立区: '東京都',
  葛飾区: '東京都',
  江戸川区: '東京都',
};
const startsWithKnownCity = new RegExp(`^(${Object.keys(cityToPrefecture).join('|')})`);
const kanjiDigit: Record<string, number> = { 〇: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** Takes a Japanese address apart (identity.md §3.11). `parts` are joined first, for files that split prefecture, city and street. */
export function parseAddress(parts: readonly string[], givenPostalCode?: string): Address | undefined {
  const raw = parts.filter(Boolean).join('').trim();
  const postal =
    parsePostalCode(givenPostalCode ?? '') ??
    parsePostalCode(/〒?\s*(\d{3}-?\d{4})(?!\d|-\d)/.exec(raw.normalize('NFKC'))?.[1] ?? '');
  if (raw === '')
    return postal ? { raw: '', postalCode: postal, prefecture: undefined, town: '', numbers: '' } : undefined;
  const text = foldVariants(clean(raw).replace(/^〒?\s*\d{3}-?\d{4}\s*/, ''))
    .replace(/\s/g, '')
    .replace(/[ノ之](?=\d)/g, '-');
  const prefecture =
    startsWithPrefecture.exec(text)?.[1] ?? cityToPrefecture[startsWithKnownCity.exec(text)?.[1] ?? ''];
  const behind = text.replace(startsWithPrefecture, '');
  const numbered = behind
    .replace(/[一二三四五六七八九十〇]+(?=丁目|番|号|条)/g, (digits) => String(fromKanji(digits)))
    .replace(/大字|字(?=[^0-9])/g, '');
  const first = /\d/.exec(numbered)?.index ?? numbered.length;
  const numbers = numbered
    .slice(first)
    .replace(/丁目|番地の?|番町?|の(?=\d)/g, '-')
    .replace(/号.*$/, '');
  return {
    raw,
    postalCode: postal,
    prefecture,
    town: numbered.slice(0, first),
    numbers: /^\d+(?:-\d+){0,3}/.exec(numbers.replace(/-+/g, '-'))?.[0] ?? '',
  };
}

/** Seven digits, or undefined. A spreadsheet that dropped the leading 0 leaves six; it is put back. */
export function parsePostalCode(raw: string): string | undefined {
  const digits = raw.normalize('NFKC').replace(/[^\d]/g, '');
  if (digits.length === 7) return digits;
  return digits.length === 6 ? `0${digits}` : undefined;
}

function fromKanji(text: string): number {
  const [tens, ones] = text.includes('十') ? (text.split('十') as [string, string]) : ['', text];
  if (!text.includes('十')) return Number([...ones].map((digit) => kanjiDigit[digit]).join(''));
  return (tens ? kanjiDigit[tens]! : 1) * 10 + (ones ? kanjiDigit[ones]! : 0);
}
