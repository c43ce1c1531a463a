/** What joins us with one company in the last 180 days, as counts. */
export type RelationFacts = {
  /** Departments with a contract, an open deal, a meeting or a two-way contact. */
  readonly departments: number;
  /** Products owned or in an open deal. */
  readonly products: number;
  /** Our own people with such a relation. */
  readonly ourPeople: number;
  /** Their people we know well. */
  readonly strongContacts: number;
};

/** 無・点・線・面 */
export type RelationShape = 'none' | 'point' | 'line' | 'surface';

/** The shape of a relation (domain.md §6.4, S2 L184-187): exactly one for any counts. */
export function relationShape({ departments, products, ourPeople, strongContacts }: RelationFacts): RelationShape {
  if (departments === 0) return 'none';
  if (departments >= 2) return products >= 2 && ourPeople >= 2 ? 'surface' : 'line';
  return products >= 2 || ourPeople >= 2 || strongContacts >= 3 ? 'line' : 'point';
}

/**
 * Surface index 0–100 (domain.md §6.4): `100·(filled/eligible)^0.5 · min(1, R/need)^0.25 · min(1, D/need)^0.25`. A cell is one
 * product in one department; `need` is 3, for strategic accounts 5. Null where no cell is eligible.
 */
export function surfaceIndex(
  cells: { readonly filled: number; readonly eligible: number },
  { departments, ourPeople }: Pick<RelationFacts, 'departments' | 'ourPeople'>,
  isStrategic: boolean,
): number | null {
  if (cells.eligible === 0) return null;
  const need = isStrategic ? 5 : 3;
  const breadth = Math.min(1, ourPeople / need) ** 0.25 * Math.min(1, departments / need) ** 0.25;
  return 100 * Math.sqrt(cells.filled / cells.eligible) * breadth;
}
