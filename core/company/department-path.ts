import { clean } from '#core/text/clean.ts';
import { remember } from '#core/text/remember.ts';
import { placeNames } from './places.ts';

/** One step of a department's path: 東京第一営業課 → area 東京, ordinal 1, work 営業, unit 課 (identity.md §3.9). */
export type DepartmentUnit = {
  readonly work: string;
  readonly ordinal: string;
  readonly area: string;
  readonly unit: string;
  /** The ordinal was written 第… in front of the unit word (営業第一部), in front of the work (第一営業部), or plainly. */
  readonly ordinalPlace: 'unit' | 'work' | 'plain' | undefined;
};

const unitWords =
  '事業本部|本部|カンパニー|統括部|事業部|部門|準備室|局|部|課|室|係|班|グループ|チーム|ユニット|プロジェクト|委員会';
const upToUnit = new RegExp(`.+?(?:${unitWords})(?=.|$)|.+$`, 'g');
const unitAtEnd = new RegExp(`(?:${unitWords})$`);
const areas = new RegExp(`^(?:${placeNames})`);
const areaBehind = new RegExp(`^(\\S+)\\s*\\((${placeNames})\\)$`);
const synonyms: readonly (readonly [RegExp, string])[] = [
  [/情シス/g, '情報システム'],
  [/^(?:sales|セールス)/g, '営業'],
  [/marketing/g, 'マーケティング'],
  [/マーケ(?!ティング)/g, 'マーケティング'],
  [/(?:dept|department|div|division)\.?$/g, '部'],
  [/(?:sec|section)\.?$/g, '課'],
  [/office$/g, '室'],
  [/(?<=[\u3041-\u9fff])(?:gr|grp|g)\.?$/g, 'グループ'],
  [/(?<=[\u3041-\u9fff])t\.?$/g, 'チーム'],
  [/(?<=[\u3041-\u9fff])pj$/g, 'プロジェクト'],
];
const digits: Readonly<Record<string, string>> = {
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  十: '10',
};

/** A department's path, coarse to fine: `営業本部 第一営業部` → two units. Pure; for equality inside one company only. */
export const departmentPath = remember((raw: string): readonly DepartmentUnit[] => {
  // 営業部(東日本) is 東日本営業部.
  const text = clean(raw).replace(areaBehind, '$2$1');
  const words = text
    .replace(/\s+(?=(?:dept|department|div|division|sec|section|office)\b)/g, '')
    .split(/^[\x20-\x7e]+$/.test(text) ? /\s*[/>]\s*/ : /[\s/>]+/);
  return words.filter(Boolean).flatMap((word) => {
    let text = word;
    for (const [pattern, form] of synonyms) text = text.replace(pattern, form);
    return (text.match(upToUnit) ?? []).map(readUnit);
  });
}, 5_000);

function readUnit(text: string): DepartmentUnit {
  const unit = unitAtEnd.exec(text)?.[0] ?? '';
  let work = unit === '' ? text : text.slice(0, -unit.length);
  const area = areas.exec(work)?.[0] ?? '';
  work = work.slice(area.length);
  const ordinal =
    /^第([一二三四五六七八九十]|\d+)|第([一二三四五六七八九十]|\d+)$|([一二三四五六七八九十]|\d+)$|^(\d+)/.exec(work);
  if (!ordinal) return { work, ordinal: '', area, unit, ordinalPlace: undefined };
  const written = ordinal.slice(1).find(Boolean)!;
  return {
    work: work.replace(ordinal[0], ''),
    ordinal: digits[written] ?? written,
    area,
    unit,
    ordinalPlace: ordinal[1] ? 'work' : ordinal[2] ? 'unit' : 'plain',
  };
}
