/** Whatever holds profiles to be looked up. */
export type ProfilesById<Profile> = { get(id: number): Profile | undefined };

/**
 * What is known of entities, by id. One that comes from the store stays the text it is until somebody asks: a key that many
 * carry brings far more of them than are compared.
 */
export class Profiles<Profile> {
  readonly #known = new Map<number, Profile>();
  readonly #stored = new Map<number, string>();
  readonly #read: (id: number, stored: string) => Profile;

  constructor(read: (id: number, stored: string) => Profile) {
    this.#read = read;
  }

  has(id: number): boolean {
    return this.#known.has(id) || this.#stored.has(id);
  }

  get(id: number): Profile | undefined {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const stored = this.#stored.get(id);
    if (stored === undefined) return undefined;
    const profile = this.#read(id, stored);
    this.#stored.delete(id);
    this.#known.set(id, profile);
    return profile;
  }

  set(id: number, profile: Profile): void {
    this.#stored.delete(id);
    this.#known.set(id, profile);
  }

  /** Keeps an entity as it is stored. */
  keep(id: number, stored: string): void {
    this.#stored.set(id, stored);
  }

  /** Takes over what `other` knows of an entity, unless it is known here. */
  adopt(other: Profiles<Profile>, id: number): void {
    if (this.has(id)) return;
    const known = other.#known.get(id);
    const stored = other.#stored.get(id);
    if (known !== undefined) this.#known.set(id, known);
    else if (stored !== undefined) this.#stored.set(id, stored);
  }

  /** Every entity, taken apart. */
  all(): Profile[] {
    for (const id of [...this.#stored.keys()]) this.get(id);
    return [...this.#known.values()];
  }
}
