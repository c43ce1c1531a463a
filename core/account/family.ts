import { isCorporateDomain } from '#core/contact/email.ts';
import { compareDomains } from '#core/match/compare-contact.ts';
import { parseCompanyName } from '#core/company/name.ts';
import { relationOf } from '#core/company/protected.ts';

/** How `from` belongs to `to`: `to` is its parent, its group, the company it is a site, department or brand of, or took it over. */
export type FamilyKind = 'parent' | 'site' | 'department' | 'group' | 'brand' | 'successor';

/** Why two companies seem to belong together. `detail` is the value that says so. */
export type FamilyEvidence = {
  readonly code: 'parent_name' | 'register' | 'review' | 'name' | 'domain' | 'address' | 'person';
  readonly detail: string;
};

export type FamilyMember = {
  readonly accountId: number;
  readonly name: string;
  readonly corporateNumber: string | null;
  readonly address: string | null;
  readonly parentName: string | null;
  readonly domains: readonly string[];
  /** 法人番号 that took this one over, as the register tells. */
  readonly successorNumber: string | null;
};

export type FamilyProposal = {
  readonly fromId: number;
  readonly toId: number;
  readonly kind: FamilyKind;
  readonly evidence: readonly FamilyEvidence[];
};

/**
 * How one company belongs together with others that share something with it (identity.md §2.15): what a file or the register
 * says stands alone; a likeness of names (青空ホールディングス and 青空) needs a domain or an address beside it, and a shared
 * domain alone means a group. Proposals only: a person confirms or denies each.
 */
export function proposeFamily(one: FamilyMember, others: readonly FamilyMember[]): FamilyProposal[] {
  return others.flatMap((other) => (other.accountId === one.accountId ? [] : (propose(one, other) ?? [])));
}

function propose(one: FamilyMember, other: FamilyMember): FamilyProposal | undefined {
  return (
    succession(one, other) ?? succession(other, one) ?? told(one, other) ?? told(other, one) ?? likeness(one, other)
  );
}

function succession(from: FamilyMember, to: FamilyMember): FamilyProposal | undefined {
  if (from.successorNumber === null || from.successorNumber !== to.corporateNumber) return undefined;
  return relation(from, to, 'successor', [{ code: 'register', detail: from.successorNumber }]);
}

/** A file's 親会社 column names the other. */
function told(from: FamilyMember, to: FamilyMember): FamilyProposal | undefined {
  if (!from.parentName || parseCompanyName(from.parentName).safe !== parseCompanyName(to.name).safe) return undefined;
  return relation(from, to, 'parent', [{ code: 'parent_name', detail: from.parentName }, ...besides(from, to)]);
}

/** The longer name holds the shorter and a word that makes another company of it. */
function likeness(one: FamilyMember, other: FamilyMember): FamilyProposal | undefined {
  const beside = besides(one, other);
  if (beside.length === 0) return undefined;
  const [left, right] = [parseCompanyName(one.name), parseCompanyName(other.name)];
  const [long, short] = left.safe.length >= right.safe.length ? [one, other] : [other, one];
  const evidence = [{ code: 'name', detail: `${short.name} / ${long.name}` } as const, ...beside];
  switch (relationOf(left, right)) {
    case 'parent':
      return relation(short, long, 'parent', evidence);
    case 'group':
      return relation(short, long, 'group', evidence);
    case 'subsidiary':
      return relation(long, short, 'parent', evidence);
    case 'unit':
      return relation(long, short, 'site', evidence);
    default: {
      const domains = beside.filter(({ code }) => code === 'domain');
      return domains.length === 0 ? undefined : relation(one, other, 'group', domains);
    }
  }
}

function relation(
  from: FamilyMember,
  to: FamilyMember,
  kind: FamilyKind,
  evidence: readonly FamilyEvidence[],
): FamilyProposal {
  // A group has no direction between equals; the older company stands for it, so that one pair is one proposal.
  const isTurned = kind === 'group' && evidence.every(({ code }) => code === 'domain') && from.accountId < to.accountId;
  const [left, right] = isTurned ? [to, from] : [from, to];
  return { fromId: left.accountId, toId: right.accountId, kind, evidence };
}

/** What two companies share beside their names. */
function besides(one: FamilyMember, other: FamilyMember): FamilyEvidence[] {
  const evidence: FamilyEvidence[] = [];
  const domain = one.domains.find(
    (known) =>
      isCorporateDomain(known) &&
      other.domains.some((beside) => ['equal', 'group'].includes(compareDomains(known, beside))),
  );
  if (domain) evidence.push({ code: 'domain', detail: domain });
  if (one.address && one.address === other.address) evidence.push({ code: 'address', detail: one.address });
  return evidence;
}
