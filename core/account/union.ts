import type { Observation } from '#core/observation/observation.ts';

/** Tags and remarks that rows put beside a record. All of them stay (domain.md §12.5). */
export type Remarks = { readonly tags: Set<string>; readonly memos: Set<string> };

/** Remarks of nobody; `takeRemarks` adds to them. */
export const noRemarks = (): Remarks => ({ tags: new Set(), memos: new Set() });

/** Adds what one row says; returns whether any of it is new. */
export function takeRemarks(held: Remarks, { tags = [], memo }: Pick<Observation, 'tags' | 'memo'>): boolean {
  const before = held.tags.size + held.memos.size;
  for (const tag of tags) held.tags.add(tag);
  if (memo !== undefined) held.memos.add(memo);
  return held.tags.size + held.memos.size > before;
}

/** 「展示会2024、重点;VIP」 as tags, each once. */
export function splitTags(text: string): string[] {
  const parts = text.split(/[、,,;;|\n]/).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ''))];
}
