import { channelsOf, conversionsOf, type ChannelCredit, type ChannelPath } from './path.ts';

/**
 * Credit by removal (domain.md §10.7 [X80]): a first-order chain from start over channels to conversion or nothing; a channel's
 * effect is the part of the chance to convert that is lost when every way through it ends. Effects are scaled so that credits
 * add up to the conversions. Needs the paths that did not convert.
 */
export function markovCredit(paths: readonly ChannelPath[]): ChannelCredit {
  const channels = channelsOf(paths);
  const chain = chainOf(paths, channels);
  const whole = chanceToConvert(chain, channels);
  const lost = channels.map((channel) => whole - chanceToConvert(chain, channels, channel));
  const all = lost.reduce((sum, effect) => sum + effect, 0);
  const perEffect = all > 0 ? conversionsOf(paths) / all : 0;
  return new Map(channels.map((channel, at) => [channel, lost[at]! * perEffect]));
}

type State = string | symbol;
const start = Symbol('start');
const converted = Symbol('converted');

/** Chances to go on from each state; what is missing to 1 ends without conversion. */
type Chain = ReadonlyMap<State, ReadonlyMap<State, number>>;

function chainOf(paths: readonly ChannelPath[], channels: readonly string[]): Chain {
  const steps = new Map<State, Map<State, number>>([start, ...channels].map((state) => [state, new Map()]));
  const left = new Map<State, number>();
  for (const { channels: met, isConverted, count } of paths) {
    const states: State[] = [start, ...met, ...(isConverted ? [converted] : [])];
    for (const [at, state] of states.entries()) {
      if (state === converted) continue;
      left.set(state, (left.get(state) ?? 0) + count);
      const next = states[at + 1];
      if (next !== undefined) steps.get(state)!.set(next, (steps.get(state)!.get(next) ?? 0) + count);
    }
  }
  for (const [state, to] of steps) for (const [next, count] of to) to.set(next, count / left.get(state)!);
  return steps;
}

/** Solves h = A·h + b for the chance to convert from each channel by elimination, then reads it at the start. */
function chanceToConvert(chain: Chain, channels: readonly string[], removed?: string): number {
  const states: State[] = [start, ...channels.filter((channel) => channel !== removed)];
  const rows = states.map((state) => [
    ...states.map((next) => (next === state ? 1 : 0) - (chain.get(state)!.get(next) ?? 0)),
    chain.get(state)!.get(converted) ?? 0,
  ]);
  for (let pivot = states.length - 1; pivot > 0; pivot--)
    for (let row = 0; row < pivot; row++) {
      const factor = rows[row]![pivot]! / rows[pivot]![pivot]!;
      for (let column = 0; column <= states.length; column++) rows[row]![column]! -= factor * rows[pivot]![column]!;
    }
  return rows[0]![states.length]! / rows[0]![0]!;
}
