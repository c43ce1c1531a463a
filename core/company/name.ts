import { clean } from '#core/text/clean.ts';
import { looseKana } from '#core/text/kana.ts';
import { remember } from '#core/text/remember.ts';
import { repairConfusables } from '#core/text/confusable.ts';
import { foldLooseVariants, foldVariants } from '#core/text/variants.ts';
import { cutEnglishSite, cutLatinForm, openFormBrackets } from './latin-form.ts';
import { cutJapaneseForm, type LegalForm } from './legal-form.ts';
import { placeNames } from './places.ts';
import { repairForm } from './repair-form.ts';

/** A company name taken apart (identity.md §3.2). Several forms are kept, none of them replaces the raw name. */
export type CompanyName = {
  readonly raw: string;
  /** Comparable core without legal form, spaces and marks: `abc商事`. Empty when nothing is left. */
  readonly core: string;
  /** Core with old kanji folded; the key for matching. */
  readonly safe: string;
  /** Core with kana folded as well; for candidates and 五十音 order. */
  readonly loose: string;
  readonly form: LegalForm | undefined;
  /** 東京支店 in `ABC商事 東京支店`: a site or department, never part of the name. */
  readonly site: string | undefined;
  readonly aliases: readonly string[];
  readonly formerNames: readonly string[];
};

const siteWord =
  '(?:本社|本店|支社|支店|営業所|出張所|事業所|事業本部|事業部|工場|センター|研究所|駐在員事務所|オフィス|支部|支局|店|部|課|室)';
/** A bank's 支店, behind a payer in kana. */
const kanaSite =
  /(?<=^[ァ-ヶー()\s]{3,}) (?:ホンテン|シテン|シユツチヨウジヨ|シュッチョウジョ|エイギヨウシヨ|エイギョウショ|ホンシヤ|ホンシャ|シシヤ|シシャ)$/;
/** 東京製作所 is a site of 青空 東京製作所; 会計事務所 and 鉄工製作所 are what a company is called. */
const siteTail = new RegExp(
  `^(?:[^\\s]{1,20}${siteWord}|本社|支社|本店|hq|(?:${placeNames})[^\\s]{0,4}(?:製作所|事務所))$`,
);
const unitWord =
  '総務|経理|人事|法務|財務|広報|庶務|営業|購買|資材|調達|物流|輸送|製造|生産|工務|業務|技術|設計|開発|管理|推進|企画|品質保証|品質管理|情報システム';
