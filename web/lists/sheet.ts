import type { paths } from '../api/schema.ts';

export type SheetNoun = 'accounts' | 'people' | 'targets';
/** What a sheet that came back would change, and which of its cells are left out. */
export type ComparedSheet =
  paths['/api/sheets/{noun}/compare']['post']['responses'][200]['content']['application/json'];
