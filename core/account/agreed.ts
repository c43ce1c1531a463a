import type { Observation, CompanySeen } from '#core/observation/observation.ts';
import { beats, rankOf, type Origin } from './survive.ts';

/** A phone number that rows give for a company: the row that speaks loudest for it, and how many rows and sources say the same. */
export type ToldPhone = {
  readonly value: string;
  readonly origin: Origin;
  readonly rows: number;
  readonly sources: number;
  /** More companies carry it than a number tells apart (`carriersMax` of core/match): a rental office, a call centre. */
  readonly isShared: boolean;
  /** One person alone carries it as their own line (直通). */
  readonly isDirect: boolean;
};

/** A domain that rows give for a company, its place in the row that speaks loudest, and how many who work there get mail under it. */
export type ToldDomain = {
  readonly value: string;
  readonly origin: Origin;
  readonly place: number;
  readonly rows: number;
  readonly people: number;
};

/**
 * Which of two numbers is sooner the company's (identity.md §2.11): neither shared nor a person's own line, then the one that more
 * sources agree on, more rows, then trust and date. A number that gives way to every other still stands where no other is told.
 */
export function byAgreement(one: ToldPhone, other: ToldPhone): number {
  return (
    Number(one.isShared || one.isDirect) - Number(other.isShared || other.isDirect) ||
    other.sources - one.sources ||
    other.rows - one.rows ||
    (one.origin.row === other.origin.row ? compare(one.value, other.value) : beats(one.origin, other.origin) ? -1 : 1)
  );
}

/** Which of two domains is sooner the company's: more people who work there get mail under it, then the newer, then the more trusted row. */
export function byPeople(one: ToldDomain, other: ToldDomain): number {
  return (
    other.people - one.people ||
    compare(other.origin.on, one.origin.on) ||
    other.origin.rank - one.origin.rank ||
    compare(other.origin.row, one.origin.row) ||
    one.place - other.place
  );
}

const compare = (one: string, other: string) => (one === other ? 0 : one < other ? -1 : 1);

/** What one row gives to reach a company by, as it is kept with its link so that rows can be counted. */
export type ReachTold = {
  readonly phone: string | undefined;
  /** The line of the row's person; the row may call it the company's as well. */
  readonly directPhone: string | undefined;
  readonly domains: readonly string[];
  readonly rank: number;
  readonly on: string | undefined;
};

/** Undefined where the row gives nothing of the kind. */
export function reachTold(observation: Observation, seen: CompanySeen | undefined): ReachTold | undefined {
  if (!seen) return undefined;
  const { phones, domains, directPhone } = seen;
  if (phones.length === 0 && domains.length === 0 && directPhone === undefined) return undefined;
  return {
    phone: phones[0],
    directPhone,
    domains,
    rank: rankOf(observation),
    on: observation.observedOn,
  };
}
