import { feedbackWords } from '#core/demand/feedback.ts';
import { reasonWords } from '#core/demand/reasons.ts';
import { writtenDay } from '#core/period/day.ts';
import type { Cell, PaperTable } from '#core/report/paper.ts';
import { writtenNumber, writtenValue } from '#core/report/written.ts';
import { agendaParts, toldCounts, type AgendaPartName, type FiveNumber } from '#core/meeting/meeting.ts';
import type { Rate } from '#core/measure/rate.ts';
import { fillIn, type Language } from '#core/words.ts';
import type { AgendaLine, AgendaPart } from '#db/agenda.ts';
import type { AgendaItem } from '#db/agenda-items.ts';
import type { MeetingItem, MeetingSummary } from '#db/meetings.ts';
import { minutesWords, type MinutesWord } from './minutes-words.ts';
import { addPaperTable, addText, deckBytes, ink, newDeck, sheet, type Deck, type Slide } from './slides.ts';
import type { Agenda } from './write-agenda.ts';

type Minutes = MeetingSummary & {
  readonly agenda: Agenda;
  readonly added: readonly AgendaItem[];
  readonly items: readonly MeetingItem[];
};
type Say = (word: MinutesWord, given?: Readonly<Record<string, string | number>>) => string;
type Look = { readonly say: Say; readonly language: Language };

const inner = sheet.width - 2 * sheet.margin;
/** Rows of the first slide, below numbers and decisions, and of those that follow. */
const [firstActions, moreActions] = [8, 16];
/** Parts of the agenda that one slide holds, two beside each other. */
const blocksMax = 6;
/** Lines added by hand that a slide holds; more are told as a number. */
const addedMax = 5;
/** Lines of a slide that are decisions; more are told as a number, the page has them all. */
const decisionsMax = 7;

/** Minutes as PowerPoint: numbers and decisions, actions with owner and day, and the agenda as it stood. */
export async function minutesSlides(minutes: Minutes, language: Language): Promise<Buffer> {
  const say: Say = (word, given = {}) => fillIn(minutesWords[language][word], given);
  const look = { say, language };
  const deck = await newDeck(say('title', { day: writtenDay(minutes.meetsOn) }));
  addFirst(deck, minutes, look);
  addMoreActions(deck, minutes, look);
  addAgenda(deck, minutes, look);
  return deckBytes(deck);
}

function addFirst(deck: Deck, minutes: Minutes, look: Look): void {
  const { say } = look;
  const slide = addSheet(deck, minutes, say);
  addHeading(slide, say('numbers'), { x: sheet.margin, y: 1.15 });
  const columns = [1.3, 0.7, 1.9, 1.8];
  addPaperTable(slide, numbersTable(minutes.agenda, look), {
    x: sheet.margin,
    y: 1.45,
    w: 5.7,
    columns,
    size: 10,
  });
  addDecisions(slide, minutes, say);
  addHeading(slide, say('actions'), { x: sheet.margin, y: 4.2 });
  const actions = actionsOf(minutes);
  if (actions.length === 0)
    addText(slide, say('noActions'), { x: sheet.margin, y: 4.5, w: inner, h: 0.3 }, { size: 11, color: ink.quiet });
  else addActions(slide, actions.slice(0, firstActions), say, 4.5);
}

function addDecisions(slide: Slide, minutes: Minutes, say: Say): void {
  const x = sheet.margin + 6;
  addHeading(slide, say('decisions'), { x, y: 1.15 });
  const decisions = minutes.items.filter(({ kind }) => kind === 'decision');
  const lines = decisions.slice(0, decisionsMax).map((one) => `・${oneLine(one.text)}${aboutDecision(one, say)}`);
  if (decisions.length > decisionsMax) lines.push(say('more', { n: decisions.length - decisionsMax }));
  const isEmpty = lines.length === 0;
  const text = isEmpty ? say('noDecisions') : lines.join('\n');
  addText(slide, text, { x, y: 1.45, w: inner - 6, h: 2.6 }, { size: 11, ...(isEmpty ? { color: ink.quiet } : {}) });
}

