import { reachTold } from '#core/account/agreed.ts';
import type { Method } from '#core/identify/evidence.ts';
import type { Identified, Pinned } from '#core/identify/find-home.ts';
import { identifyAccount, weighAccounts, type AccountSighting } from '#core/identify/identify-account.ts';
import { saysMoreThanName } from '#core/identify/lookup-keys.ts';
import { companiesOfDomain, reasonToStayOpen } from '#core/identify/stay-open.ts';
import { mayCallTheSame } from '#core/match/account-judgement.ts';
import type { LinkLine } from '#db/links.ts';
import { learnNames } from './base-scorers.ts';
import { roleOf, type Role, type RoleSighting } from './company-sightings.ts';
import type { IncomingRow, Located, Open, Step } from './ingest-step.ts';

const parties = ['billTo', 'shipTo', 'endUser', 'agency'] as const;

/** The company of the row and, for orders, each of its parties. The value of an order belongs to the 需要家 where known. */
export function locateCompanies(row: IncomingRow, sightings: readonly RoleSighting[], step: Step): Located {
  const open = row.mayStayOpen ? leaveOpen(row, sightings[0]?.sighting, step) : undefined;
  if (open) return { main: undefined, parties: {}, open };
  const found = new Map<Role, Identified>();
  for (const sighting of sightings) {
    const identified = locate(sighting, row, step, partnerInRow(sighting, sightings, found, step));
    found.set(sighting.role, identified);
    if (sighting.role !== 'main') step.links.push(partyLink(row, sighting, identified));
  }
  const main = found.get('main') ?? found.get('end_user') ?? found.get('ship_to') ?? found.get('bill_to');
  const ids: Partial<Record<(typeof parties)[number], number>> = {};
  for (const party of parties) {
    const id = found.get(roleOf[party])?.id;
    if (id !== undefined) ids[party] = id;
  }
  return { main: found.has('main') || !main ? main : { ...main, proposals: [], isDoubtful: false }, parties: ids };
}

/** Why this lead is given to no company; what a person decided about it stays. */
function leaveOpen(row: IncomingRow, sighting: AccountSighting | undefined, step: Step): Open | undefined {
  if (step.earlierLinks.get(`${row.observation.row.key}/main`)?.method === 'decided') return undefined;
  const { held, scorers } = step;
  if (sighting) learnNames(scorers, sighting);
  const reason = reasonToStayOpen(sighting, held.directory, scorers.account, scorers.frequencies.carriers);
  if (!reason) return undefined;
  return {
    reason,
    group: sighting && reason === 'group_domain' ? companiesOfDomain(sighting, held.directory) : [],
    weighed: sighting ? weighAccounts(sighting, held.directory, scorers.account) : [],
  };
}

/**
 * An order names the payer with phone and address as the bank writes it, and the same company once more by its name alone, as
 * 需要家 or 代理店: the company of this row that may be called so.
 */
function partnerInRow(
  { role, sighting }: RoleSighting,
  sightings: readonly RoleSighting[],
  found: ReadonlyMap<Role, Identified>,
  { held: { directory } }: Step,
): Pinned | undefined {
  if (role === 'main' || saysMoreThanName(sighting.record)) return undefined;
  const agency = role === 'end_user' ? sightings.find(({ role: other }) => other === 'agency') : undefined;
  for (const { role: other, sighting: known } of sightings) {
    const id = found.get(other)?.id;
    const profile = id === undefined ? undefined : directory.accounts.get(id);
    // Who buys through a 代理店 does not pay: then the payer is the 代理店, though both may be read so.
    const isAgency =
      agency !== undefined && profile !== undefined && mayCallTheSame(profile.record, agency.sighting.record);
    if (profile && !isAgency && saysMoreThanName(known.record) && mayCallTheSame(profile.record, sighting.record))
      return { id: profile.id, method: 'same_row' };
  }
  return undefined;
}

function partyLink(row: IncomingRow, { role, sighting }: RoleSighting, identified: Identified): LinkLine {
  return {
    rowKey: row.observation.row.key,
    role,
    version: row.version,
    accountId: identified.id,
    personId: undefined,
    accountMethod: identified.method,
    method: identified.method,
    score: identified.score,
    evidence: identified.evidence,
    reach: reachTold(row.observation, sighting.seen),
  };
}

function locate(
  { role, sighting }: RoleSighting,
  row: IncomingRow,
  step: Step,
  partner: Pinned | undefined,
): Identified {
  const { seen } = sighting;
  const { key } = row.observation.row;
  const { directory } = step.held;
  const earlier = step.earlierLinks.get(`${key}/${role}`);
  const isPinned =
    earlier?.accountId !== undefined && (earlier.method === 'decided' || (row.isRecordOfCompany && role === 'main'));
  const peopleBits = role === 'main' ? step.peopleBits.get(key) : undefined;
  const isOfItsOwn = isPinned || partner !== undefined || peopleBits !== undefined;
  const again = isOfItsOwn ? undefined : step.sightings.placeOf(sighting, directory);
  if (again) return again;
  learnNames(step.scorers, sighting);
  const identified = identifyAccount(
    sighting,
    directory,
    step.scorers.account,
    () => step.registry.mint(key, role === 'main' ? 'account' : `account/${role}`),
    isPinned ? { id: earlier.accountId!, method: earlier.method as Method } : partner,
    { explains: step.held.explains, peopleBits, isRecord: row.isRecordOfCompany && role === 'main' },
  );
  if (identified.isNew) step.newAccounts.add(identified.id);
  for (const domain of seen.domains)
    if (directory.learnDomain(domain, identified.id)) step.domains.push({ domain, accountId: identified.id });
  for (const proposal of identified.proposals) step.proposals.push({ kind: 'account', rowKey: key, proposal });
  if (!isOfItsOwn) step.sightings.place(sighting, identified, directory);
  return identified;
}
