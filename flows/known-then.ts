import { KnownCompany, type CompanySaid, type ToldInput } from '#core/account/known-company.ts';
import type { DeclaredFrom } from '#core/account/declared.ts';
import { pinnedAt, pinSpans, type PinSpan } from '#core/account/pin-history.ts';
import { unknownValue, type KnownValue } from '#core/observation/known-value.ts';
import type { CompanySeen, Observation } from '#core/observation/observation.ts';
import { saidOn, sayingsOf, type Saying, type TakenVersion } from '#core/observation/saying.ts';
import { titleSteps } from '#core/person/known-title.ts';
import { todayJst } from '#core/period/day.ts';
import {
  listBatchesSeen,
  listPinEdits,
  listPins,
  listRowVersions,
  listTitleEdits,
  type BatchSeen,
  type PinnedInput,
  type RowVersion,
} from '#db/history-rows.ts';
import type { Db } from '#db/pool.ts';
import { listDeclarations } from '#db/world-history.ts';
import { findPreset } from '#sources/recognise.ts';
import { readersOf } from './linked-rows.ts';
import { slicesOf } from './slices.ts';

/** A moment with its day in Japan: decisions have the one, files the other. */
export type Moment = { readonly at: Date; readonly day: string };

/** A lead and whom it is about. */
export type Subject = {
  readonly leadId: string | null;
  readonly accountId: number | null;
  readonly personId: number | null;
};

const derivedOf = {
  prefecture: 'prefecture',
  industry: 'industry',
  employees: 'employees',
  class: undefined,
  owner_id: undefined,
  agency_id: undefined,
} as const satisfies Record<PinnedInput, ToldInput | undefined>;

/**
 * What was known of companies, people and leads at any moment (decision 0024): what their rows had told by its day, and what people
 * of ours had decided by then. Which rows speak of the same company is today's answer.
 */
export class KnownThen {
  readonly #declared: readonly DeclaredFrom[];
  readonly #companies = new Map<number, KnownCompany>();
  readonly #titles = new Map<number, (readonly Saying<Observation>[])[]>();
  readonly #titleSteps = new Map<number, ReturnType<typeof titleSteps>>();
  readonly #leads = new Map<string, readonly Saying<Observation>[]>();
  readonly #pins = new Map<string, readonly PinSpan[]>();
  readonly #decidedTitles = new Map<number, readonly PinSpan[]>();

  private constructor(declared: readonly DeclaredFrom[]) {
    this.#declared = declared;
  }

