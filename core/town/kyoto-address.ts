import { type Address, foldNumerals, parseAddress, townKey, withoutPrefecture } from '#core/contact/address.ts';
import type { Town } from './town.ts';

/** An address of Kyoto by its streets: the ward, what may be a town's name, and the number with what follows. */
type Streets = {
  readonly city: string;
  /** The likeliest first: what stands last before the number, the longest first; then what stands first. */
  readonly names: readonly string[];
  readonly behind: string;
};

const nameMin = 2;
const nameMax = 12;
const streetsMax = 60;

/** 京都市中京区烏丸通御池青空町1: the names that its town may have. Undefined for addresses without streets of Kyoto. */
export function kyotoNames({ raw }: Address): Streets | undefined {
  if (!raw.includes('京都市') || !/[通筋]|[東西]入|[上下][るル]/.test(raw)) return undefined;
  const found = /^(京都市.{1,3}区)(.*)$/s.exec(foldNumerals(withoutPrefecture(raw).text));
  if (!found || found[2]!.length > streetsMax) return undefined;
  const rest = found[2]!;
  const number = /\d+(?![\d]|丁目)/.exec(rest)?.index ?? rest.length;
  const pieces = rest
    .slice(0, number)
    .split(/\d+丁目|[\s()、,・]|上[るル]|下[るル]|[東西]入[るル]?/)
    .map((piece) => townKey(piece).key)
    .filter((piece) => piece.length >= nameMin);
  const lengths = (piece: string) =>
    Array.from(
      { length: Math.min(nameMax, piece.length) - nameMin + 1 },
      (_, less) => Math.min(nameMax, piece.length) - less,
    );
  const names = [
    ...pieces.toReversed().flatMap((piece) => lengths(piece).map((length) => piece.slice(-length))),
    ...pieces.flatMap((piece) => lengths(piece).map((length) => piece.slice(0, length))),
  ];
  return { city: found[1]!, names: [...new Set(names)], behind: rest.slice(number) };
}

/** The address with the town that the table knows among its streets; undefined where the table knows none. */
export function readKyoto(
  address: Address,
  towns: readonly Town[],
): { readonly address: Address; readonly town: Town } | undefined {
  const streets = kyotoNames(address);
  if (!streets) return undefined;
  const known = new Map(towns.flatMap((town) => (town.city === streets.city ? [[town.name, town] as const] : [])));
  const name = streets.names.find((written) => known.has(written));
  if (name === undefined) return undefined;
  const town = known.get(name)!;
  const plain = parseAddress([town.prefecture, town.city, name, streets.behind]);
  return plain && { town, address: { ...plain, raw: address.raw, postalCode: address.postalCode } };
}
