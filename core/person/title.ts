import { clean } from '#core/text/clean.ts';
import { remember } from '#core/text/remember.ts';

export type Title = {
  readonly raw: string;
  /** 10 head of the company … 1 staff, 0 temporary (identity.md §3.10), half a rank up for 上席; undefined when the title says no rank. */
  readonly rank: number | undefined;
  readonly band: SeniorityBand | undefined;
  /** 元, 前, 顧問: no longer or never in the line; 監査役 and 社外取締役 watch it. */
  readonly isAdvisory: boolean;
};

/** Bands of domain.md §12.3. */
export type SeniorityBand = 'c_level' | 'vp' | 'director' | 'manager' | 'lead' | 'staff';

const ranks: readonly (readonly [rank: number, words: string])[] = [
  [
    10,
    '代表取締役社長|代表取締役会長|代表取締役|取締役社長|取締役会長|社長|会長|代表社員|業務執行社員|執行役社長|頭取|総裁|理事長|学長|院長|校長|園長|市長|知事|ceo|chief executive officer|representative director|president|chairman|chairperson|founder|owner|代表',
  ],
  [
    9,
    '代表取締役副社長|取締役副社長|副社長|専務取締役|常務取締役|専務|常務|取締役|coo|cfo|cto|cio|ciso|cmo|chro|cdo|chief [a-z]+ officer|chief information security officer|専務理事|執行役|managing director|board member',
  ],
  [8.5, '専務執行役員|常務執行役員|上席執行役員'],
  [8, '執行役員|理事|参与|svp|evp|senior vice president|executive vice president|corporate officer|executive officer'],
  [
    7,
    '本部長|事業部長|統括部長|支社長|部門長|学部長|局長|工場長|技師長|vice president|vp|head of|division manager|plant manager|教授',
  ],
  [
    6,
    '部長|支店長|室長|所長|センター長|館長|支配人|general manager|ゼネラルマネージャー|ゼネラルマネジャー|ジェネラルマネージャー|department manager|branch manager|gm|director|准教授|助教授',
  ],
  [5, '次長|部付部長|参事|senior manager|associate director|講師'],
  [
    4,
    '課長|グループ長|グループリーダー|グループマネージャー|営業所長|店長|科長|マネージャー|マネジャー|manager|group leader|section chief|gl|主幹|助教',
  ],
  [3, '係長|主査|チームリーダー|班長|スーパーバイザー|supervisor|team leader|tl'],
  [2, '主任|副主任|リーダー|チーフエンジニア|チーフ|シニア|lead|leader|principal'],
  [
    1,
    '担当|一般|社員|職員|スタッフ|営業|エンジニア|アソシエイト|account executive|specialist|associate|coordinator|representative|engineer|staff',
  ],
  [0, '派遣社員|契約社員|派遣|契約|インターン|アルバイト|学生|intern'],
];
const words = ranks
  .flatMap(([rank, list]) => list.split('|').map((word) => ({ word, rank, pattern: patternOf(word) })))
  .sort((one, other) => other.word.length - one.word.length);
const bands: readonly (readonly [from: number, SeniorityBand])[] = [
  [10, 'c_level'],
  [7, 'vp'],
  [6, 'director'],
  [4, 'manager'],
  [2, 'lead'],
  [0, 'staff'],
];
const advisory = /^(?:元|前|旧|former)|顧問|相談役|名誉|フェロー|アドバイザー|advisor|監査役|監事|社外取締役/;
const stepDown =
  /副|サブ|アシスタント|代理|補佐|心得|待遇|代行|付$|(?<![a-z])(?:deputy|assistant|acting|vice)(?![a-z])/;
const halfUp = /上席|首席|筆頭|シニア|(?<![a-z])senior(?![a-z])/;
/** 社長室長 is no 社長, and neither is who sits beside one or assists one. */
const beside =
  /(?:社長|会長|役員|学長|院長|頭取|理事長)(?=室|秘書|付)|(?<=(?:assistant|secretary) to (?:the )?)(?:[a-z]+ ?)+/g;

/** Latin words stand alone (CTO, not DoCTOr); Japanese ones anywhere, as spaces are left out. */
function patternOf(word: string): RegExp {
  return new RegExp(/^[a-z]/.test(word) ? `(?<![a-z])${word}(?![a-z])` : word);
}

/** Rank of a title: longest word first, 兼 takes the highest, 副・代理・補佐 is one step down, 上席 half a one up, 元・前・顧問 has no rank. */
export const parseTitle = remember((raw: string): Title => {
  const text = clean(raw).replace(/[\s・]+/g, ' ');
  const isAdvisory = advisory.test(text);
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
  const text = part.replace(/(?<=[^\x20-\x7e]) | (?=[^\x20-\x7e])/g, '').replace(beside, '');
  const hit = words.find(({ pattern }) => pattern.test(text));
  if (!hit) return undefined;
  const rest = text.replace(hit.pattern, '');
  if (stepDown.test(rest) || /担当$/.test(rest)) return Math.max(0, hit.rank - 1);
  if (hit.word === 'シニア' || !halfUp.test(rest)) return hit.rank;
  return hit.rank === 1 ? 2 : hit.rank + 0.5;
}
