import { type BothPosts, type Employment, employmentsOf, type Leaving, type Stay } from '#core/person/employment.ts';
import { departmentNow, inOrder } from '#core/company/department-changes.ts';
import { peopleOfPage, type PersonLine } from '#db/account-page.ts';
import { readDepartmentChanges } from '#db/department-changes.ts';
import { readStays } from '#db/employments.ts';
import { readJobChangeAnswers } from '#db/job-changes.ts';
import type { Db } from '#db/pool.ts';
import type { TargetRow } from '#db/targets.ts';
import type { Viewer } from '#db/visible.ts';

/** Why somebody seems to have left, with the name of the company where they were seen since and who of us confirmed it. */
export type NamedLeaving = Leaving & { readonly nextAccountName: string | null; readonly confirmedBy: string | null };
export type NamedEmployment = Omit<Employment, 'left' | 'stays'> & {
  /** `departmentNow`: what the department is called since it was renamed, merged or split; null where it was not. */
  readonly stays: readonly (Employment['stays'][number] & { readonly departmentNow: string | null })[];
  readonly accountName: string;
  /** The company has a page: rows in force tell of it. */
  readonly isListed: boolean;
  readonly left: NamedLeaving | null;
};

/**
 * Where each of these people works and worked, current companies first. Every company counts; those that the viewer may not see
 * are left out afterwards, also as the one somebody went to.
 */
export async function readEmployments(
  db: Db,
  personIds: readonly number[],
  viewer: Viewer,
): Promise<Map<number, NamedEmployment[]>> {
  if (personIds.length === 0) return new Map();
  const stays = await readStays(db, personIds);
  const visible = viewer.role === 'agency' ? await readStays(db, personIds, viewer) : stays;
  const names = new Map([...visible.values()].flat().map(({ accountId, accountName }) => [accountId, accountName]));
  const listed = new Set(
    [...visible.values()].flat().flatMap(({ accountId, isListed }) => (isListed ? [accountId] : [])),
  );
  const renamed = await renamedDepartments(db, [...names.keys()]);
  const answers = await readJobChangeAnswers(db, personIds);
  const bothOf = (personId: number): BothPosts[] =>
    answers
      .filter((one) => one.verdict === 'concurrent' && (one.personId === personId || one.otherPersonId === personId))
      .map(({ fromId, toId }) => [fromId, toId]);
  const named = (personId: number, fromId: number, left: Leaving): NamedLeaving => {
    const name = left.nextAccountId === null ? undefined : names.get(left.nextAccountId);
    const answer = answers.find(
      (one) => one.personId === personId && one.fromId === fromId && one.toId === left.nextAccountId,
    );
    return {
      ...left,
      nextAccountId: name === undefined ? null : left.nextAccountId,
      nextAccountName: name ?? null,
      confirmedBy: answer?.verdict === 'confirmed' && name !== undefined ? answer.memberName : null,
    };
  };
  return new Map(
    Array.from(stays, ([personId, ofPerson]) => [
      personId,
      employmentsOf(ofPerson, bothOf(personId)).flatMap(({ left, ...one }) => {
        const accountName = names.get(one.accountId);
        if (accountName === undefined) return [];
        const stays = one.stays.map((stay) => ({ ...stay, departmentNow: renamed(stay, personId) }));
        return [
          {
            ...one,
            stays,
            accountName,
            isListed: listed.has(one.accountId),
            left: left && named(personId, one.accountId, left),
          },
        ];
      }),
    ]),
  );
}

/** What departments of these companies are called today, where somebody says that they became others. */
async function renamedDepartments(
  db: Db,
  accountIds: readonly number[],
): Promise<(stay: Pick<Stay, 'accountId' | 'departmentKey'>, personId: number) => string | null> {
  const changes = await readDepartmentChanges(db, accountIds);
  return ({ accountId, departmentKey }, personId) => {
    const ofCompany = changes.get(accountId);
    if (!ofCompany || departmentKey === '') return null;
    const now = departmentNow(ofCompany, departmentKey, personId);
    if (now === departmentKey) return null;
    return (
      inOrder(ofCompany)
        .flatMap(({ into }) => into)
        .findLast(({ key }) => key === now)?.name ?? null
    );
  };
}

/** People of one company, whoever works there now first, each with since when and why they seem to have left. */
export async function readPeopleOf(db: Db, accountId: number, viewer: Viewer): Promise<PersonOfCompany[]> {
  const people = await peopleOfPage(db, accountId);
  const employments = await readEmployments(
    db,
    people.map(({ personId }) => personId),
    viewer,
  );
  const lines = people.map((person) => {
    const here = employments.get(person.personId)?.find((one) => one.accountId === accountId);
    const departmentNow =
      here?.stays.find((stay) => stay.departmentKey === person.departmentKey)?.departmentNow ?? null;
    return {
      ...person,
      departmentNow,
      firstOn: here?.firstOn ?? null,
      lastOn: here?.lastOn ?? null,
      left: here?.left ?? null,
    };
  });
  return [...lines.filter(({ left }) => left === null), ...lines.filter(({ left }) => left !== null)];
}

export type PersonOfCompany = PersonLine & {
  readonly departmentNow: string | null;
  readonly firstOn: string | null;
  readonly lastOn: string | null;
  readonly left: NamedLeaving | null;
};

export type WithLeaving = { readonly left: NamedLeaving | null };

/** Lines that name a person at a company, each with why that person seems to have left it; null while they are there. */
export async function withLeavings<
  Line extends { readonly personId: number | null; readonly accountId: number | null },
>(db: Db, lines: readonly Line[], viewer: Viewer): Promise<(Line & WithLeaving)[]> {
  const people = [...new Set(lines.flatMap(({ personId }) => personId ?? []))];
  const employments = await readEmployments(db, people, viewer);
  return lines.map((line) => ({
    ...line,
    left: employments.get(line.personId ?? -1)?.find(({ accountId }) => accountId === line.accountId)?.left ?? null,
  }));
}

/** Targets whose people are marked where they seem to have left the company. */
export async function withAimsLeft(db: Db, rows: readonly TargetRow[], viewer: Viewer): Promise<TargetWithLeavings[]> {
  const aims = rows.flatMap(({ accountId, aims: ofRow }) => ofRow.map((aim) => ({ ...aim, accountId })));
  const marked = new Map((await withLeavings(db, aims, viewer)).map((aim) => [aim.aimId, aim.left]));
  return rows.map((row) => ({
    ...row,
    aims: row.aims.map((aim) => ({ ...aim, left: marked.get(aim.aimId) ?? null })),
  }));
}

export type TargetWithLeavings = Omit<TargetRow, 'aims'> & { aims: (TargetRow['aims'][number] & WithLeaving)[] };
