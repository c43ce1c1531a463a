import type { CycleState } from './cycle.ts';
import { reasonRules, type RejectionReason } from './reasons.ts';
import { statusKey, stageWords, type SideStage, type Stage, type StageTable } from './stage-table.ts';
import { stateWords } from './cycle-words.ts';

/** What a return file tells the SFA of each of its records (users.md §2), in the order of its columns. */
export const returnFields = [
  'recordId',
  'status',
  'owner',
  'reason',
  'handedOn',
  'acceptedOn',
  'rejectedOn',
  'recycleOn',
  'nextAction',
  'nextOn',
  'dealId',
  'target',
  'tier',
] as const;
export type ReturnField = (typeof returnFields)[number];
export type ReturnValues = Readonly<Record<Exclude<ReturnField, 'recordId'>, string>>;

/** A lead with a record in the SFA, as it stands here. Days are `YYYY-MM-DD`. */
export type ReturnedLead = {
  readonly state: CycleState;
  /** Status and owner as the SFA told them last; they stand again where a hand-over was taken back. */
  readonly toldStatus: string | null;
  readonly toldOwner: string | null;
  readonly receiver: string | null;
  readonly reason: RejectionReason | null;
  readonly handedOn: string | null;
  readonly acceptedOn: string | null;
  readonly rejectedOn: string | null;
  readonly recycleOn: string | null;
  readonly nextAction: string | null;
  readonly nextOn: string | null;
  /** Record id of the deal in the same SFA. */
  readonly dealKey: string | null;
  /** Its company is on the target list, and in which tier. */
  readonly isTarget: boolean;
  readonly tier: string | null;
};

const names: Readonly<Record<ReturnField, readonly [ja: string, en: string]>> = {
  recordId: ['レコード ID', 'Record ID'],
  status: ['リード状況', 'Lead Status'],
  owner: ['リード 所有者', 'Lead Owner'],
  reason: ['差し戻し理由', 'Rejection Reason'],
  handedOn: ['引き渡し日', 'Handover Date'],
  acceptedOn: ['受入日', 'SAL Date'],
  rejectedOn: ['差し戻し日', 'Rejection Date'],
  recycleOn: ['再連絡日', 'Recycle Date'],
  nextAction: ['次の行動', 'Next Action'],
  nextOn: ['次回予定日', 'Next Action Date'],
  dealId: ['商談 ID', 'Opportunity ID'],
  target: ['ターゲット', 'Target Account'],
  tier: ['階層', 'Tier'],
};

/**
 * The header of the file: the names that this SFA's own export used where it has the column, names chosen by hand above
 * them, and a plain name for the rest, in the language of the export.
 */
export function returnHeader(
  told: Readonly<Partial<Record<ReturnField, string>>>,
  chosen: Readonly<Partial<Record<ReturnField, string>>>,
): Record<ReturnField, string> {
  const isEnglish = told.recordId !== undefined && isAscii(told.recordId);
  const header = returnFields.map((field) => [
    field,
    chosen[field]?.trim() || told[field] || names[field][isEnglish ? 1 : 0],
  ]);
  return Object.fromEntries(header) as Record<ReturnField, string>;
}

const isAscii = (text: string) => /^[\x20-\x7e]+$/.test(text);

const stageOfState: Readonly<Record<CycleState, Stage | SideStage>> = {
  new: 'lead',
  nurturing: 'lead',
  mql_candidate: 'lead',
  handed_over: 'mql',
  accepted: 'sal',
  accepted_ignored: 'sal',
  sql: 'sql',
  deal: 'deal',
  won: 'won',
  lost: 'lost',
  rejected: 'rejected',
  returned: 'rejected',
  ignored: 'mql',
  recycled: 'rejected',
  disqualified: 'rejected',
  merged: 'rejected',
};

/**
 * Words of the SFA for each stage: the status its records use most (`seen`, most frequent first), else a word of its table in
 * the language of the others.
 */
export function statusWords(table: StageTable, seen: readonly string[]): Record<Stage | SideStage, string> {
  const stageBy = new Map(Object.entries(table.statuses).map(([word, stage]) => [statusKey(word), stage]));
  const isEnglish = seen.length > 0 && seen.every((word) => isAscii(word));
  const wordOf = (stage: Stage | SideStage) => {
    const known = [stageWords[stage], ...Object.keys(table.statuses)].filter(
      (word) => stageBy.get(statusKey(word)) === stage,
    );
    return (
      seen.find((word) => stageBy.get(statusKey(word)) === stage) ??
      known.find((word) => isAscii(word) === isEnglish) ??
      known[0] ??
      stageWords[stage]
    );
  };
  return Object.fromEntries(Object.keys(stageWords).map((stage) => [stage, wordOf(stage as Stage)])) as Record<
    Stage | SideStage,
    string
  >;
}

/** What a record's line says; `owners` turns our names into what the SFA calls them (an OwnerId), where a mapping says so. */
export function returnValues(
  lead: ReturnedLead,
  words: Readonly<Record<Stage | SideStage, string>>,
  owners: ReadonlyMap<string, string>,
): ReturnValues {
  const isBack = stageOfState[lead.state] === 'lead';
  const owner = isBack ? lead.toldOwner : (lead.receiver ?? lead.toldOwner);
  return {
    status: isBack ? (lead.toldStatus ?? '') : words[stageOfState[lead.state]],
    owner: owner === null ? '' : (owners.get(owner) ?? owner),
    reason: lead.reason ? reasonRules[lead.reason].ja : lead.state === 'ignored' ? stateWords.ignored : '',
    handedOn: lead.handedOn ?? '',
    acceptedOn: lead.acceptedOn ?? '',
    rejectedOn: lead.rejectedOn ?? '',
    recycleOn: lead.recycleOn ?? '',
    nextAction: lead.nextAction ?? '',
    nextOn: lead.nextOn ?? '',
    dealId: lead.dealKey ?? '',
    // What a checkbox of an SFA takes in.
    target: lead.isTarget ? 'TRUE' : 'FALSE',
    tier: lead.tier ?? '',
  };
}