const officeWord = '経営企画|業務改革|社長|秘書|監査|広報|品質保証|情報システム|dx推進';
const gluedTail = new RegExp(
  `(?<=^.{3,})(?:(?:経営|海外|国内|法人|設計|研究|生産|業務|販売)?(?:${unitWord})(?:本部|部|課|係)|第[一二三四五六七八九十\\d]+(?:${unitWord})?(?:部|課|係)|(?:${officeWord})室|本社)$`,
);
const notAlone = /^(?:センター|オフィス|グループ)$/;
const honorific = /\s*(?:御中|様|殿|さま)$/;
const former = /[([【](?:旧(?:社名|商号)?|former(?:ly)?|f\/k\/a)[\s::.]*((?:\([^()]{1,3}\)|[^()\]】])+)[)\]】]/g;
const bracketed = /[([【「『]([^)\]】」』]{2,})[)\]】」』]/g;
const marks = /[\s・.,'"“”\-_/~!?:;()[\]「」『』【】<>*|#、。]/g;

/** Takes a company name apart. Pure. */
export const parseCompanyName = remember(parse, 5_000);

function parse(raw: string): CompanyName {
  const formerNames: string[] = [];
  const aliases: string[] = [];
  let rest = repairForm(clean(raw).replace(honorific, ''));
  rest = takeOut(rest, former, formerNames);
  const branch = rest.includes(' ') ? kanaSite.exec(rest)?.[0] : undefined;
  if (branch !== undefined) rest = rest.slice(0, -branch.length);
  const forms = cutForms(rest);
  rest = takeOut(openFormBrackets(forms.rest), bracketed, aliases);
  const bracketedSite = aliases.findIndex((alias) => siteTail.test(alias));
  const inBrackets = bracketedSite < 0 ? undefined : aliases.splice(bracketedSite, 1)[0];
  if (rest.includes('/'))
    rest = rest.replace(/\/(?=[^/]+$)/, (slash, at: number) => (siteTail.test(rest.slice(at + 1)) ? ' ' : slash));
  const site = cutEnglishSite(rest);
  const suffix = cutLatinSuffixes(site?.rest ?? rest, raw, forms.form !== undefined);
  const tail = forms.site ? { rest: suffix.rest, site: forms.site } : cutSite(suffix.rest, forms.form);
  const core0 = tail.rest.includes(' ') ? tail.rest.replace(/^the\s+/, '').replace(/\s+and\s+/g, ' & ') : tail.rest;
  const core = core0.replace(marks, '');
  const safe = foldVariants(core);
  return {
    raw,
    core,
    safe,
    loose: looseKana(foldLooseVariants(repairConfusables(safe))),
    form: forms.form ?? suffix.form,
    site: tail.site ?? site?.site ?? branch?.trim() ?? inBrackets,
    aliases,
    formerNames,
  };
}

/** Removes what a pattern finds and keeps the text it found. */
function takeOut(text: string, pattern: RegExp, found: string[]): string {
  if (!/[([【「『]/.test(text)) return text;
  return text
    .replace(pattern, (_, name: string) => {
      found.push(name.trim());
      return ' ';
    })
    .trim();
}

/** Cuts up to three Japanese legal forms; text behind a form that ends in a site word is the site. */
function cutForms(name: string): { rest: string; form: LegalForm | undefined; site: string | undefined } {
  let rest = name;
  let form: LegalForm | undefined;
  let site: string | undefined;
  for (let times = 0; times < 3; times++) {
    const cut = cutJapaneseForm(rest);
    if (!cut) break;
    const isSite = cut.form.position === 'mid' && siteTail.test(cut.after.split(' ')[0]!);
    if (isSite) site ??= cut.after;
    rest = isSite ? cut.before : `${cut.before} ${cut.after}`.trim();
    if (cut.form.code !== '') form ??= isSite ? { code: cut.form.code, position: 'post' } : cut.form;
  }
  return { rest, form, site };
}

function cutLatinSuffixes(
  name: string,
  raw: string,
  isBesideJapanese: boolean,
): { rest: string; form: LegalForm | undefined } {
  let rest = name;
  let form: LegalForm | undefined;
  for (let times = 0; times < 3; times++) {
    const cut = cutLatinForm(rest, raw, isBesideJapanese);
    if (!cut) break;
    rest = cut.rest;
    form ??= { code: cut.code, position: 'post' };
  }
  return { rest, form };
}

/**
 * `青空商事 東京支店` loses its tail; `青空研究所` stays whole because nothing separates the word. What no company is called
 * after goes even so: `青空商事経理部`, `青空商事第一課`, `青空商事本社`. No site stands between a name and the form behind it: `青 空商店株式会社`.
 */
function cutSite(name: string, form: LegalForm | undefined): { rest: string; site: string | undefined } {
  const words = name.split(' ');
  const tail: string[] = [];
  while (form?.position !== 'post' && words.length > 1 && siteTail.test(words.at(-1)!) && !notAlone.test(words.at(-1)!))
    tail.unshift(words.pop()!);
  if (tail.length > 0) return { rest: words.join(' '), site: tail.join(' ') };
  const glued = gluedTail.exec(name)?.[0];
  return glued === undefined
    ? { rest: name, site: undefined }
    : { rest: name.slice(0, -glued.length).trimEnd(), site: glued };
}
