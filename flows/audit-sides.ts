import { nothingDeclared } from '#core/account/declared.ts';
import { emptyGolden, surviveCompany } from '#core/account/survive.ts';
import type { AccountProfile } from '#core/identify/directory.ts';
import { evidenceOf, type Evidence } from '#core/identify/evidence.ts';
import { learnAccount } from '#core/identify/profile.ts';
import { accountRecord } from '#core/match/account-record.ts';
import { type Explanation, explainPair } from '#core/match/explain.ts';
import { extendPerson, type PersonRecord, personRecord } from '#core/match/person-record.ts';
import type { Spelt } from '#core/match/spelt-name.ts';
import type { Scorer } from '#core/match/score.ts';
import { emptyPerson, survivePerson } from '#core/person/survive.ts';
import { Refusal } from '#core/refusal.ts';
import { readDeclaredSources } from '#db/declared-sources.ts';
import { companiesOf, type LinkedFact } from '#db/facts.ts';
import type { AuditLine } from '#db/match-audit.ts';
import { nameOfAccount, type MatchSide } from '#db/match-sides.ts';
import type { Transaction } from '#db/transaction.ts';
import { loadForScoring } from './base-scorers.ts';
import { readLinkedRows } from './linked-rows.ts';
import { readSpelling } from './spelt-names.ts';

/** Both parts of a drawn case as records of their own, with the explanation that questions have (identity.md §2.12). */
export type AuditSides = {
  readonly left: MatchSide;
  readonly right: MatchSide;
  readonly evidence: Evidence;
  readonly explanation: Explanation;
};
/** Which rows of which entities stand against each other: those of `rightRows`, and the others of `leftId`. */
type Parting = Pick<AuditLine, 'kind' | 'leftId' | 'rightId' | 'rightRows'>;
type Part = { readonly entityId: number; readonly facts: readonly LinkedFact[] };

/** Reads the rows of both parts. Refuses `audit_case_gone` where one of them has no rows any more. */
export async function readAuditSides(transaction: Transaction, line: Parting): Promise<AuditSides> {
  const { kind } = line;
  const parts = partsOf(line, await readRowsOfParts(transaction, [line]));
  if (!parts) throw caseIsGone();
  const ids = [...new Set(parts.map(({ entityId }) => entityId))];
  const { scorers } = await loadForScoring(transaction.db, kind, ids);
  if (kind === 'account') {
    const declared = await readDeclaredSources(transaction.db);
    return explained(scorers.account, [accountPart(parts[0], declared), accountPart(parts[1], declared)]);
  }
  const people = [await personPart(transaction, parts[0]), await personPart(transaction, parts[1])] as const;
  const weigh = await readSpelling(transaction.db, ids);
  return explained(scorers.person, people, weigh(people[0].record, people[1].record));
}

/** What each part of these cases is called by its own rows; a case of which a part has no rows any more is left out. */
export async function readAuditNames<Line extends Parting>(
  transaction: Transaction,
  lines: readonly Line[],
): Promise<Map<Line, readonly [left: string, right: string]>> {
  const facts = await readRowsOfParts(transaction, lines);
  const names = new Map<Line, readonly [string, string]>();
  for (const line of lines) {
    const parts = partsOf(line, facts);
    if (!parts) continue;
    const nameOf = (part: Part) =>
      line.kind === 'account' ? accountPart(part).side.name : nameOfPerson(toldOfPerson(part));
    names.set(line, [nameOf(parts[0]), nameOf(parts[1])]);
  }
  return names;
}

function readRowsOfParts(transaction: Transaction, lines: readonly Parting[]): Promise<LinkedFact[]> {
  const idsOf = (kind: Parting['kind']) =>
    new Set(lines.flatMap((line) => (line.kind === kind ? [line.leftId ?? [], line.rightId ?? []].flat() : [])));
  return readLinkedRows(transaction, [...idsOf('account')], [...idsOf('person')]);
}

/** Undefined where a part has no rows. */
function partsOf(
  { kind, leftId, rightId, rightRows }: Parting,
  facts: readonly LinkedFact[],
): readonly [Part, Part] | undefined {
  if (leftId === null || rightId === null) return undefined;
  const put = new Set(rightRows);
  const holds = (id: number) => (fact: LinkedFact) =>
    kind === 'account' ? companiesOf(fact).some(([own]) => own === id) : fact.personId === id;
  const left = facts.filter((fact) => !put.has(fact.observation.row.key)).filter(holds(leftId));
  const right = facts.filter((fact) => put.has(fact.observation.row.key)).filter(holds(rightId));
  if (left.length === 0 || right.length === 0) return undefined;
  return [
    { entityId: leftId, facts: left },
    { entityId: rightId, facts: right },
  ];
}

/** Of a drawn case whose two sides are no longer there: taken apart by somebody, or withdrawn with an import. */
export function caseIsGone(): Refusal {
  return new Refusal('audit_case_gone', 'この組は、抜き取ったあとに分けられたか、行が取り消されています。', {
    status: 409,
  });
}

function explained<Item>(
  scorer: Scorer<Item>,
  [left, right]: readonly [{ side: MatchSide; record: Item }, { side: MatchSide; record: Item }],
  spelt?: Spelt,
): AuditSides {
  const explanation = explainPair(scorer, left.record, right.record, 0, spelt);
  return { left: left.side, right: right.side, evidence: evidenceOf(scorer), explanation };
}

function accountPart({ entityId, facts }: Part, declared = nothingDeclared) {
  const golden = emptyGolden();
  let profile: AccountProfile | undefined;
  for (const fact of facts)
    for (const [id, seen] of companiesOf(fact)) {
      if (id !== entityId) continue;
      surviveCompany(golden, fact.observation, seen, declared);
      profile = learnAccount(profile, id, accountRecord(seen), seen, true);
    }
  const { name, corporateNumber, address, phone, domain, industry, employees } = golden.values;
  const detail = { corporateNumber, address, phone, domain, industry, employees };
  return { side: sideOf(entityId, String(name ?? '—'), detail, facts), record: profile!.record };
}

async function personPart(transaction: Transaction, part: Part) {
  const { golden, record } = toldOfPerson(part);
  if (!record) throw caseIsGone();
  const { department, title, email, phone, mobile, accountId } = golden.values;
  const company = accountId === undefined ? null : await nameOfAccount(transaction.db, accountId);
  const detail = { company, department, title, email, phone, mobile };
  return { side: sideOf(part.entityId, nameOfPerson({ golden }), detail, part.facts), record };
}

function toldOfPerson({ facts }: Part) {
  const golden = emptyPerson();
  let record: PersonRecord | undefined;
  for (const { observation, accountId } of facts) {
    if (!observation.person) continue;
    survivePerson(golden, observation, accountId);
    const seen = personRecord(observation.person, accountId === undefined ? undefined : String(accountId));
    record = record ? extendPerson(record, seen) : seen;
  }
  return { golden, record };
}

function nameOfPerson({ golden }: Pick<ReturnType<typeof toldOfPerson>, 'golden'>): string {
  const { name, email } = golden.values;
  return name ?? email ?? '—';
}

function sideOf(
  id: number,
  name: string,
  detail: Record<string, string | number | null | undefined>,
  facts: readonly LinkedFact[],
): MatchSide {
  const told = (kind: string) => facts.filter(({ observation }) => observation.fact?.kind === kind).length;
  return {
    id,
    name,
    detail: Object.fromEntries(Object.entries(detail).map(([field, value]) => [field, value ?? null])),
    people: new Set(facts.flatMap(({ personId }) => personId ?? [])).size,
    deals: told('deal'),
    activities: told('activity'),
  };
}