  /** Reads the history of these leads in few queries, whatever their number. */
  static async read(db: Db, subjects: readonly Subject[]): Promise<KnownThen> {
    const declarations = await listDeclarations(db);
    const known = new KnownThen(declarations.map(({ at, declared }) => ({ from: todayJst(at), declared })));
    const batches = new Map((await listBatchesSeen(db)).filter(tellsInputs).map((batch) => [batch.batchId, batch]));
    const readers = await readersOf({ db }, [...batches.keys()]);
    const done = new Set<string>();
    for (const part of slicesOf(subjects, subjectsPerQuery)) {
      const accounts = idsOf(part, 'accountId');
      const people = idsOf(part, 'personId');
      const rows = part.flatMap(({ leadId }) => leadId ?? []);
      const versions = await listRowVersions(db, { accounts, people, rows }, [...batches.keys()]);
      const taken = versions.filter(({ rowKey }) => !done.has(rowKey));
      for (const own of Map.groupBy(taken, ({ rowKey }) => rowKey).values()) {
        done.add(own[0]!.rowKey);
        known.#addRow(
          own.flatMap((row) => {
            const { collectedOn, takenOn } = batches.get(row.batchId)!;
            const reader = readers.get(row.batchId)!;
            const read = reader.read(row.cells, row.rowNumber, () => 0);
            if ('rejected' in read) return [];
            return [{ ...reader.dates(row.cells), collectedOn, takenOn, said: told(read, row) }];
          }),
          own.at(-1)!,
        );
      }
      await known.#addPins(db, accounts, people);
    }
    return known;
  }

  /** A value of a company that rules read. */
  company(accountId: number | null, input: PinnedInput, { at, day }: Moment): KnownValue {
    if (accountId === null) return unknownValue;
    const pin = pinnedAt(this.#pins.get(`${accountId}/${input}`) ?? [], at);
    if (pin) return { value: pin.value as string | number | null, isSure: true };
    const attribute = derivedOf[input];
    return attribute === undefined ? unknownValue : this.#derived(accountId, attribute, day);
  }

  /** Our own person who looked after the company, by the name that files or one of ours gave; undefined where one of ours chose a member or nobody. */
  ownerName(accountId: number, { at, day }: Moment): KnownValue | undefined {
    const pin = pinnedAt(this.#pins.get(`${accountId}/owner_id`) ?? [], at);
    if (!pin) return this.#derived(accountId, 'ownerName', day);
    return typeof pin.value === 'string' ? { value: pin.value, isSure: true } : undefined;
  }

  /** The title of a person: the newest dated sighting among those known. */
  title(personId: number | null, { at, day }: Moment): KnownValue {
    if (personId === null) return unknownValue;
    const pin = pinnedAt(this.#decidedTitles.get(personId) ?? [], at);
    if (pin) return { value: pin.value as string | null, isSure: true };
    return this.#titlesOf(personId).findLast(({ from }) => from <= day)?.title ?? unknownValue;
  }

  /** What brought the lead, as its row named it. */
  campaign(leadId: string | null, { day }: Moment): KnownValue {
    const saying = leadId === null ? undefined : saidOn(this.#leads.get(leadId) ?? [], day);
    const fact = saying?.said.fact;
    const value = fact?.kind === 'lead' ? fact.campaign : undefined;
    return value && saying ? { value, isSure: saying.isSure } : unknownValue;
  }

  /** Days from which something else may be known of a lead, in order. */
  daysOf({ leadId, accountId, personId }: Subject): string[] {
    const pins = accountId === null ? [] : traitPins.flatMap((input) => this.#pins.get(`${accountId}/${input}`) ?? []);
    const titles = personId === null ? [] : (this.#decidedTitles.get(personId) ?? []);
    const rows = leadId === null ? [] : (this.#leads.get(leadId) ?? []);
    return [
      ...new Set([
        ...(accountId === null ? [] : (this.#companies.get(accountId)?.days() ?? [])),
        ...(personId === null ? [] : this.#titlesOf(personId).map(({ from }) => from)),
        ...rows.map(({ from }) => from),
        ...[...pins, ...titles].map(({ from }) => todayJst(from)),
      ]),
    ].sort();
  }

  #titlesOf(personId: number): ReturnType<typeof titleSteps> {
    const held = this.#titleSteps.get(personId) ?? titleSteps(this.#titles.get(personId) ?? []);
    this.#titleSteps.set(personId, held);
    return held;
  }

  #derived(accountId: number, input: ToldInput, day: string): KnownValue {
    return this.#companies.get(accountId)?.on(day)[input] ?? unknownValue;
  }

  #addRow(versions: readonly TakenVersion<Observation>[], { rowKey, accountId, personId, billToId }: RowVersion): void {
    const sayings = sayingsOf(versions);
    if (sayings.length === 0) return;
    this.#addCompany(accountId, sayings, ({ company }) => company);
    this.#addCompany(billToId, sayings, ({ parties }) => parties?.billTo);
    if (sayings.at(-1)!.said.fact?.kind === 'lead') this.#leads.set(rowKey, sayings);
    if (personId !== null && sayings.some(({ said }) => said.person?.title))
      this.#titles.set(personId, [...(this.#titles.get(personId) ?? []), sayings]);
  }

  #addCompany(
    accountId: number | null,
    sayings: readonly Saying<Observation>[],
    seenIn: (observation: Observation) => CompanySeen | undefined,
  ): void {
    if (accountId === null) return;
    const own = sayings.flatMap(({ said, ...saying }): Saying<CompanySaid>[] => {
      const seen = seenIn(said);
      return seen ? [{ ...saying, said: { observation: said, seen } }] : [];
    });
    if (!own.some(({ said }) => saysSomething(said))) return;
    const company = this.#companies.get(accountId) ?? new KnownCompany(this.#declared);
    company.add(own);
    this.#companies.set(accountId, company);
  }

  async #addPins(db: Db, accounts: readonly number[], people: readonly number[]): Promise<void> {
    const now = new Map((await listPins(db, accounts)).map((pin) => [`${pin.accountId}/${pin.attribute}`, pin]));
    const edits = Map.groupBy(await listPinEdits(db, accounts), (edit) => `${edit.accountId}/${edit.attribute}`);
    for (const key of new Set([...now.keys(), ...edits.keys()]))
      this.#pins.set(key, pinSpans(edits.get(key) ?? [], now.get(key)));
    for (const [personId, own] of Map.groupBy(await listTitleEdits(db, people), (edit) => edit.personId))
      this.#decidedTitles.set(
        personId,
        own.map(({ at, isPinned, title }) => ({ from: at, pin: isPinned ? { value: title } : undefined })),
      );
  }
}

/** A lead that names its company tells nothing that rules read of it. */
function saysSomething({ observation, seen: { address, attributes } }: CompanySaid): boolean {
  const isRecord = !observation.person && !observation.fact;
  return Boolean(address?.prefecture) || Object.keys(attributes).length > 0 || (isRecord && !!observation.ownerName);
}

const subjectsPerQuery = 2_000;
const traitPins = ['prefecture', 'industry', 'employees', 'class'] as const;

const idsOf = (subjects: readonly Subject[], key: 'accountId' | 'personId') => [
  ...new Set(subjects.flatMap((subject) => subject[key] ?? [])),
];

const inputColumns = ['prefecture', 'city', 'street', 'building', 'billToAddress', 'industry', 'employees', 'title'];

/** Most rows are orders and activities, which say nothing that rules read. */
function tellsInputs({ preset, columns }: BatchSeen): boolean {
  const { noun, positions } = findPreset(preset)!;
  const own = positions ?? Object.keys(columns);
  return noun === 'lead' || noun === 'company' || own.some((field) => field && inputColumns.includes(field));
}

/** The row without what no rule reads. */
function told(observation: Observation, { rowKey }: RowVersion): Observation {
  const { row, observedOn, company, person, fact, parties, ownerName } = observation;
  return {
    row: { ...row, key: rowKey },
    observedOn,
    flags: [],
    ...(company ? { company: slim(company) } : {}),
    ...(person ? { person: { ...nobody, title: person.title } } : {}),
    ...(fact ? { fact } : {}),
    ...(parties?.billTo ? { parties: { billTo: slim(parties.billTo) } } : {}),
    ...(ownerName ? { ownerName } : {}),
  };
}

const nobody = {
  name: undefined,
  ownKey: undefined,
  emails: [],
  phone: undefined,
  mobile: undefined,
  department: undefined,
  hasOptedOut: false,
};

function slim({ address, attributes: { industry, employees } }: CompanySeen): CompanySeen {
  return {
    name: undefined,
    ownKey: undefined,
    corporateNumber: undefined,
    domains: [],
    phones: [],
    address,
    attributes: { ...(industry === undefined ? {} : { industry }), ...(employees === undefined ? {} : { employees }) },
  };
}