/** What it affects and whether it can be taken back, where that was said. */
function aboutDecision({ affects, accountName, isReversible }: MeetingItem, say: Say): string {
  const told = [
    ...(affects ? [say('affects', { what: affects === 'company' ? (accountName ?? '—') : say(affects) })] : []),
    ...(isReversible === null ? [] : [say(isReversible ? 'reversible' : 'irreversible')]),
  ];
  return told.length === 0 ? '' : `(${told.join(say('and'))})`;
}

function addMoreActions(deck: Deck, minutes: Minutes, { say }: Look): void {
  const actions = actionsOf(minutes);
  for (let first = firstActions; first < actions.length; first += moreActions) {
    const slide = addSheet(deck, minutes, say);
    addHeading(slide, say('actions'), { x: sheet.margin, y: 1.15 });
    addActions(slide, actions.slice(first, first + moreActions), say, 1.45);
  }
}

const actionsOf = ({ items }: Minutes) => items.filter(({ kind }) => kind === 'action');

function addActions(slide: Slide, actions: readonly MeetingItem[], say: Say, y: number): void {
  const rows = actions.map(({ text, ownerName, dueOn, state, evidence }) => [
    { text: oneLine(text), note: evidence ? say('evidence', { what: shortened(oneLine(evidence)) }) : '' },
    ...[ownerName ?? '—', dueOn ? writtenDay(dueOn) : '—', say(state as MinutesWord)].map(plain),
  ]);
  addPaperTable(
    slide,
    { title: say('actions'), head: say('actionsHead').split('|'), rows },
    { x: sheet.margin, y, w: inner, columns: [inner - 4.8, 1.8, 1.3, 1.7], size: 11 },
  );
}

function addAgenda(deck: Deck, minutes: Minutes, { say, language }: Look): void {
  const { agenda, added } = minutes;
  const last = agenda.lastActions.map(
    ({ text, ownerName, dueOn, state, evidence }) =>
      `・${oneLine(text)}(${ownerName ?? '—'}、${dueOn ? writtenDay(dueOn) : '—'}、${say(state)})${evidence ? ` ${say('evidence', { what: shortened(oneLine(evidence)) })}` : ''}`,
  );
  const blocks: Block[] = [
    { title: say('lastActions'), lines: last.slice(0, 8) },
    { title: say('added'), lines: addedLines(added, say) },
    ...agendaParts.map((part) => ({ title: say(part), lines: linesOf(part, agenda[part], { say, language }) })),
  ];
  for (let first = 0; first < blocks.length; first += blocksMax)
    addBlocks(addSheet(deck, minutes, say), blocks.slice(first, first + blocksMax), say);
}

function addedLines(added: readonly AgendaItem[], say: Say): string[] {
  const lines = added
    .slice(0, addedMax)
    .map(
      ({ text, accountName, addedBy }) =>
        `・${[accountName, shortened(oneLine(text))].filter(Boolean).join(' ')}(${say('addedBy', { who: addedBy ?? '—' })})`,
    );
  return added.length > addedMax ? [...lines, say('more', { n: added.length - addedMax })] : lines;
}

type Block = { readonly title: string; readonly lines: readonly string[] };

function addBlocks(slide: Slide, blocks: readonly Block[], say: Say): void {
  const width = inner / 2 - 0.15;
  blocks.forEach(({ title, lines }, index) => {
    const x = sheet.margin + (index % 2) * (width + 0.3);
    const y = 1.15 + Math.floor(index / 2) * 2.25;
    addText(slide, title, { x, y, w: width, h: 0.28 }, { size: 12, bold: true, color: ink.deep });
    const text = lines.length === 0 ? say('none') : lines.join('\n');
    addText(
      slide,
      text,
      { x, y: y + 0.32, w: width, h: 1.8 },
      { size: 10, ...(lines.length === 0 ? { color: ink.quiet } : {}) },
    );
  });
}

