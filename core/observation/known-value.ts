/** A value as it was known at a moment. */
export type KnownValue = { readonly value: string | number | null; readonly isSure: boolean };

/** Nobody knew. */
export const unknownValue: KnownValue = { value: null, isSure: true };

/**
 * How far an input of a rule was known at a moment: surely; by a record that was changed later, so it may have been something else;
 * only later, so that the rule goes without it; or not to this day.
 */
export const inputStates = ['known', 'assumed', 'later', 'never'] as const;
export type InputState = (typeof inputStates)[number];

/** Leads by how far an input was known of them; the states add up to the leads. */
export type InputKnown<Input extends string> = Readonly<Record<InputState, number>> & { readonly input: Input };

/** `now` is today's value of the same input. */
export function stateOf({ value, isSure }: KnownValue, now: unknown): InputState {
  if (value !== null) return isSure ? 'known' : 'assumed';
  return now === null || now === undefined ? 'never' : 'later';
}

/** Of how many leads this input was known, assumed, known later or never. */
export function countStates<Input extends string>(
  input: Input,
  leads: readonly { readonly inputs: Readonly<Record<Input, InputState>> }[],
): InputKnown<Input> {
  const count = (state: InputState) => leads.filter(({ inputs }) => inputs[input] === state).length;
  return { input, known: count('known'), assumed: count('assumed'), later: count('later'), never: count('never') };
}
