/** A company of a member whose companies others take over. */
export type SharedAccount = {
  readonly accountId: number;
  readonly isTarget: boolean;
  readonly prefecture: string | null;
  readonly industry: string | null;
};

/** One share of a 担当替え: who takes over which companies. All conditions given must hold; none is everything that is left. */
export type Share = {
  readonly toId: string;
  readonly prefectures?: readonly string[] | undefined;
  readonly industries?: readonly string[] | undefined;
  readonly targetsOnly?: boolean | undefined;
};

/** Who takes each company: the first share it meets; companies that meet none stay with their owner and are left out. */
export function sharedOut(accounts: readonly SharedAccount[], shares: readonly Share[]): Map<number, string> {
  const holds = (list: readonly string[] | undefined, value: string | null) =>
    !list || list.length === 0 || (value !== null && list.includes(value));
  const found = new Map<number, string>();
  for (const account of accounts) {
    const share = shares.find(
      ({ prefectures, industries, targetsOnly }) =>
        holds(prefectures, account.prefecture) &&
        holds(industries, account.industry) &&
        (!targetsOnly || account.isTarget),
    );
    if (share) found.set(account.accountId, share.toId);
  }
  return found;
}
