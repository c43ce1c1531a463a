import type { Address } from '#core/contact/address.ts';
import { kyotoNames, readKyoto } from './kyoto-address.ts';
import { readRomaji, romajiNames } from './romaji-address.ts';
import type { Town } from './town.ts';

/** What to ask the table for: towns of which both name and city are spelt by one of `romaji`, and towns of a ward of Kyoto. */
export type TownQuestion = {
  readonly romaji: readonly string[];
  readonly kyoto: { readonly city: string; readonly names: readonly string[] } | undefined;
};

/** What of an address only the table can tell; undefined for almost all, which pay nothing more. */
export function askedOf(address: Address): TownQuestion | undefined {
  const romaji = romajiNames(address);
  const kyoto = kyotoNames(address);
  return romaji.length > 0 || kyoto ? { romaji, kyoto } : undefined;
}

/**
 * The address with prefecture, town and numbers as the table tells them, and the town that told it: that town alone tells the same again
 * (identity.md §3.11). Undefined where the table tells nothing new.
 */
export function placeByTowns(
  address: Address,
  towns: readonly Town[],
): { readonly address: Address; readonly town: Town } | undefined {
  const placed = readRomaji(address, towns) ?? readKyoto(address, towns);
  const isNew =
    placed &&
    (placed.address.town !== address.town ||
      placed.address.numbers !== address.numbers ||
      placed.address.prefecture !== address.prefecture);
  return isNew ? placed : undefined;
}
