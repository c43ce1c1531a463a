/** How much (intensity) and how broadly (breadth) a company is engaged; both parts stand beside the score. */
export type EngagementScore = {
  /** 0 to 100. */
  readonly score: number;
  /** Σ of the points of all people. */
  readonly intensity: number;
  /** Effective number of engaged people: as many equally active people would spread the points alike. */
  readonly breadth: number;
};

/** Intensity at which its share is one half, and people needed for full breadth, by size; unknown counts as medium. */
const intensityAtHalf = { small: 30, medium: 60, large: 120 } as const;
const peopleNeeded = { below300: 3, from300: 5, from3000: 7 } as const;

/**
 * Engagement score of a company from the points of each of its people (decayed, after daily caps): `100 · I_n^0.65 · B_n^0.35`
 * with `I_n = I/(I + I50)`, `B_n = min(1, N_eff/B_req)` and `N_eff = (Σp)²/Σp²` (domain.md §8.2). No points are 0; a company
 * nobody measures has no score at all, which is for the caller to say.
 */
export function engagementScore(points: readonly number[], employees: number | null): EngagementScore {
  const intensity = points.reduce((sum, value) => sum + value, 0);
  const squares = points.reduce((sum, value) => sum + value * value, 0);
  if (intensity <= 0 || squares === 0) return { score: 0, intensity: 0, breadth: 0 };
  const breadth = intensity ** 2 / squares;
  const intensityShare = intensity / (intensity + halfAt(employees));
  const breadthShare = Math.min(1, breadth / needed(employees));
  return { score: 100 * intensityShare ** 0.65 * breadthShare ** 0.35, intensity, breadth };
}

function halfAt(employees: number | null): number {
  if (employees === null) return intensityAtHalf.medium;
  if (employees < 100) return intensityAtHalf.small;
  return employees < 3000 ? intensityAtHalf.medium : intensityAtHalf.large;
}

function needed(employees: number | null): number {
  if (employees === null) return peopleNeeded.from300;
  if (employees < 300) return peopleNeeded.below300;
  return employees < 3000 ? peopleNeeded.from300 : peopleNeeded.from3000;
}
