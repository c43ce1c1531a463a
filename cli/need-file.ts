import { existsSync } from 'node:fs';
import { Refusal } from '#core/refusal.ts';

/** Refuses a path under which there is nothing. */
export function needFile(path: string, code: 'file_missing' | 'folder_missing' = 'file_missing'): void {
  if (existsSync(path)) return;
  throw new Refusal(code, `${path} はありません。パスを確かめてください。`, {
    english: `There is no ${path}. Check the path.`,
  });
}
