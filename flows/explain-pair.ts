import type { ProfilesById } from '#core/identify/profiles.ts';
import { isNameAlone } from '#core/match/account-judgement.ts';
import { explainPair, type Explanation } from '#core/match/explain.ts';
import type { Spelt } from '#core/match/spelt-name.ts';
import { Refusal } from '#core/refusal.ts';
import type { EntityKind } from '#db/move-rows.ts';
import type { Db } from '#db/pool.ts';
import { loadForScoring } from './base-scorers.ts';
import { readSpelling } from './spelt-names.ts';

/** `isNameAlone`: two companies of which nothing beside the name agrees; however rare it is, somebody is asked. */
export type ExplainedPair = Explanation & { readonly isNameAlone: boolean };

/**
 * Why two companies or people are one or not, by the model that decides: words first, bits behind (identity.md §2.12). The same
 * for a question in review and for what was merged without asking. Refuses with `account_not_found` / `person_not_found`.
 */
export async function explainEntities(
  db: Db,
  kind: EntityKind,
  leftId: number,
  rightId: number,
): Promise<ExplainedPair> {
  const { directory, scorers } = await loadForScoring(db, kind, [leftId, rightId]);
  const explain = <Item>(
    scorer: Parameters<typeof explainPair<Item>>[0],
    profiles: ProfilesById<{ readonly record: Item }>,
    weigh?: (one: Item, other: Item) => Spelt | undefined,
  ) => {
    const record = (id: number) => {
      const profile = profiles.get(id);
      if (profile) return profile.record;
      const what = kind === 'account' ? '企業' : '人物';
      throw new Refusal(`${kind}_not_found`, `${what} ${id} は見つかりません。`, { status: 404 });
    };
    const [left, right] = [record(leftId), record(rightId)];
    return explainPair(scorer, left, right, 0, weigh?.(left, right));
  };
  if (kind === 'person') {
    const weigh = await readSpelling(db, [leftId, rightId]);
    return { ...explain(scorers.person, directory.people, weigh), isNameAlone: false };
  }
  const explanation = explain(scorers.account, directory.accounts);
  return { ...explanation, isNameAlone: isNameAlone(scorers.account) };
}
