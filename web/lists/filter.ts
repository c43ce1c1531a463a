export type Condition = { field: string; op: string; value: string; isNot: boolean };
export type FilterState = { quick: string[]; match: 'and' | 'or'; conditions: Condition[] };
export const noFilter: FilterState = { quick: [], match: 'and', conditions: [] };

/** A field that a condition can name. `words` is the place of its values' names when it has a closed set of them. */
export type FilterField = {
  readonly name: string;
  /** Key of its title among the words of the list; its name where left out. */
  readonly word?: string;
  readonly isNumber?: boolean;
  readonly choices?: { readonly words: string; readonly values: readonly string[] };
};

const opsOf = {
  text: ['contains', 'eq', 'ne', 'empty', 'filled'],
  number: ['gte', 'lte', 'eq', 'ne', 'empty', 'filled'],
  choice: ['eq', 'ne', 'empty', 'filled'],
} as const;

export function opsFor(field: FilterField | undefined): readonly string[] {
  return opsOf[field?.choices ? 'choice' : field?.isNumber ? 'number' : 'text'];
}

export function needsValue(op: string): boolean {
  return op !== 'empty' && op !== 'filled';
}

/** The filter the server understands: one-tap filters and the built conditions, joined by AND. */
export function toServerFilter(state: FilterState, fields: readonly FilterField[]): object | undefined {
  const built = state.conditions
    .filter((one) => !needsValue(one.op) || one.value.trim() !== '')
    .map((one) => {
      const isNumber = fields.find((field) => field.name === one.field)?.isNumber;
      const value = isNumber ? Number(one.value.normalize('NFKC').replaceAll(',', '')) : one.value.trim();
      const condition = { field: one.field, op: one.op, ...(needsValue(one.op) ? { value } : {}) };
      return one.isNot ? { not: condition } : condition;
    });
  const parts = [...state.quick.map((quick) => ({ quick })), ...(built.length > 0 ? [{ [state.match]: built }] : [])];
  return parts.length === 0 ? undefined : { and: parts };
}
