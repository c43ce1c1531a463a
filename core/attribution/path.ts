/** Channels in the order they were met, on the way to a deal or to none; `count` such ways were seen. */
export type ChannelPath = {
  readonly channels: readonly string[];
  readonly isConverted: boolean;
  readonly count: number;
};

/** Conversions credited to each channel; together all conversions seen. */
export type ChannelCredit = ReadonlyMap<string, number>;

/** Below this a model only tells chance (domain.md §10.7). */
const leastConversions = 50;
const leastPerChannel = 5;

/** Channels of all paths, each once, in order of first sight. */
export function channelsOf(paths: readonly ChannelPath[]): string[] {
  return [...new Set(paths.flatMap(({ channels }) => channels))];
}

/** Ways that led to a deal, each as often as it was gone. */
export function conversionsOf(paths: readonly ChannelPath[]): number {
  return paths.reduce((sum, { isConverted, count }) => sum + (isConverted ? count : 0), 0);
}

/** Why models made from data stay off: too few conversions in all, or channels with too few. Undefined where they may speak. */
export function tooFewPaths(
  paths: readonly ChannelPath[],
): { readonly conversions: number; readonly channels: readonly string[] } | undefined {
  const conversions = conversionsOf(paths);
  const channels = channelsOf(paths).filter(
    (channel) => conversionsOf(paths.filter((path) => path.channels.includes(channel))) < leastPerChannel,
  );
  return conversions < leastConversions || channels.length > 0 ? { conversions, channels } : undefined;
}
