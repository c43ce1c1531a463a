import { type DomainOwner, type DomainUse, domainOwner } from '#core/account/domain-share.ts';
import { type FamilyEvidence, type FamilyKind, type FamilyProposal, proposeFamily } from '#core/account/family.ts';
import { type FamilyNode, familySize, familyTree } from '#core/account/family-tree.ts';
import { type DepartmentMove, type DepartmentNode, departmentMoves } from '#core/company/department-tree.ts';
import { type DepartmentChangeKind, departmentNow } from '#core/company/department-changes.ts';
import { parseCompanyName } from '#core/company/name.ts';
import { allIdsOf } from '#db/account-page.ts';
import {
  type DecidedRelation,
  decidedRelations,
  deniedSuccessions,
  departmentStays,
  domainUses,
  familyMembers,
  familyNeighbours,
} from '#db/family.ts';
import type { StoredDepartmentChange } from '#db/department-changes.ts';
import { familyEdges, type FamilyTreeMember, familyTreeMembers } from '#db/family-edges.ts';
import type { Db } from '#db/pool.ts';
import { isSuccession } from './change-departments.ts';
import { type DepartmentToday, readDepartments } from './read-departments.ts';
import { readSites, type SiteWithPeople } from './read-sites.ts';

export type FamilyState = 'proposed' | 'confirmed' | 'denied';

/** One other company of the family, seen from the company of the page. */
export type FamilyLine = {
  readonly fromId: number;
  readonly toId: number;
  readonly kind: FamilyKind;
  /** What the other one is to this one: its parent, its child, the company that took it over … */
  readonly other: { readonly accountId: number; readonly name: string; readonly isAbove: boolean };
  readonly state: FamilyState;
  readonly evidence: readonly FamilyEvidence[];
  readonly memberName: string | null;
};

export type DepartmentChangeLine = {
  readonly changeId: number;
  readonly kind: DepartmentChangeKind;
  readonly from: readonly string[];
  readonly into: readonly string[];
  /** Where it was put: the name, null at the top, undefined where the change does not say. */
  readonly under: string | null | undefined;
  readonly on: string;
  readonly memberName: string | null;
};

/** One company of the whole family, with those that belong to it. */
export type FamilyTreeNode = FamilyTreeMember & {
  readonly kind: FamilyKind | null;
  readonly children: readonly FamilyTreeNode[];
};

export type Family = {
  /** The whole family from the outermost company down, as people confirmed it; null where nobody belongs to the company or above it. */
  readonly tree: FamilyTreeNode | null;
  readonly relations: readonly FamilyLine[];
  readonly sites: readonly SiteWithPeople[];
  readonly domains: readonly {
    readonly domain: string;
    readonly owner: DomainOwner;
    readonly uses: readonly (DomainUse & { readonly name: string })[];
  }[];
  readonly departments: readonly DepartmentNode[];
  /** The same departments one by one, with whoever is there: what a change is entered with. */
  readonly standing: readonly DepartmentToday[];
  /** What people say became of departments, in the order in which it was entered. */
  readonly changes: readonly DepartmentChangeLine[];
  readonly moves: readonly (DepartmentMove & { readonly state: FamilyState })[];
};

/** The corporate family of one company: what people decided, what the data propose, and whose its domains are. */
export async function readFamily(db: Db, accountId: number): Promise<Family> {
  const ids = await allIdsOf(db, 'account', accountId);
  const one = (await familyMembers(db, [accountId])).get(accountId)!;
  const parent = one.parentName === null ? '' : parseCompanyName(one.parentName).safe;
  const neighbours = await familyNeighbours(db, one, { name: parseCompanyName(one.name).safe, parent });
  const decided = (await decidedRelations(db, ids)).filter(({ fromId, toId }) => fromId !== toId);
  const proposals = proposeFamily(one, neighbours).filter(
    (proposal) => !decided.some((relation) => isSamePair(relation, proposal)),
  );
  const others = await familyMembers(
    db,
    [...decided, ...proposals].map((relation) => otherOf(relation, accountId)),
  );
  const line = (relation: FamilyProposal & Partial<DecidedRelation>): FamilyLine[] => {
    const other = others.get(otherOf(relation, accountId));
    if (!other) return [];
    const { fromId, toId, kind, evidence, state = 'proposed', memberName = null } = relation;
    const isAbove = toId === other.accountId;
    return [
      {
        fromId,
        toId,
        kind,
        evidence,
        state,
        memberName,
        other: { accountId: other.accountId, name: other.name, isAbove },
      },
    ];
  };
  const { tree, changes, departments } = await readDepartments(db, accountId);
  const denied = await deniedSuccessions(db, ids);
  const stateOf = ({ fromKey, toKey }: DepartmentMove): FamilyState => {
    if (changes.some((change) => isSuccession(change, fromKey, toKey))) return 'confirmed';
    return denied.some((one) => one.fromKey === fromKey && one.toKey === toKey) ? 'denied' : 'proposed';
  };
  return {
    tree: await readTree(db, accountId),
    relations: [...decided, ...proposals].flatMap(line),
    sites: await readSites(db, accountId),
    domains: Array.from(await domainUses(db, accountId), ([domain, uses]) => ({
      domain,
      owner: domainOwner(uses),
      uses,
    })),
    departments: tree,
    standing: departments,
    changes: changes.map((change) => viewChange(change, departments)),
    // What was said by hand already needs no proposal.
    moves: departmentMoves(await departmentStays(db, accountId))
      .map((move) => ({ ...move, state: stateOf(move) }))
      .filter(({ fromKey, state }) => state !== 'proposed' || departmentNow(changes, fromKey) === fromKey),
  };
}

async function readTree(db: Db, accountId: number): Promise<FamilyTreeNode | null> {
  const tree = familyTree(accountId, await familyEdges(db, accountId));
  if (familySize(tree) === 1) return null;
  const idsOf = (node: FamilyNode): number[] => [node.accountId, ...node.children.flatMap(idsOf)];
  const members = await familyTreeMembers(db, idsOf(tree));
  const named = ({ accountId: id, kind, children }: FamilyNode): FamilyTreeNode[] => {
    const member = members.get(id);
    return member ? [{ ...member, kind, children: children.flatMap(named) }] : [];
  };
  return named(tree)[0] ?? null;
}

/** A change in the names that departments bear, or bore before they were changed. */
function viewChange(change: StoredDepartmentChange, departments: readonly DepartmentToday[]): DepartmentChangeLine {
  const formers = departments.flatMap((one) => one.formers);
  const nameOf = (key: string) => [...departments, ...formers].find((one) => one.key === key)?.name ?? key;
  const { changeId, kind, from, into, parentKey, on, memberName } = change;
  const under = parentKey == null ? parentKey : nameOf(parentKey);
  return { changeId, kind, from: from.map(nameOf), into: into.map(({ name }) => name), under, on, memberName };
}

type Ends = { readonly fromId: number; readonly toId: number };

function otherOf({ fromId, toId }: Ends, accountId: number): number {
  return fromId === accountId ? toId : fromId;
}

/** A decision about two companies stands against any other proposal about the two. */
function isSamePair(one: Ends, other: Ends): boolean {
  return (
    (one.fromId === other.fromId && one.toId === other.toId) || (one.fromId === other.toId && one.toId === other.fromId)
  );
}
