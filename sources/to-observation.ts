import { crc32 } from 'node:zlib';
import { hash as hashOf } from 'node:crypto';
import { splitTags } from '#core/account/union.ts';
import type { Field } from '#core/observation/fields.ts';
import type { CompanySeen, Fact, Observation, PersonSeen, Rejected } from '#core/observation/observation.ts';
import type { RowDates } from '#core/observation/saying.ts';
import type { Mapping, Preset } from '#core/observation/preset.ts';
import { erasedCell, isErasedRow } from '#core/person/erasure.ts';
import { CellReader } from './read-cells.ts';
import { isReserved } from './file/header.ts';
import { readCompany, withParties } from './read-company.ts';
import { cardExchange, readActivity, readDeal, readLead, readMember, readOrder, readProduct } from './read-facts.ts';
import { readPerson } from './read-person.ts';
import { refuseEmpty, refuseRow, type HeaderNames } from './refuse-row.ts';
import { headerKey } from './recognise.ts';
import { firstRecordId } from './hubspot/record-id.ts';
import { fullRecordId } from './salesforce/record-id.ts';

/** One file's rows to Observations: what is the same for all its rows is worked out once. */
export type RowReader = {
  readonly preset: Preset;
  /** `number` is the 1-based data row; `occurrence` tells equal rows of a file without keys apart. */
  readonly read: (
    cells: readonly string[],
    number: number,
    occurrence: (contentHash: bigint) => number,
  ) => Observation | Rejected;
  /** Only counts a row that an import took in before it stopped, so that equal rows behind it keep their keys. */
  readonly passOver: (cells: readonly string[], occurrence: (contentHash: bigint) => number) => void;
  /** Where the file holds each field. */
  readonly columns: ReadonlyMap<Field, number>;
  /** Our own person who holds the record. */
  readonly owner: (cells: readonly string[]) => string | undefined;
  /** The days the row bears, whatever it is about. */
  readonly dates: (cells: readonly string[]) => RowDates;
  /** The row without what it says of a person. */
  readonly erase: (cells: readonly string[]) => string[];
};

/** How a system's ids are read where it writes one in several ways, or several in one cell. */
const oneKey: Readonly<Record<string, (given: string) => string>> = {
  salesforce: fullRecordId,
  hubspot: firstRecordId,
};

export function rowReader(
  preset: Preset,
  mapping: Mapping,
  header: readonly string[],
  source = preset.source,
): RowReader {
  const columns = columnIndexes(preset, mapping, header);
  const width = header.length;
  const names: HeaderNames = { first: header[0] ?? '', keys: header.map(headerKey).join('|') };
  const meaning = String(contentHash([meaningOf([...columns.keys()], mapping)]));
  const mapped = [...columns.values()];
  const readerOf = (cells: readonly string[]) => new CellReader(cells, columns, mapping, oneKey[preset.source]);
  const fieldOf = new Map([...columns].map(([field, index]) => [index, field]));
  return {
    preset,
    read: (cells, number, occurrence) => {
      const problem = refuseRow(cells, width, names);
      if (problem) return { rejected: true, number, ...problem };
      const reader = readerOf(cells);
      const externalKey = externalKeyOf(preset, reader);
      const hash = contentHash([meaning, ...mapped.map((index) => cells[index] ?? '')]);
      const key =
        externalKey === undefined
          ? contentKey(source, preset, cells, occurrence)
          : rowKey(source, preset.noun, externalKey);
      const isErased = isErasedRow(cells);
      const body = isErased ? withoutPerson(readBody(preset, reader)) : readBody(preset, reader);
      const observation: Observation = {
        row: { source, key, externalKey, number, hash, trust: preset.trust },
        ...body,
        flags: reader.flags,
      };
      return refuseEmpty(observation, preset, number, isErased) ?? observation;
    },
    passOver: (cells, occurrence) => {
      if (refuseRow(cells, width, names)) return;
      if (externalKeyOf(preset, readerOf(cells)) === undefined) occurrence(contentHash(cells));
    },
    columns,
    owner: (cells) => readerOf(cells).colleague('owner'),
    dates: (cells) => {
      const reader = readerOf(cells);
      return {
        changedOn: reader.date('observedOn') ?? reader.date('occurredOn') ?? reader.date('orderedOn'),
        madeOn: reader.date('createdOn'),
      };
    },
    erase: (cells) => cells.map((cell, index) => erasedCell(fieldOf.get(index), cell)),
  };
}

