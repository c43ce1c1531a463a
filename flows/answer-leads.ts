import type { Evidence } from '#core/identify/evidence.ts';
import type { Identified, Weighed } from '#core/identify/find-home.ts';
import type { OpenReason } from '#core/identify/stay-open.ts';
import type { Explanation } from '#core/match/explain.ts';
import type { Observation } from '#core/observation/observation.ts';
import type { Words } from '#core/words.ts';
import { readAccountCards, type AccountCard } from '#db/account-cards.ts';
import { readLinkAnswers, type LinkAnswer } from '#db/links.ts';
import type { Db } from '#db/pool.ts';
import type { FileRow, RowsPlan } from './import-rows.ts';
import type { Found, RowOutcome } from './ingest-step.ts';

/**
 * `account`: a known company. `new`: a company that nobody knew. `asked`: kept as a company of its own until somebody decides about
 * the likeliest one. `group`: a domain that several companies share, the company left open. `unresolved`: too little to say.
 */
export type LeadResult = 'account' | 'new' | 'asked' | 'group' | 'unresolved' | 'rejected';

/** Where one lead or card belongs, and why. */
export type LeadAnswer = {
  readonly result: LeadResult;
  /** Null where nothing is stored. */
  readonly rowKey: string | null;
  readonly outcome: RowOutcome | 'unchanged' | 'rejected';
  /** Why it was refused, or why it has no company. */
  readonly problem: { readonly code: string; readonly detail: Words } | null;
  readonly openReason: OpenReason | null;
  /** Null where it has none, or where a new one would be made and nothing is stored. */
  readonly account: AccountCard | null;
  readonly companyName: string | null;
  /** Companies that share the domain of the lead. */
  readonly group: readonly AccountCard[];
  readonly method: string;
  /** Probability that the company is right, 0–1; null where it has none. */
  readonly score: number | null;
  readonly evidence: Pick<Evidence, 'matched' | 'differs'>;
  readonly explanation: Explanation | null;
  /** The likeliest company that was not taken, and why not. */
  readonly best: { readonly account: AccountCard; readonly explanation: Explanation | null } | null;
  readonly person: {
    readonly personId: number | null;
    readonly name: string;
    readonly isNew: boolean;
    readonly method: string;
    readonly score: number;
    readonly explanation: Explanation | null;
  } | null;
};

/** Answers for rows that were just decided, in order; rows that had come before answer with the link they have. */
export async function answerLeads(
  db: Db,
  rows: readonly FileRow[],
  { ingest }: RowsPlan,
  isStored: boolean,
): Promise<LeadAnswer[]> {
  const { found } = ingest;
  const stored = await readLinkAnswers(
    db,
    rows.flatMap(({ read }) => ('rejected' in read || found.has(read.row.key) ? [] : [read.row.key])),
  );
  const cards = await readAccountCards(db, [
    ...new Set([...[...found.values()].flatMap(companiesToShow), ...[...stored.values()].flatMap(companiesOfLink)]),
  ]);
  return rows.map(({ read }): LeadAnswer => {
    if ('rejected' in read)
      return { ...nothing, result: 'rejected', problem: { code: read.code, detail: read.detail } };
    const one = found.get(read.row.key);
    return one
      ? answerOf(read, one, ingest.outcomes.get(read.row.key)!, cards, isStored)
      : answerAgain(read, stored.get(read.row.key), cards);
  });
}

const nothing: LeadAnswer = {
  result: 'unresolved',
  rowKey: null,
  outcome: 'rejected',
  problem: null,
  openReason: null,
  account: null,
  companyName: null,
  group: [],
  method: 'none',
  score: null,
  evidence: { matched: [], differs: [] },
  explanation: null,
  best: null,
  person: null,
};

function companiesToShow({ account, open }: Found): number[] {
  const weighed = account?.weighed ?? open?.weighed ?? [];
  const best = weighed.find(({ id }) => id !== account?.id);
  return [account?.id, best?.id, ...(open?.group ?? [])].filter((id) => id !== undefined);
}

