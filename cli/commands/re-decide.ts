import type { Words } from '#core/words.ts';
import { writeFileSync } from 'node:fs';
import { listChanges } from '#db/re-decisions.ts';
import { reDecisionCsv } from '#flows/export-re-decision.ts';
import { applyReDecision, beginReDecision, proposeReDecision } from '#flows/re-decide.ts';
import type { OpenWorld } from '../open-world.ts';
import type { Output } from '../output.ts';

const examplesMax = 20;

/**
 * `mori rebuild --re-decide [--yes] [--out FILE]`: what today's model would change, with the largest changes and a file of every
 * row; only `--yes` carries it out.
 */
export async function reDecide(
  { database }: Pick<OpenWorld, 'database'>,
  { isSure, out }: { readonly isSure: boolean; readonly out: string },
  output: Output,
): Promise<void> {
  const id = await beginReDecision(database, null, new Date());
  const summary = await proposeReDecision(database, id);
  const examples = await listChanges(database.db, id, examplesMax);
  writeFileSync(out, await reDecisionCsv(database.db, id));
  const changes = summary.account.rows + summary.person.rows;
  if (isSure && changes > 0) await applyReDecision(database, id, null, new Date());
  output.say(said(changes, isSure, out)[output.language]);
  output.result({ applied: isSure && changes > 0, ...summary, examples, file: out });
}

function said(changes: number, isSure: boolean, out: string): Words {
  if (changes === 0)
    return { ja: '今の判定でも、変わるところはありません。', en: "Today's model would change nothing." };
  if (isSure)
    return {
      ja: `まとめ直しました。変わった行は ${out} にあります。`,
      en: `Carried out. The rows that changed are in ${out}.`,
    };
  return {
    ja: `まだ何も変えていません。変わる行は ${out} にあります。この通りにするには --yes を付けてください。`,
    en: `Nothing is changed yet. The rows that would change are in ${out}. Add --yes to carry it out.`,
  };
}
