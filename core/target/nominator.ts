/**
 * Whose name somebody wrote for one of our own people: `高瀬亮介`, `高瀬 亮介さん` and, where only one of them has it, `高瀬`.
 * Undefined where nobody or more than one could be meant.
 */
export function ownPersonOf(written: string, ownPeople: readonly string[]): string | undefined {
  const meant = ownPeopleOf(written, ownPeople);
  return meant.length === 1 ? meant[0] : undefined;
}

/** Everybody of our own people who could be meant: those of that whole name, else those of that family name. */
export function ownPeopleOf(written: string, ownPeople: readonly string[]): string[] {
  const wanted = joined(written.normalize('NFKC').replace(/\s*(?:さん|様|氏)$/, ''));
  if (wanted === '') return [];
  const whole = ownPeople.filter((name) => joined(name) === wanted);
  const meant = whole.length > 0 ? whole : ownPeople.filter((name) => familyNameOf(name) === wanted);
  return [...new Set(meant)];
}

const joined = (name: string) => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
/** Of a name whose parts stand apart; English names end in it and are not guessed at. */
const familyNameOf = (name: string) => /^(\p{Script=Han}+|[ぁ-ヿ]+)\s/u.exec(name.normalize('NFKC'))?.[1];