/** What cells mean beside what they hold. Units and order of dates stand only where there are any: rows of earlier imports keep their hash. */
function meaningOf(
  columns: readonly Field[],
  { values, owners, moneyUnit = 1, moneyUnits, dateOrder }: Mapping,
): string {
  const more = [moneyUnits, dateOrder].filter((one) => one !== undefined);
  return JSON.stringify([columns, values, owners, moneyUnit, ...more]);
}

function columnIndexes(preset: Preset, mapping: Mapping, header: readonly string[]): Map<Field, number> {
  if (preset.positions)
    return new Map(preset.positions.flatMap((field, index) => (field ? [[field, index] as const] : [])));
  const entries = Object.entries(mapping.columns) as [Field, string][];
  return new Map(
    entries
      .map(([field, name]) => [field, header.indexOf(name)] as const)
      .filter(([, index]) => index >= 0 && !isReserved(header[index]!)),
  );
}

/** The row's key in its own system. A National Tax Agency number, a record id, an order number with its line. */
function externalKeyOf(preset: Preset, reader: CellReader): string | undefined {
  if (preset.noun === 'order') {
    const [order, line] = [reader.key('orderKey'), reader.key('orderLine')];
    return order && line ? `${order}/${line}` : undefined;
  }
  return preset.rowKey ? reader.key(preset.rowKey) : undefined;
}

function contentKey(
  source: string,
  preset: Preset,
  cells: readonly string[],
  occurrence: (hash: bigint) => number,
): string {
  const content = contentHash(cells);
  return rowKey(source, preset.noun, `#${content}#${occurrence(content)}`);
}

/** uuid of 128 hash bits over source, noun and key: the same row has the same key in every import. */
export function rowKey(source: string, noun: string, key: string): string {
  const hex = hashOf('md5', `${source}\u0001${noun}\u0001${key}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** 63 bits over the cells: equal content, equal number. */
export function contentHash(cells: readonly string[]): bigint {
  const text = cells.join('\u0001');
  return (BigInt(crc32(text)) << 31n) ^ BigInt(crc32(text, 0x5bd1e995) >>> 1);
}
function readBody(preset: Preset, reader: CellReader): Omit<Observation, 'row' | 'flags'> {
  const ownerName = reader.colleague('owner');
  const base = { observedOn: reader.date('observedOn'), ...(ownerName ? { ownerName } : {}) };
  switch (preset.noun) {
    case 'company':
    case 'registry':
      return { ...base, ...readRemarks(reader), company: readCompany(reader, undefined, ownerName) };
    case 'person':
    case 'lead': {
      const person = readPerson(reader, preset.noun === 'lead' && !reader.has('personKey') ? 'leadKey' : 'personKey');
      if (preset.isOptOutList) return { ...base, ...(person ? { person: { ...person, hasOptedOut: true } } : {}) };
      const fact =
        preset.noun === 'lead'
          ? readLead(reader)
          : preset.isCard && base.observedOn
            ? cardExchange(base.observedOn)
            : undefined;
      return {
        ...base,
        ...readRemarks(reader),
        observedOn: base.observedOn ?? reader.date('occurredOn') ?? reader.date('createdOn'),
        ...withCompany(reader, person, ownerName),
        ...(person ? { person } : {}),
        ...(fact ? { fact } : {}),
      };
    }
    case 'deal':
      return { ...base, ...withCompany(reader, undefined, ownerName), ...withFact(readDeal(reader)) };
    case 'order':
      return { ...base, ...withParties(reader), ...withFact(readOrder(reader)) };
    case 'activity': {
      const person = readPerson(reader, 'personKey');
      return {
        ...base,
        ...withCompany(reader, person, ownerName),
        ...(person ? { person } : {}),
        ...withFact(readActivity(reader)),
      };
    }
    case 'member':
      return { ...base, ...withFact(readMember(reader)) };
    case 'product':
      return { ...base, ...withFact(readProduct(reader)) };
  }
}

function readRemarks(reader: CellReader): Pick<Observation, 'tags' | 'memo'> {
  const [tags, memo] = [splitTags(reader.text('tags') ?? ''), reader.text('memo')];
  return { ...(tags.length > 0 ? { tags } : {}), ...(memo === undefined ? {} : { memo }) };
}

const withoutPerson = ({ person: _, ...body }: Omit<Observation, 'row' | 'flags'>) => body;

const withFact = (fact: Fact | undefined) => (fact ? { fact } : {});

function withCompany(
  reader: CellReader,
  person: PersonSeen | undefined,
  owner: string | undefined,
): { company?: CompanySeen } {
  const company = readCompany(reader, person, owner);
  const isKnown = company.name || company.ownKey || company.corporateNumber || company.domains.length > 0;
  return isKnown ? { company } : {};
}
