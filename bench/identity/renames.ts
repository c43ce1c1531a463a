import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { parseCompanyName } from '#core/company/name.ts';
import { parseAddress } from '#core/contact/address.ts';
import { accountModel } from '#core/match/account-model.ts';
import { accountRecord } from '#core/match/account-record.ts';
import { matchBatch } from '#core/match/match-batch.ts';
import { accountFrequencies } from '#core/match/resolve-list.ts';
import type { CompanySeen } from '#core/observation/observation.ts';
import { corporationOf } from '#core/register/corporation-of.ts';
import type { NameCarrier } from '#core/register/name-carrier.ts';

export type RenameQuality = {
  readonly renames: number;
  /** Share of renames whose old and new name became one company. */
  readonly linked: number;
  /** Share that a person is asked about. */
  readonly asked: number;
  /** Found companies with rows of two corporations. */
  readonly overMerged: number;
};
type Row = Readonly<Record<string, string>>;

const read = (path: string): Row[] =>
  parse(gunzipSync(readFileSync(path)), { columns: true, relax_column_count: true });

/**
 * Real renames of the register: a list holds a company under its old name, another list under its new one. Measured among all
 * corporations of the file, with and without the register, with the address on both rows or on neither.
 */
export class RenameBench {
  readonly #companies: readonly Row[];
  readonly #renames: readonly Row[];
  readonly #carriers = new Map<string, NameCarrier[]>();

  constructor(files: { readonly companies: string; readonly renames: string }) {
    this.#companies = read(files.companies);
    const byNumber = new Map(this.#companies.map((row) => [row.corporate_number!, row]));
    this.#renames = read(files.renames).filter(
      ({ corporate_number, old_name, new_name }) => byNumber.has(corporate_number!) && old_name !== new_name,
    );
    const former = new Set(this.#renames.map(({ corporate_number, old_name }) => `${corporate_number}|${old_name}`));
    const names = new Set([...former, ...this.#renames.map((row) => `${row.corporate_number}|${row.new_name}`)]);
    const renamed = new Set(this.#renames.map(({ corporate_number }) => corporate_number!));
    for (const row of this.#companies)
      if (!renamed.has(row.corporate_number!)) names.add(`${row.corporate_number}|${row.name}`);
    for (const name of names) {
      const [number, written] = name.split('|') as [string, string];
      this.#carry(byNumber.get(number)!, written, former.has(name));
    }
  }

  measure(given: { readonly withRegister: boolean; readonly withAddress: boolean }): RenameQuality {
    const byNumber = new Map(this.#companies.map((row) => [row.corporate_number!, row]));
    const renamed = this.#renames.flatMap(({ corporate_number, old_name, new_name }) =>
      [old_name!, new_name!].map((name) => ({ number: corporate_number!, name })),
    );
    const known = new Set(this.#renames.map(({ corporate_number }) => corporate_number));
    const others = this.#companies.flatMap(({ corporate_number, name }) =>
      known.has(corporate_number) ? [] : [{ number: corporate_number!, name: name! }],
    );
    const rows = [...renamed, ...others];
    const records = rows.map(({ number, name }) => this.#record(name, byNumber.get(number)!, given));
    const { clusterOf, open } = matchBatch(accountModel, records, accountFrequencies(records), {
      recordCount: this.#companies.length,
    });
    const asked = new Set(open.map(({ one, other }) => pairKey(one, other)));
    let [linked, questions] = [0, 0];
    for (let old = 0; old < renamed.length; old += 2)
      if (clusterOf[old] === clusterOf[old + 1]) linked++;
      else if (asked.has(pairKey(old, old + 1))) questions++;
    const numbers = new Map<number, Set<string>>();
    for (const [place, { number }] of rows.entries())
      numbers.set(clusterOf[place]!, (numbers.get(clusterOf[place]!) ?? new Set()).add(number));
    return {
      renames: this.#renames.length,
      linked: linked / this.#renames.length,
      asked: questions / this.#renames.length,
      overMerged: [...numbers.values()].filter(({ size }) => size > 1).length,
    };
  }

  #carry(row: Row, name: string, isFormer: boolean): void {
    const key = parseCompanyName(name).loose;
    const carriers = this.#carriers.get(key) ?? [];
    if (carriers.length === 0) this.#carriers.set(key, carriers);
    carriers.push({
      corporateNumber: row.corporate_number!,
      writtenName: name,
      isFormer,
      prefecture: row.prefecture!,
      city: row.city!,
      street: row.street!,
      postalCode: row.postal_code!,
    });
  }

  #record(name: string, row: Row, { withRegister, withAddress }: { withRegister: boolean; withAddress: boolean }) {
    const seen: CompanySeen = {
      name: parseCompanyName(name),
      ownKey: undefined,
      corporateNumber: undefined,
      domains: [],
      phones: [],
      address: withAddress ? parseAddress([row.prefecture!, row.city!, row.street!], row.postal_code) : undefined,
      attributes: {},
    };
    const number = withRegister ? corporationOf(seen, this.#carriers.get(seen.name!.loose) ?? [], true) : undefined;
    return accountRecord(seen, number === undefined ? {} : { aliasesOf: () => [number] });
  }
}

function pairKey(one: number, other: number): string {
  return one < other ? `${one}/${other}` : `${other}/${one}`;
}
