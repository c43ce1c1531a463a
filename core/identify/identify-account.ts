import type { CompanyName } from '#core/company/name.ts';
import { hasProtectedConflict } from '#core/company/protected.ts';
import type { CompanySeen } from '#core/observation/observation.ts';
import type { AccountKeyName, LookupKey } from './account-keys.ts';
import { namesakesMax, type AccountProfile, type Directory } from './directory.ts';
import type { Evidence, EvidenceWord, Method, Proposal, ProposalReason } from './evidence.ts';

export type AccountIdentified = {
  readonly id: number;
  readonly isNew: boolean;
  readonly method: Method;
  readonly evidence: Evidence;
  readonly proposals: readonly Proposal[];
};

const methodOf: Readonly<Record<Exclude<AccountKeyName, 'name'>, Method>> = {
  corporateNumber: 'corporate_number',
  ownKey: 'own_key',
  domain: 'domain',
  nameAddress: 'name_address',
  namePhone: 'name_phone',
  ownName: 'own_name',
};
const wordsOf: Readonly<Record<AccountKeyName, readonly EvidenceWord[]>> = {
  corporateNumber: ['corporate_number'],
  ownKey: ['own_key'],
  domain: ['domain'],
  nameAddress: ['name', 'address'],
  namePhone: ['name', 'phone'],
  ownName: ['source_name'],
  name: ['name'],
};
const proposalsMax = 5;

/**
 * Which account a company row belongs to (first version, rules of domain.md §12.4): 法人番号, the source's own key,
 * domain, name with address, name with phone, the source's own name. Two valid 法人番号 never meet; a word that makes
 * another company of a name stops an automatic link; across sources a name alone is only a proposal.
 */
export function identifyAccount(
  seen: CompanySeen,
  keys: readonly LookupKey[],
  directory: Directory,
  newId: () => number,
  pinned?: { readonly id: number; readonly method: Method },
): AccountIdentified {
  const refused: {
    id: number;
    reason: ProposalReason;
    words: readonly EvidenceWord[];
    differs: readonly EvidenceWord[];
  }[] = [];
  const accepted: { id: number; name: AccountKeyName }[] = [];
  for (const { name, text } of keys) {
    if (name === 'name' || (name === 'ownName' && seen.ownKey)) continue;
    for (const id of directory.find(text)) {
      const profile = directory.accounts.get(id);
      if (!profile || isVetoed(seen, profile)) continue;
      const problem =
        name === 'corporateNumber' || name === 'ownKey' ? undefined : contradiction(seen.name, profile.name, name);
      if (problem) refused.push({ id, reason: problem.reason, words: wordsOf[name], differs: [problem.word] });
      else accepted.push({ id, name });
    }
  }
  const best = pinned ? undefined : accepted[0];
  const id = pinned?.id ?? best?.id ?? newId();
  const isNew = !pinned && !best;
  const proposals = new Map<number, Proposal>();
  const propose = (other: number, reason: ProposalReason, evidence: Evidence) => {
    if (other !== id && proposals.size < proposalsMax && !proposals.has(other))
      proposals.set(other, { leftId: id, rightId: other, reason, evidence });
  };
  for (const other of accepted)
    if (other.id !== id) propose(other.id, 'ambiguous', { matched: wordsOf[other.name], differs: [] });
  for (const other of refused) propose(other.id, other.reason, { matched: other.words, differs: other.differs });
  if (isNew) proposeByName(seen, keys.find((key) => key.name === 'name')?.text, directory, propose);
  register(seen, keys, id, directory);
  const matched = [...new Set(accepted.filter((one) => one.id === id).flatMap((one) => wordsOf[one.name]))];
  return {
    id,
    isNew,
    method: pinned?.method ?? (best ? methodOf[best.name as Exclude<AccountKeyName, 'name'>] : 'new'),
    evidence: { matched, differs: differences(seen, directory.accounts.get(id)) },
    proposals: [...proposals.values()],
  };
}

/** A name that only the name shares: somebody decides, unless many companies carry it (then it says nothing). */
function proposeByName(
  seen: CompanySeen,
  key: string | undefined,
  directory: Directory,
  propose: (id: number, reason: ProposalReason, evidence: Evidence) => void,
): void {
  if (key === undefined) return;
  const namesakes = directory.find(key).filter((id) => {
    const profile = directory.accounts.get(id);
    return profile && !isVetoed(seen, profile) && !areUnlikeForms(seen.name, profile.name);
  });
  if (namesakes.length > namesakesMax) return;
  for (const id of namesakes)
    propose(id, 'name_only', { matched: ['name'], differs: differences(seen, directory.accounts.get(id)) });
}

/** Makes the account findable by everything this row knows of it. */
function register(seen: CompanySeen, keys: readonly LookupKey[], id: number, directory: Directory): void {
  for (const { text, type } of keys) directory.add(text, id, type);
  const known = directory.accounts.get(id);
  if (known && (!seen.corporateNumber || known.corporateNumbers.has(seen.corporateNumber))) return;
  const numbers = new Set(known?.corporateNumbers ?? []);
  if (seen.corporateNumber) numbers.add(seen.corporateNumber);
  directory.accounts.set(id, { id, name: known?.name ?? seen.name ?? emptyName, corporateNumbers: numbers });
}

const emptyName: CompanyName = {
  raw: '',
  core: '',
  safe: '',
  loose: '',
  form: undefined,
  site: undefined,
  aliases: [],
  formerNames: [],
};

function isVetoed(seen: CompanySeen, profile: AccountProfile): boolean {
  return (
    seen.corporateNumber !== undefined &&
    profile.corporateNumbers.size > 0 &&
    !profile.corporateNumbers.has(seen.corporateNumber)
  );
}

function contradiction(
  seen: CompanyName | undefined,
  known: CompanyName,
  by: AccountKeyName,
): { reason: ProposalReason; word: EvidenceWord } | undefined {
  if (!seen || known.core === '') return undefined;
  if (by === 'domain' && hasProtectedConflict(seen, known)) return { reason: 'protected_word', word: 'protected_word' };
  if (by === 'ownName' && seen.form && known.form && seen.form.code !== known.form.code)
    return { reason: 'legal_form', word: 'legal_form' };
  return areUnlikeForms(seen, known) ? { reason: 'legal_form', word: 'legal_form' } : undefined;
}

const commercialForms = new Set(['KK', 'YK', 'GK', 'GSK', 'GMK', 'COLTD', 'INC', 'CORP', 'LTD', 'CO', 'LLC']);

/** A company and an association of the same name are never one; 株式会社 and 有限会社 may be (組織変更). */
function areUnlikeForms(one: CompanyName | undefined, other: CompanyName): boolean {
  const [first, second] = [one?.form?.code, other.form?.code];
  if (!first || !second || first === second) return false;
  return !(commercialForms.has(first) && commercialForms.has(second));
}

function differences(seen: CompanySeen, known: AccountProfile | undefined): EvidenceWord[] {
  if (!known || known.name.core === '') return [];
  const words: EvidenceWord[] = [];
  if (seen.name && seen.name.safe !== known.name.safe) words.push('name');
  if (seen.name?.form && known.name.form && seen.name.form.code !== known.name.form.code) words.push('legal_form');
  return words;
}