/** The five numbers of the week, each with what it is a part of and the target of its KPI. */
function numbersTable({ numbers, targets }: Agenda, { say, language }: Look): PaperTable {
  const against = (number: FiveNumber): Cell => {
    const found = targets.find((one) => one.number === number);
    if (!found) return plain(say('noTarget'));
    const { unit, target, value, achievement, period } = found;
    return {
      text: say('target', { value: writtenValue(target, unit) }),
      note: say('targetNote', {
        period: period[language],
        value: writtenValue(value, unit),
        share: writtenValue(achievement, 'rate'),
      }),
    };
  };
  const counted = (word: 'handed' | 'rejected' | 'ignored'): Cell[] => [
    ...[say(word), writtenNumber(numbers[word]), say('thisWeek')].map(plain),
    against(word),
  ];
  const rate = (word: 'salRate' | 'dealRate'): Cell[] => {
    const { value, numerator, denominator, low, high }: Rate = numbers[word];
    const span = low === null || high === null ? '—' : `${writtenValue(low, 'rate')}–${writtenValue(high, 'rate')}`;
    const told = `${say('cohort', { k: writtenNumber(numerator), n: writtenNumber(denominator) })} · ${say('interval', { span })}`;
    return [plain(say(word)), plain(writtenValue(value, 'rate')), plain(told), against(word)];
  };
  return {
    title: say('numbers'),
    head: say('numbersHead').split('|'),
    rows: [counted('handed'), counted('rejected'), counted('ignored'), rate('salRate'), rate('dealRate')],
  };
}

function linesOf(part: AgendaPartName, found: AgendaPart, look: Look): string[] {
  const lines = found.lines.map(
    (line) =>
      `・${[subjectOf(part, line, look), detailOf(part, line, look), line.on && writtenDay(line.on), ...besides(part, line, look)].filter(Boolean).join(' ')}`,
  );
  const more = found.count - found.lines.length;
  return more > 0 ? [...lines, look.say('more', { n: more })] : lines;
}

/** Of a proposed rule its first sentence; its figures are on the page. */
const subjectOf = (part: AgendaPartName, { subject, said }: AgendaLine, { language }: Look) =>
  part === 'ruleChanges' ? /^.*?(?:。|\. |$)/.exec(oneLine(said?.[language] ?? subject))![0].trim() : subject;

function detailOf(part: AgendaPartName, { detail, counts }: AgendaLine, { say, language }: Look): string {
  if (counts)
    return toldCounts(part, counts)
      .map(([name, n]) => say(`counted_${name}` as MinutesWord, { n }))
      .join(language === 'ja' ? '・' : ', ');
  if (detail === null) return '';
  if (part === 'movedAccounts') return say('counted_contacts', { n: detail });
  if (part === 'fieldVoice') return feedbackWords.find(({ code }) => code === detail)?.[language] ?? detail;
  if (detail in minutesWords[language]) return say(detail as MinutesWord);
  return part === 'handovers' ? reasonWords(detail)[language] : detail;
}

function besides(part: AgendaPartName, { amountYen, said }: AgendaLine, { say, language }: Look): string[] {
  if (amountYen) return [say('thousandYen', { yen: writtenNumber(Math.round(amountYen / 1_000)) })];
  return part === 'fieldVoice' && said ? [`「${shortened(oneLine(said[language]))}」`] : [];
}

function addSheet(deck: Deck, { meetsOn, attendees, state }: Minutes, say: Say): Slide {
  const slide = deck.addSlide();
  addText(
    slide,
    say('title', { day: writtenDay(meetsOn) }),
    { x: sheet.margin, y: 0.35, w: 8, h: 0.4 },
    { size: 20, bold: true },
  );
  addText(
    slide,
    attendees === '' ? '' : say('attendees', { who: oneLine(attendees) }),
    { x: sheet.margin, y: 0.78, w: inner, h: 0.25 },
    { size: 10, color: ink.quiet },
  );
  addText(
    slide,
    say(state === 'held' ? 'draft' : 'confirmed'),
    { x: 8.5, y: 0.42, w: 2.79, h: 0.25 },
    { size: 10, color: ink.quiet, align: 'right' },
  );
  return slide;
}

const addHeading = (slide: Slide, text: string, { x, y }: { x: number; y: number }) =>
  addText(slide, text, { x, y, w: 5, h: 0.28 }, { size: 13, bold: true, color: ink.deep });

const plain = (text: string): Cell => ({ text, note: '' });
/** A slide holds five voices; the page has them in full. */
const shortened = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
const oneLine = (text: string) => text.replace(/\p{Cc}+/gu, ' ');
