import { clean, stripInvisible } from '#core/text/clean.ts';
import { foldVariants } from '#core/text/variants.ts';
import { splitName } from './split-name.ts';

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
};

export type PersonNameInput = { full?: string; family?: string; given?: string; kana?: string };

const honorific = /\s*(?:様|さん|さま|氏|先生|殿)$/;
const placeholder =
  /^(?:ご?担当者?(?:様)?|採用ご?担当|代表者?|不明|未入力|匿名|テスト|test|n\/a|ー|-|\?|お名前|氏名|各位|名無し|なし|未定)$/i;

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
  };
}

function tidy(text: string | undefined): string {
  return stripInvisible(text ?? '')
    .replace(/[(（[【].*$/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(honorific, '');
}

/** With a space the split is given; without one it is found. A Latin name in one word stays whole. */
function split(full: string): [family: string, given: string] {
  const spaced = full.split(/^[ァ-ヶー・]+$/.test(full) ? '・' : /[ ,、]/).filter(Boolean);
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
  return [others.at(-1)!, [first, ...others.slice(0, -1)].join(' ')];
}
