import { clean } from '#core/text/clean.ts';
import { remember } from '#core/text/remember.ts';

export type Title = {
  readonly raw: string;
  /** 10 head of the company … 1 staff, 0 temporary (identity.md §3.10); undefined when the title says no rank. */
  readonly rank: number | undefined;
  readonly band: SeniorityBand | undefined;
  /** 元, 前, 顧問: no longer or never in the line. */
  readonly isAdvisory: boolean;
};

/** Bands of domain.md §12.3. */
export type SeniorityBand = 'c_level' | 'vp' | 'director' | 'manager' | 'lead' | 'staff';

const ranks: readonly (readonly [rank: number, words: string])[] = [
  [
    10,
    '代表取締役社長|代表取締役会長|代表取締役|取締役社長|取締役会長|社長|会長|代表社員|頭取|総裁|理事長|学長|院長|市長|知事|ceo|president|founder|owner|代表',
  ],
  [
    9,
    '副社長|専務取締役|常務取締役|専務|常務|取締役|coo|cfo|cto|cio|ciso|cmo|chro|cdo|専務理事|執行役|managing director|board member',
  ],
  [8, '専務執行役員|常務執行役員|上席執行役員|執行役員|理事|参与|svp|evp|corporate officer'],
  [7, '本部長|事業部長|統括部長|支社長|局長|工場長|技師長|vice president|vp|head of|division manager|教授'],
  [6, '部長|支店長|室長|所長|センター長|館長|general manager|director|准教授'],
  [5, '副部長|次長|部長代理|部長補佐|担当部長|部付部長|参事|senior manager|deputy general manager|deputy gm|講師'],
  [
    4,
    '課長|グループ長|グループリーダー|グループマネージャー|営業所長|店長|科長|マネージャー|マネジャー|manager|主幹|助教',
  ],
  [3, '課長代理|課長補佐|副課長|担当課長|係長|主査|チームリーダー|班長|supervisor|assistant manager'],
  [2, '主任|副主任|リーダー|チーフ|シニア|lead|principal'],
  [1, '担当|一般|社員|職員|スタッフ|営業|エンジニア|specialist|associate|coordinator|staff'],
  [0, '派遣|契約|インターン|アルバイト|学生'],
];
const words = ranks
  .flatMap(([rank, list]) => list.split('|').map((word) => [word, rank] as const))
  .sort((a, b) => b[0].length - a[0].length);
const bands: readonly (readonly [from: number, SeniorityBand])[] = [
  [10, 'c_level'],
  [7, 'vp'],
  [6, 'director'],
  [4, 'manager'],
  [2, 'lead'],
  [0, 'staff'],
];
const stepDown = /副|代理|補佐|心得|待遇|代行|付$/;

/** Rank of a title: longest word first, 兼 takes the highest, 副・代理・補佐 is one step down, 元・前・顧問 has no rank. */
export const parseTitle = remember((raw: string): Title => {
  const text = clean(raw).replace(/[\s・]/g, ' ');
  const isAdvisory = /^(?:元|前|旧)|顧問|相談役|名誉|フェロー|アドバイザー|監査役/.test(text);
  const found = text
    .split(/兼|[/／]/)
    .map(rankOf)
    .filter((rank) => rank !== undefined);
  const rank = isAdvisory || found.length === 0 ? undefined : Math.max(...found);
  return { raw, rank, band: rank === undefined ? undefined : bandOf(rank), isAdvisory };
}, 5_000);

function bandOf(rank: number): SeniorityBand {
  return bands.find(([from]) => rank >= from)![1];
}

function rankOf(part: string): number | undefined {
  const text = part.replace(/\s/g, '');
  const hit = words.find(([word]) => text.includes(word.replace(/\s/g, '')));
  if (!hit) return undefined;
  const rest = text.replace(hit[0], '');
  return stepDown.test(rest) || /担当$/.test(rest) ? Math.max(0, hit[1] - 1) : hit[1];
}
