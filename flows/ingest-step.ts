import type { Identified, Weighed } from '#core/identify/find-home.ts';
import type { Proposal } from '#core/identify/evidence.ts';
import type { OpenReason } from '#core/identify/stay-open.ts';
import type { Observation } from '#core/observation/observation.ts';
import type { LinkedFact } from '#db/facts.ts';
import type { LinkLine, StoredLink } from '#db/links.ts';
import type { Registry } from '#db/registry.ts';
import type { BaseScorers } from './base-scorers.ts';
import type { CompanySightings } from './company-sightings.ts';
import type { InFlight } from './in-flight.ts';

/** What became of one row. */
export type RowOutcome = 'new' | 'matched' | 'review';

/** A row to take in, with the version of it that comes into force. */
export type IncomingRow = {
  readonly observation: Observation;
  readonly version: number;
  readonly isRecordOfCompany: boolean;
  /** A record that follows one person: a later version that names another company tells of a change of employers. */
  readonly isRecordOfPerson: boolean;
  /** A lead or card that came alone: where it tells too little it is given to no company. */
  readonly mayStayOpen: boolean;
};

/** One row's company and person as they were found, or why it has no company. */
export type Found = {
  readonly account: Identified | undefined;
  readonly person: Identified | undefined;
  readonly open: Open | undefined;
};
export type Open = {
  readonly reason: OpenReason;
  /** Companies that carry the row's domain; empty unless the reason is their sharing it. */
  readonly group: readonly number[];
  readonly weighed: readonly Weighed[];
};

export type RowProposal = { kind: 'account' | 'person'; rowKey: string; proposal: Proposal };
/** The company of a row and the parties of its order. */
export type Located = {
  readonly main: Identified | undefined;
  readonly parties: LinkedFact['parties'];
  readonly open?: Open | undefined;
};

/** A batch under way: what its rows are decided with, and what they were decided to be. */
export type Step = {
  readonly held: InFlight;
  readonly scorers: BaseScorers;
  readonly sightings: CompanySightings;
  readonly registry: Registry;
  readonly earlierLinks: ReadonlyMap<string, StoredLink>;
  readonly links: LinkLine[];
  readonly proposals: RowProposal[];
  readonly outcomes: Map<string, RowOutcome>;
  readonly newAccounts: Set<number>;
  readonly newPeople: Set<number>;
  readonly domains: { domain: string; accountId: number }[];
  readonly found: Map<string, Found>;
  /** By row key, then account: what the row's person says for the company. */
  readonly peopleBits: Map<string, ReadonlyMap<number, number>>;
};
