import type { CompanySeen, Observation } from './observation.ts';

/** Roles in which a row speaks of a company, with where the Observation holds it. */
const partyOf = { bill_to: 'billTo', ship_to: 'shipTo', end_user: 'endUser', agency: 'agency' } as const;
export type CompanyRole = 'main' | keyof typeof partyOf;

/** What the register tells of a company that a row speaks of. */
export type Registered = Pick<CompanySeen, 'registeredAs' | 'carriers'>;

type CompaniesSeen = Pick<Observation, 'company' | 'parties'>;

/** Every company a row speaks of, by its role. */
export function companiesByRole({ company, parties }: CompaniesSeen): [CompanyRole, CompanySeen][] {
  const found: [CompanyRole, CompanySeen][] = company ? [['main', company]] : [];
  for (const [role, party] of Object.entries(partyOf) as [
    keyof typeof partyOf,
    (typeof partyOf)[keyof typeof partyOf],
  ][]) {
    const seen = parties?.[party];
    if (seen) found.push([role, seen]);
  }
  return found;
}

/** The Observation with what a register or table tells of each of its companies; the same object where it tells nothing. */
export function markCompanies<Row extends CompaniesSeen>(
  observation: Row,
  told: ReadonlyMap<CompanyRole, Partial<CompanySeen>>,
): Row {
  if (told.size === 0) return observation;
  const marked = (role: CompanyRole, seen: CompanySeen | undefined) => seen && { ...seen, ...told.get(role) };
  const company = marked('main', observation.company);
  const parties = { ...observation.parties };
  for (const [role, seen] of companiesByRole(observation))
    if (role !== 'main') parties[partyOf[role]] = marked(role, seen)!;
  return {
    ...observation,
    ...(company ? { company } : {}),
    ...(observation.parties ? { parties } : {}),
  };
}
