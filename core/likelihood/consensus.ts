/** Roles of a buying group with their weight in a decision (domain.md §7.1); who only opens the door has none. */
export const roleWeights = {
  decision_maker: 0.3,
  champion: 0.25,
  ratifier: 0.15,
  influencer: 0.15,
  user: 0.15,
  gatekeeper: 0,
} as const;
export type BuyingRole = keyof typeof roleWeights;

export const stances = { oppose: -1, neutral: 0, favour: 0.5, agree: 1 } as const;
export type Stance = keyof typeof stances;

/** One member as last heard; a stance nobody confirmed for 90 days is the caller's to make neutral. */
export type Member = { readonly role: BuyingRole; readonly stance: Stance; readonly isStrong: boolean };

export type ConsensusCap = 'no_decision_maker' | 'strong_opponent' | 'no_champion';

export type Consensus = {
  /** 0 to 1, after caps. */
  readonly value: number;
  /** Before caps. */
  readonly raw: number;
  /** Caps that hold, whether or not they lower the value. */
  readonly caps: readonly ConsensusCap[];
  readonly label: 'agreed' | 'mostly' | 'partly' | 'unformed';
};

const capValues: Readonly<Record<ConsensusCap, number>> = {
  no_decision_maker: 0.5,
  strong_opponent: 0.4,
  no_champion: 0.6,
};

/**
 * How far a buying group agrees (domain.md §7.3): `Σ w·max(0, mean stance of the role) / Σ w`, a role without members is 0.
 * Capped while the decision maker is unknown, somebody strong opposes, or nobody champions it.
 */
export function consensusOf(members: readonly Member[]): Consensus {
  const roles = Object.keys(roleWeights) as BuyingRole[];
  const raw = roles.reduce((sum, role) => sum + roleWeights[role] * Math.max(0, meanStance(members, role)), 0);
  const all = roles.reduce((sum, role) => sum + roleWeights[role], 0);
  const has = (role: BuyingRole) => members.some((member) => member.role === role);
  const caps: ConsensusCap[] = [];
  if (!has('decision_maker')) caps.push('no_decision_maker');
  if (members.some(({ stance, isStrong }) => isStrong && stance === 'oppose')) caps.push('strong_opponent');
  if (!has('champion')) caps.push('no_champion');
  const value = Math.min(raw / all, ...caps.map((cap) => capValues[cap]));
  return { value, raw: raw / all, caps, label: labelOf(value) };
}

function meanStance(members: readonly Member[], role: BuyingRole): number {
  const own = members.filter((member) => member.role === role);
  return own.length === 0 ? 0 : own.reduce((sum, { stance }) => sum + stances[stance], 0) / own.length;
}

function labelOf(value: number): Consensus['label'] {
  if (value >= 0.8) return 'agreed';
  if (value >= 0.5) return 'mostly';
  return value >= 0.2 ? 'partly' : 'unformed';
}
