import type { DateOrder } from '../value/date.ts';
import type { MoneyUnit } from '../value/money.ts';
import type { Words } from '#core/words.ts';
import type { Field } from './fields.ts';

/** What one row of a file is about. */
export type Noun = 'company' | 'person' | 'deal' | 'order' | 'activity' | 'lead' | 'member' | 'product' | 'registry';

/** One kind of export, as data: which headers mean what. A new source is one folder with such a list. */
export type Preset = {
  /** `salesforce-accounts`: the name in `mori import --as`. */
  readonly name: string;
  /** The system the rows come from; its own keys link its rows. */
  readonly source: string;
  readonly noun: Noun;
  readonly title: Words;
  /** Headers that mean a field, compared without case, spaces and marks; the first one found wins. */
  readonly headers: Partial<Record<Field, readonly string[]>>;
  /** Headers that only this export has. One of them makes the preset certain. */
  readonly signature: readonly string[];
  /** Without one of these fields a row says nothing. */
  readonly needsOneOf: readonly Field[];
  /** The field that names the row in its own system; without it a row is known by its content. */
  readonly rowKey?: Field;
  /** Files without a header row: the field of each column, in order. */
  readonly positions?: readonly (Field | undefined)[];
  /** Rank of its values among other sources, 0–100, higher wins (domain.md §12.5). */
  readonly trust: number;
  readonly moneyUnit?: MoneyUnit;
  /** A row is a card that was exchanged: its date is a contact. */
  readonly isCard?: boolean;
  /** Everybody in the file wants no mail; the file says nothing about companies. */
  readonly isOptOutList?: boolean;
  /**
   * Rows come one at a time, from a form, a card or an API: a row may be corrected the same day, and where it tells too little
   * it is given to no company (identity.md §2.15).
   */
  readonly isForm?: boolean;
};

/** What each cell of one file means: columns by header text, words to ours, owners to members. Saved by name. */
export type Mapping = {
  readonly columns: Readonly<Partial<Record<Field, string>>>;
  readonly values: Readonly<Partial<Record<Field, Readonly<Record<string, string>>>>>;
  readonly owners: Readonly<Record<string, string>>;
  /** Yen that one stands for, in columns that do not say it themselves. */
  readonly moneyUnit?: MoneyUnit;
  /** What columns say themselves: 年間売上(千円). */
  readonly moneyUnits?: Readonly<Partial<Record<Field, MoneyUnit>>>;
  /** How 03/04/2026 is meant; without it such a cell is flagged. */
  readonly dateOrder?: DateOrder;
};
