import type { paths } from '../api/schema.ts';

export type Reassignments = paths['/api/reassignments']['get']['responses'][200]['content']['application/json'];
export type ReassignmentRow = Reassignments['reassignments'][number];
export type Wanted = paths['/api/reassignments']['post']['requestBody']['content']['application/json'];
export type Preview = paths['/api/reassignments/preview']['post']['responses'][200]['content']['application/json'];
export type Letters = paths['/api/reassignments/{id}/letters']['get']['responses'][200]['content']['application/json'];

export const whichKinds = ['all', 'targets', 'territory', 'industry'] as const;
/** One line of the form: who takes over which companies. */
export type ShareDraft = { key: string; toId: string | null; which: (typeof whichKinds)[number]; values: string[] };

export const newShare = (): ShareDraft => ({ key: crypto.randomUUID(), toId: null, which: 'all', values: [] });

/** The shares as the server takes them; undefined while one is not filled in. */
export function sharesOf(drafts: readonly ShareDraft[]): Wanted['shares'] | undefined {
  const shares: Wanted['shares'] = [];
  for (const { toId, which, values } of drafts) {
    const isListed = which === 'territory' || which === 'industry';
    if (!toId || (isListed && values.length === 0)) return undefined;
    shares.push({
      toId,
      ...(which === 'targets' ? { targetsOnly: true } : {}),
      ...(which === 'territory' ? { prefectures: values } : {}),
      ...(which === 'industry' ? { industries: values } : {}),
    });
  }
  return shares.length === 0 ? undefined : shares;
}
