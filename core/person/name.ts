import { clean, stripInvisible } from '#core/text/clean.ts';
import { unescapeEntities } from '#core/text/entities.ts';
import { foldVariants } from '#core/text/variants.ts';
import { isCommonFamilyReading } from './readings.ts';
import { isSureSplit, splitName } from './split-name.ts';

export type PersonName = {
  /** As written, with spaces made equal: 姓 → 名. */
  readonly display: string;
  readonly family: string;
  readonly given: string;
  readonly kana: string | undefined;
  /** For matching: folded, without spaces. */
  readonly key: string;
  /** 旧姓 as written in brackets. */
  readonly formerFamily?: string;
  /** It was written in one piece, and where the family name ends is a guess. */
  readonly isGuess?: true;
};

export type PersonNameInput = { full?: string; family?: string; given?: string; kana?: string };

const honorific = /\s*(?:様|さん|さま|氏|先生|殿)$/;
/** What stands around a name in Latin letters. */
const latinHonorific = /^(?:mr|mrs|ms|miss|dr|prof)\.?\s+|,?\s+(?:jr|sr|ph\.?d)\.?$/gi;
/** A title written on to the name: 佐藤太郎部長, 佐藤 課長. */
const titleBehind =
  /(?<=.)\s*(?:代表取締役|取締役|執行役員)?(?:社長|会長|専務|常務|(?:副?本|副|事業)?部長|次長|副?課長|係長|主任|副?支店長|副?工場長|副?所長|室長|取締役|執行役員)(?:代理)?$/;
const placeholder =
  /^(?:.{0,10}?ご?担当者?(?:様)?|.*御中|テスト.{0,4}|(?:user)?test(?:user)?\d*|代表者?|不明|未入力|匿名|n\/a|ー|-|\?|お名前|氏名|各位|名無し|なし|未定)$/i;

/** Takes a person's name apart; undefined when the cell holds a placeholder such as ご担当者様. */
export function parsePersonName(input: PersonNameInput): PersonName | undefined {
  const [family, given] =
    input.family || input.given ? [tidy(input.family), tidy(input.given)] : split(tidy(input.full));
  const display =
    /^[\x20-\x7e]*$/.test(given + family) && !input.family
      ? `${family} ${given}`.trim()
      : [family, given].filter(Boolean).join(' ');
  if (display === '' || placeholder.test(display.normalize('NFKC').replace(/\s/g, ''))) return undefined;
  const formerFamily = /[(（[【]旧姓[\s:：]*([^)）\]】]+)/.exec(input.full ?? input.family ?? '')?.[1]?.trim();
  const kana = input.kana ? stripInvisible(input.kana).normalize('NFKC').trim() : '';
  return {
    display,
    family,
    given,
    kana: kana === '' ? undefined : kana,
    key: foldVariants(clean(family + given)).replace(/[\s・.]/g, ''),
    ...(formerFamily ? { formerFamily } : {}),
    ...(given !== '' && isOnePiece(input) && !isSureSplit(family + given) ? { isGuess: true } : {}),
  };
}

/** No cell tells the parts apart, and no space does. */
function isOnePiece({ full, family, given }: PersonNameInput): boolean {
  return !family && !given && !isSpaced(tidy(full)) && !/^[\x20-\x7e]+$/.test(tidy(full));
}

function tidy(text: string | undefined): string {
  return stripInvisible(unescapeEntities(text ?? ''))
    .replace(/[(（[【][^)）\]】]*[)）\]】]?/g, ' ')
    .replace(/[\s_]+/g, ' ')
    .trim()
    .replace(honorific, '')
    .replace(latinHonorific, '')
    .replace(titleBehind, '');
}

const isSpaced = (full: string): boolean => partsOf(full).length >= 2;
const partsOf = (full: string): string[] =>
  full.split(/^[ァ-ヶー・]+$/.test(full) ? '・' : /[ ,、]|(?<=[^\x20-\x7e])[/／](?=[^\x20-\x7e])/).filter(Boolean);

/** With a space the split is given; without one it is found. A Latin name in one word stays whole. */
function split(full: string): [family: string, given: string] {
  const spaced = partsOf(full);
  if (spaced.length >= 2) return fromSpaced(full, spaced);
  return /^[\x20-\x7e]+$/.test(full) ? [full, ''] : splitName(full);
}

/** Latin names: `SATO Taro` and `Sato, Taro` put the family first, `Taro Sato` last. */
function fromSpaced(full: string, parts: string[]): [string, string] {
  const [first, ...others] = parts as [string, ...string[]];
  const rest = others.join(' ');
  if (!/^[A-Za-z.'\s-]+$/.test(parts.join(' '))) return [first, rest];
  if (full.includes(',') || (first === first.toUpperCase() && first.length > 1 && rest !== rest.toUpperCase()))
    return [first, rest];
  const last = others.at(-1)!;
  // Sato Taro, where only the first is a family name that is met everywhere.
  if (others.length === 1 && isCommonFamilyReading(first) && !isCommonFamilyReading(last)) return [first, rest];
  return [last, [first, ...others.slice(0, -1)].join(' ')];
}
