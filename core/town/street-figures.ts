import { readBuilding } from '#core/contact/address.ts';
import { indices, type Stretch, type Word } from './romaji-words.ts';

/** Words between the figures of one street number: 1-chome 2-ban 3-go. */
const countingWords = /^(?:chou?me|banchi|ban|gou?|no)$/;
type Figures = {
  readonly numbers: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly isChome: boolean;
};

/** The street number nearest to the town, 丁目 first wherever it stands: `2-3 Marunouchi 1-chome` → 1, 2, 3. */
export function streetFigures(
  words: readonly Word[],
  used: ReadonlySet<number>,
  at: Stretch,
): { readonly numbers: readonly string[]; readonly used: readonly number[] } {
  const groups = figureGroups(words, used);
  const distance = ({ from, to }: Figures) =>
    (to <= at.from ? at.from - to : from - at.to) + (isBuilt(words, from) ? 2 : 0);
  const nearest = (among: readonly Figures[]) => among.toSorted((one, other) => distance(one) - distance(other))[0];
  const chome = groups.find((group) => group.isChome && group.numbers.length === 1);
  const street = nearest(groups.filter((group) => group !== chome));
  const told = [chome, street].filter((group) => group !== undefined);
  return {
    numbers: told.flatMap(({ numbers }) => numbers),
    used: told.flatMap(({ from, to }) => indices({ from, to })),
  };
}

function figureGroups(words: readonly Word[], used: ReadonlySet<number>): Figures[] {
  const groups: Figures[] = [];
  for (let from = 0; from < words.length; from++) {
    if (used.has(from) || !isFigure(words[from]!)) continue;
    const numbers = [words[from]!.text];
    let to = from + 1;
    let isChome = false;
    for (; to < words.length && words[to]!.segment === words[from]!.segment && !used.has(to); to++) {
      const word = words[to]!;
      if (countingWords.test(word.text)) isChome = /^cho/.test(word.text);
      else if (isFigure(word) && (word.gap.includes('-') || countingWords.test(words[to - 1]!.text))) {
        numbers.push(word.text);
        isChome = false;
      } else break;
    }
    groups.push({ numbers: numbers.map((number) => String(Number(number))), from, to, isChome });
    from = to - 1;
  }
  return groups;
}

function isFigure({ isNumber, text }: Word): boolean {
  return isNumber && text.length <= 4;
}

const buildingWords =
  /^(?:bldg|building|biru|tower|towers|center|centre|plaza|square|hills|heights|mansion|mansions|house|court|terrace|annex|maison|residence|corpo|gate|garden|park|place|honkan|shinkan|bekkan)$/;

/** Whether the figure stands behind a building's word in its segment: Aozora Bldg 2. */
function isBuilt(words: readonly Word[], index: number): boolean {
  const before = words[index - 1];
  return before !== undefined && before.segment === words[index]!.segment && buildingWords.test(before.text);
}

/** The first segment with a word for a building: what of it tells neither place nor number. */
export function buildingIn(words: readonly Word[], used: ReadonlySet<number>): string {
  const segment = words.find((word, index) => !used.has(index) && buildingWords.test(word.text))?.segment;
  const left = words.filter((word, index) => word.segment === segment && !used.has(index));
  return left.length === 0 ? '' : readBuilding(left.map(({ text }) => text).join(' ')).building;
}
