import { channelsOf, type ChannelCredit, type ChannelPath } from './path.ts';

/**
 * Shapley values of channels, where a set of channels is worth the conversions of the paths that need no other (domain.md §10.7
 * [X81]). Such a worth is a sum with one term for each path, so the value is exact for any number of channels: the conversions of a
 * path are divided equally among the channels it needs. Paths without conversion do not matter.
 */
export function shapleyCredit(paths: readonly ChannelPath[]): ChannelCredit {
  const credit = new Map<string, number>(channelsOf(paths).map((channel) => [channel, 0]));
  for (const { channels, isConverted, count } of paths) {
    if (!isConverted) continue;
    const needed = new Set(channels);
    for (const channel of needed) credit.set(channel, credit.get(channel)! + count / needed.size);
  }
  return credit;
}
