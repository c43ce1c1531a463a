import { type DomainOwner, type DomainUse, domainOwner } from '#core/account/domain-share.ts';
import { type FamilyEvidence, type FamilyKind, type FamilyProposal, proposeFamily } from '#core/account/family.ts';
import {
  type DepartmentMove,
  type DepartmentNode,
  departmentMoves,
  departmentTree,
} from '#core/company/department-tree.ts';
import { parseCompanyName } from '#core/company/name.ts';
import { allIdsOf, type SiteLine, sitesOf } from '#db/account-page.ts';
import {
  type DecidedRelation,
  decidedRelations,
  decidedSuccessions,
  departmentStays,
  departmentsOf,
  domainUses,
  familyMembers,
  familyNeighbours,
} from '#db/family.ts';
import type { Db } from '#db/pool.ts';

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

export type Family = {
  readonly relations: readonly FamilyLine[];
  readonly sites: readonly SiteLine[];
  readonly domains: readonly {
    readonly domain: string;
    readonly owner: DomainOwner;
    readonly uses: readonly (DomainUse & { readonly name: string })[];
  }[];
  readonly departments: readonly DepartmentNode[];
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
  const successions = await decidedSuccessions(db, ids);
  const stateOf = ({ fromKey, toKey }: DepartmentMove): FamilyState =>
    successions.find((one) => one.fromKey === fromKey && one.toKey === toKey)?.state ?? 'proposed';
  return {
    relations: [...decided, ...proposals].flatMap(line),
    sites: await sitesOf(db, accountId),
    domains: Array.from(await domainUses(db, accountId), ([domain, uses]) => ({
      domain,
      owner: domainOwner(uses),
      uses,
    })),
    departments: departmentTree(await departmentsOf(db, accountId)),
    moves: departmentMoves(await departmentStays(db, accountId)).map((move) => ({ ...move, state: stateOf(move) })),
  };
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
