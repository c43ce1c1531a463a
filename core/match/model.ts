/**
 * One record-linkage model as data. A model says which keys bring two records together, how each field is compared, what
 * every level of likeness is worth, and where the lines lie. Companies, people and public benchmarks are objects of the same
 * type; batch, one pair and one row against candidates all run through the same Scorer.
 */

/** What two records are to each other. `related`: two entities that belong together (parent, site, group, successor). */
export type Answer = 'same' | 'review' | 'related' | 'different';

/** One degree of likeness of one field. The first level of a comparison is number 1; 0 means that a side is unknown. */
export type Level = {
  readonly code: string;
  /** Share of true links that look like this, 0–1. */
  readonly m?: number;
  /** Share of random pairs that look like this, or `term`: the frequency of the shared value itself (identity.md §2.5). */
  readonly u?: number | 'term';
  /** log₂(m/u) given directly, where only the ratio is known. */
  readonly bits?: number;
  readonly bitsMax?: number;
  /** What this field says by itself. */
  readonly says: Answer;
  /** The strongest answer a pair at this level may get, whatever the bits. */
  readonly cap?: Answer;
  /** What raises the cap; the strongest that holds counts. Without any the cap always holds. */
  readonly lifts?: readonly Lift[];
};

/** Bits from other evidence groups, for and against, from which a capped pair may be answered `to`. */
export type Lift = {
  readonly bits: number;
  /** The only groups that count; all others when missing. */
  readonly by?: readonly string[];
  readonly to: Answer;
};

/** The numbers of a model: JSON, versioned, replaceable by training. */
export type Settings = {
  readonly version: string;
  /** Expected true links per record; the prior is log₂(linksPerRecord / records). */
  readonly linksPerRecord: number;
  /** Odds that a new row speaks of somebody the base knows: then the prior of a row is log₂(knownOdds / entities). */
  readonly knownOdds?: number;
  readonly thresholds: {
    /** Bits from which a link is made without asking: 6.63 is p ≥ .99. */
    readonly auto: number;
    /** Bits from which a person is asked: 0 is p ≥ .50. */
    readonly review: number;
    /** The best entity must beat the second by this. */
    readonly margin: number;
  };
  readonly levels: Readonly<Record<string, readonly Level[]>>;
  /** Share of the term-frequency adjustment that counts, 0–1, and its limits in bits around the level's own weight. */
  readonly term: { readonly weight: number; readonly down: number; readonly up: number };
  readonly blocking: {
    /** A key carried by more records than this finds nobody; its narrower form is tried. */
    readonly carriersMax: number;
    /** Pairs kept per record, best shared keys first. */
    readonly candidatesMax: number;
  };
  readonly guard: {
    /** Weakest edge, in bits, that may join two clusters. */
    readonly edge: number;
    /** Average over sampled cross pairs, clamped to ±12 bits, that a merge needs. */
    readonly average: number;
    /** The same for rows of two entities of a base, which met by all that is known of either; `average` where missing. */
    readonly rows?: number;
    /** Extra bits for an edge that is the only bridge between two clusters of three and more. */
    readonly bridge: number;
    /** A record that fits two clusters which must stay apart belongs to neither unless one wins by this. */
    readonly margin: number;
    /** Distinct records of one cluster; more go to review. */
    readonly sizeMax: number;
  };
};

/** How one field of two records is compared. */
export type Comparison<Item> = {
  readonly name: string;
  /** Fields of one group repeat each other: strongest + ½ second + ¼ third (identity.md §2.5). */
  readonly group: string;
  /** An identifier: its numbers are given, not learnt from rows. */
  readonly isIdentifier?: boolean;
  /** 0 when a side is unknown, else the number of the first level that holds. */
  readonly compare: (one: Item, other: Item) => number;
  /** Frequency of the value the two share at this level, for levels whose `u` is `term` and for trained exact levels. */
  readonly frequency?: (one: Item, other: Item, level: number, frequencies: Frequencies) => number | undefined;
};

/** How often values occur: tables by field. */
export type Frequencies = {
  readonly of: (table: string, term: string) => number;
  /** How many entities of a base carry a domain, phone or address; missing where nobody counted. */
  readonly carriers?: (key: string) => number;
  /** Share of companies that one of our own people looks after, 0–1; missing where nobody counted. */
  readonly shareOfOwner?: (owner: string) => number;
};

export type Model<Item> = {
  readonly name: string;
  readonly settings: Settings;
  /** Key ladders of a record, each from wide to narrow: `['n|青空', 'n|青空|東京都']`. */
  readonly keys: (item: Item) => readonly (readonly string[])[];
  readonly comparisons: readonly Comparison<Item>[];
  /** Records with equal signatures say the same and are collapsed before matching. */
  readonly signature: (item: Item) => string;
  /** Two records that can never be one entity: two valid 法人番号. */
  readonly isVetoed?: (one: Item, other: Item) => boolean;
  /** Two records that no third one may bring into one cluster: 青空 and 青空ホールディングス at one domain. */
  readonly isApart?: (one: Item, other: Item) => boolean;
  /** How two records that are not the same belong together. */
  readonly relation?: (one: Item, other: Item) => string | undefined;
};
