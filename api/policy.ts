/** Who may do what. The one table; every route names one of these policies and the server refuses to start without. */
export const roles = [
  'admin',
  'ops',
  'marketing_manager',
  'inside_sales',
  'account_executive',
  'sales_manager',
  'executive',
  'agency',
] as const;
export type Role = (typeof roles)[number];

const everybody = roles;
const staff = roles.filter((role) => role !== 'agency');
const workers = staff.filter((role) => role !== 'executive');
const data = ['admin', 'ops', 'marketing_manager'] as const satisfies readonly Role[];

export const policies = {
  /** Reading accounts, people and what hangs on them; an agency sees its own accounts only (visibleTo). */
  'accounts.read': everybody,
  'accounts.edit': workers,
  /** Cannot be taken back: carried out for somebody who asked to be erased. */
  'people.erase': ['admin', 'ops'],
  'reviews.read': staff,
  'reviews.decide': workers,
  /** Today's model over everything that was ever taken in. */
  'matching.redecide': ['admin', 'ops'],
  'imports.read': workers,
  'imports.run': data,
  /** Asking where one lead or card belongs, and taking it in; tokens of forms and card readers are of a member with this right. */
  'leads.take': workers,
  /** Cleaning a list of one's own; nothing of it is stored. */
  'lists.clean': workers,
  'targets.read': staff,
  'targets.edit': workers,
  'targets.approve': ['admin', 'marketing_manager', 'sales_manager', 'account_executive'],
  /** Leads between marketing and sales; an agency sees what was given to it, receivers answer what is theirs. */
  'handovers.read': everybody,
  'handovers.hand_over': ['admin', 'ops', 'marketing_manager', 'inside_sales'],
  'handovers.answer': ['admin', 'inside_sales', 'account_executive', 'sales_manager', 'agency'],
  /** Who keeps how many leads waiting: of persons, so the manager's alone. */
  'handovers.by_receiver': ['admin', 'sales_manager'],
  /** What marketing answers to whoever rated a hand-over. */
  'feedback.answer': ['admin', 'ops', 'marketing_manager'],
  /** Own absences; managers and ops those of others. */
  'absences.read': staff,
  'absences.own': staff,
  'absences.others': ['admin', 'ops', 'sales_manager'],
  /** Who receives what, and 担当替え: rules both sides live by. */
  'routing.edit': ['admin', 'ops', 'marketing_manager', 'sales_manager'],
  'reassignments.read': staff,
  'reassignments.edit': ['admin', 'ops', 'sales_manager'],
  /** Deals, and which of them stand still. */
  'deals.read': staff,
  /** Saying beside the file of a deal that it is postponed, given up or goes on again. */
  'deals.edit': ['admin', 'inside_sales', 'account_executive', 'sales_manager'],
  'waterfall.read': staff,
  'meetings.read': staff,
  'meetings.edit': workers,
  'kpis.read': staff,
  /** The numbers of the own first screen and their rows; an agency's are those of the leads it was given. */
  'tiles.read': everybody,
  'reports.read': staff,
  /** 所見 and お願い事項. */
  'reports.write': ['admin', 'marketing_manager', 'sales_manager'],
  'months.close': ['admin', 'ops'],
  'plans.edit': ['admin', 'ops', 'marketing_manager', 'sales_manager'],
  /** Each for the own side; an administrator only enters what a meeting agreed. */
  'plans.approve': ['admin', 'marketing_manager', 'sales_manager'],
  'settings.read': staff,
  'settings.edit': ['admin', 'ops', 'marketing_manager'],
  'members.read': staff,
  'members.manage': ['admin'],
  'audit.read': ['admin', 'ops'],
  /** A right of its own: by role, or granted to one member. */
  export: ['admin', 'ops', 'marketing_manager', 'sales_manager'],
  'gross_profit.read': ['admin', 'marketing_manager', 'sales_manager', 'executive'],
  'world.switch': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

/** `public` needs no session; `signed_in` any member. */
export type Policy = keyof typeof policies | 'public' | 'signed_in';

export type Actor = {
  readonly memberId: number;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly department: string | null;
  readonly agencyAccountId: number | null;
  readonly mayExport: boolean | null;
  readonly maySeeGrossProfit: boolean | null;
};

/** Deny by default; a granted right widens the role, a withdrawn one narrows it, an agency never sees gross profit. */
export function isAllowed(actor: Actor | undefined, policy: Policy): boolean {
  if (policy === 'public') return true;
  if (!actor) return false;
  if (policy === 'signed_in') return true;
  const byRole = (policies[policy] as readonly Role[]).includes(actor.role);
  if (policy === 'export' && actor.role !== 'agency') return actor.mayExport ?? byRole;
  if (policy === 'gross_profit.read' && actor.role !== 'agency') return actor.maySeeGrossProfit ?? byRole;
  return byRole;
}

/** Which side of the agreement a member speaks for. */
export function sideOf(role: Role): 'marketing' | 'sales' | undefined {
  if (role === 'marketing_manager') return 'marketing';
  if (role === 'sales_manager' || role === 'account_executive') return 'sales';
  return undefined;
}
