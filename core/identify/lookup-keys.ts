import type { CompanySeen, PersonSeen } from '#core/observation/observation.ts';
import { accountModel } from '#core/match/account-model.ts';
import type { AccountRecord } from '#core/match/account-record.ts';
import { personModel } from '#core/match/person-model.ts';
import type { PersonRecord } from '#core/match/person-record.ts';

/** What a row can find its entity by, as texts that are hashed where they are stored. */
export type LookupKeys = {
  /** Everything the row says: a row that says the same goes where the first one went. */
  readonly signature: string | undefined;
  /** The source's own key for the entity. */
  readonly own: string | undefined;
  /** The source's own key for a deal with the entity. */
  readonly deal: string | undefined;
  /** The name within its source: among its records of companies where the row is one, else among what its other rows name. */
  readonly ownName: string | undefined;
  /** The name among the source's records of companies, for a row that is none: looked up, never stored. */
  readonly recordName: string | undefined;
  /** Blocking keys of the model, each from wide to narrow (identity.md §2.3). */
  readonly ladders: readonly (readonly string[])[];
};

const accountType = 1;
const personType = 20;

/** What kind of entity a key finds, as it is stored. */
export const keyTypeOf = { account: accountType, person: personType } as const;

/** Which kind of entity the text of a key finds. */
export const isAccountText = (text: string): boolean => text.startsWith('a');

/** Key of the model under which accounts are stored: who carries a domain, phone or name is counted by it. */
export const storedAccountKey = (key: string): string => `a${key}`;

/** Key by which the accounts of a name, in loose kana, are found. */
export const nameKey = (loose: string): string => storedAccountKey(`5|${loose}`);

/** Key by which the accounts of a phone number are found. */
export const phoneKey = (phone: string): string => storedAccountKey(`3|${phone}`);

/** False where a row gives a company's name and nothing else to know it by. */
export function saysMoreThanName({ domains, phones, addresses, corporateNumbers }: AccountRecord): boolean {
  return domains.length + phones.length + addresses.length + corporateNumbers.length > 0;
}

/** What a row can find its company by; `source` keeps keys of different systems apart. */
export function accountLookup(record: AccountRecord, seen: CompanySeen, source: string): LookupKeys {
  const name = seen.name?.safe;
  return {
    // The same name alone may be another company, so its words alone find nothing.
    signature: saysMoreThanName(record) ? `a=${accountModel.signature(record)}` : undefined,
    own: seen.ownKey ? `a#${source}|${seen.ownKey}` : undefined,
    deal: seen.dealKey ? `a$${source}|${seen.dealKey}` : undefined,
    ownName: name ? `a${seen.ownKey ? '@' : '~'}${source}|${name}` : undefined,
    recordName: name && !seen.ownKey ? `a@${source}|${name}` : undefined,
    ladders: accountLadders(record).map((ladder) => ladder.map(storedAccountKey)),
  };
}

/** Keys of the model by which companies of a stored base meet. */
export function accountLadders(record: AccountRecord): readonly (readonly string[])[] {
  return accountModel.keys(record).filter(([widest]) => !isSparedKey(widest!, record));
}

/** Keys that a stored base can do without: what they find, another key of the same record finds as well. */
function isSparedKey(key: string, { addresses }: AccountRecord): boolean {
  const isByPostalCode = /^10\|\d{7}\|/.test(key);
  return key.startsWith('8c|') || (isByPostalCode && addresses.some(({ town }) => town !== ''));
}

/**
 * Keys that only people without a known company need: parts of a mail address, and the bare name. Namesakes in two companies
 * are two people unless a mobile number, a mail address or a phone says otherwise; asking about each would bury the rest.
 */
const isForTheUnplaced = /^(?:[lf]\||n\|[^|]*$)/;

/** What a row can find its person by, once the company of the row is known or known to be unknown. */
export function personLookup(record: PersonRecord, seen: PersonSeen, source: string): LookupKeys {
  const [first] = seen.emails;
  const isPlaced = record.accounts.length > 0;
  const ladders = personLadders(record).map((ladder) => ladder.map((key) => `p${key}`));
  // An address finds the same words again; without one they need a key of their own.
  const needsSignature = record.names.length > 0 && record.emails.length === 0 && isPlaced;
  return {
    signature: needsSignature ? `p=${personModel.signature(record)}` : undefined,
    own: seen.ownKey ? `p#${source}|${seen.ownKey}` : undefined,
    deal: undefined,
    ownName: undefined,
    recordName: undefined,
    // A desk's address (info@) finds its entry only when no person is named.
    ladders: !seen.name && first ? [...ladders, [`p!${first.address}`]] : ladders,
  };
}

/** Keys of the model by which people of a stored base meet. */
export function personLadders(record: PersonRecord): readonly (readonly string[])[] {
  const isPlaced = record.accounts.length > 0;
  return personModel.keys(record).filter(([widest]) => !isPlaced || !isForTheUnplaced.test(widest!));
}

/** Every text that is asked for at once: signature, own keys and the widest key of each ladder. */
export function firstKeys(keys: LookupKeys): string[] {
  const { ladders, recordName } = keys;
  const widest = ladders.map((ladder) => ladder[0]!);
  return [...widest, ...singleKeys(keys), ...(recordName === undefined ? [] : [recordName])];
}

/** The keys that an entity is found by and that are no ladders. */
export function singleKeys({ signature, own, deal, ownName }: LookupKeys): string[] {
  return [signature, own, deal, ownName].filter((key) => key !== undefined);
}