function answerOf(
  read: Observation,
  { account, person, open }: Found,
  outcome: RowOutcome,
  cards: ReadonlyMap<number, AccountCard>,
  isStored: boolean,
): LeadAnswer {
  const weighed = account?.weighed ?? open?.weighed ?? [];
  const next = weighed.find(({ id }) => id !== account?.id);
  const nextCard = next && cards.get(next.id);
  return {
    ...nothing,
    result: resultOf(account, open?.reason),
    rowKey: isStored ? read.row.key : null,
    outcome,
    openReason: open?.reason ?? null,
    account: account ? (cards.get(account.id) ?? (isStored ? freshCard(account.id, read) : null)) : null,
    companyName: read.company?.name?.raw ?? null,
    group: open?.group.flatMap((id) => cards.get(id) ?? []) ?? [],
    method: account?.method ?? 'none',
    score: account?.score ?? null,
    evidence: account?.evidence ?? nothing.evidence,
    explanation: explanationOf(account),
    best: next && nextCard ? { account: nextCard, explanation: next.explanation } : null,
    person: person ? personOf(read, person, isStored) : null,
  };
}

function resultOf(account: Identified | undefined, reason: OpenReason | undefined): LeadResult {
  if (!account) return reason === 'group_domain' ? 'group' : 'unresolved';
  if (!account.isNew) return 'account';
  return account.isDoubtful ? 'asked' : 'new';
}

function explanationOf(found: Identified | undefined): Explanation | null {
  return found?.weighed?.find(({ id }: Weighed) => id === found.id)?.explanation ?? null;
}

/** A company that this row founds: nothing is known of it beyond the row. */
function freshCard(accountId: number, { company }: Observation): AccountCard {
  return {
    accountId,
    name: company?.name?.raw ?? company?.domains[0] ?? company?.corporateNumber ?? '',
    prefecture: company?.address?.prefecture ?? null,
    corporateNumber: company?.corporateNumber ?? null,
    target: null,
    owner: null,
  };
}

function personOf(read: Observation, person: Identified, isStored: boolean): LeadAnswer['person'] {
  return {
    personId: person.isNew && !isStored ? null : person.id,
    name: read.person?.name?.display ?? read.person?.emails[0]?.address ?? '',
    isNew: person.isNew,
    method: person.method,
    score: person.score,
    explanation: explanationOf(person),
  };
}

function companiesOfLink({ accountId, evidence }: LinkAnswer): number[] {
  return [...(accountId === null ? [] : [accountId]), ...(evidence.open?.nearest ?? [])];
}

/** A row that came before with the same content: it stays where it is. */
function answerAgain(
  read: Observation,
  link: LinkAnswer | undefined,
  cards: ReadonlyMap<number, AccountCard>,
): LeadAnswer {
  const account = (link?.accountId !== undefined && link.accountId !== null && cards.get(link.accountId)) || null;
  const open = link?.evidence.open;
  const nearest = (open?.nearest ?? []).flatMap((id) => cards.get(id) ?? []);
  return {
    ...nothing,
    result: account ? 'account' : open?.reason === 'group_domain' ? 'group' : 'unresolved',
    rowKey: read.row.key,
    outcome: 'unchanged',
    openReason: account ? null : (open?.reason ?? null),
    account,
    companyName: read.company?.name?.raw ?? null,
    group: open?.reason === 'group_domain' ? nearest : [],
    method: link?.accountMethod ?? 'none',
    score: account ? link!.score : null,
    evidence: link?.evidence ?? nothing.evidence,
    best: open?.reason === 'too_little' && nearest[0] ? { account: nearest[0], explanation: null } : null,
    person:
      link?.personId === null || link?.personId === undefined
        ? null
        : {
            personId: link.personId,
            name: read.person?.name?.display ?? read.person?.emails[0]?.address ?? '',
            isNew: false,
            method: link.method,
            score: link.score,
            explanation: null,
          },
  };
}
