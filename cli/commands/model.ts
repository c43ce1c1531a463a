import { Refusal } from '#core/refusal.ts';
import type { SettingsChange, ThresholdName } from '#core/match/settings-change.ts';
import { thresholdNames } from '#core/match/settings-change.ts';
import type { Words } from '#core/words.ts';
import { viewModel, viewProposal } from '#api/match-model-view.ts';
import type { ModelKind } from '#db/match-models.ts';
import { adoptModel } from '#flows/adopt-match-model.ts';
import { modelKinds } from '#flows/match-models.ts';
import { proposeModel, runModelProposal, type ModelRequest } from '#flows/propose-match-model.ts';
import { readMatchModel, readProposal } from '#flows/read-match-models.ts';
import type { OpenWorld } from '../open-world.ts';
import type { Output } from '../output.ts';

/**
 * `mori model show|versions|train|set|return account|person …`: the models of the matching. What is tried tells what it would
 * change; only `--yes` with a reason adopts it.
 */
export async function model(
  { database }: Pick<OpenWorld, 'database'>,
  [action, kind, ...rest]: readonly string[],
  given: { readonly isSure: boolean; readonly reason: string | undefined },
  output: Output,
): Promise<void> {
  if (!isKind(kind))
    throw new Refusal('usage', 'account(企業)か person(人物)を指定してください。例: mori model show account', {
      english: 'Give account or person. Example: mori model show account',
    });
  if (action === 'show' || action === 'versions') {
    const { versions, proposal: _, ...shown } = viewModel(await readMatchModel(database.db, kind));
    return output.result(action === 'show' ? shown : { kind, versions });
  }
  if (given.isSure && !given.reason?.trim())
    throw new Refusal('usage', '採用するときは理由も書いてください(--reason TEXT)。', {
      english: 'Give a reason to adopt it (--reason TEXT).',
    });
  const id = await proposeModel(database, kind, requestOf(action, rest), null, new Date());
  await runModelProposal(database, id);
  const tried = viewProposal((await readProposal(database.db, id))!);
  if (tried.problem !== null) throw new Refusal('model_sample_empty', tried.problem);
  const adopted = given.isSure
    ? await adoptModel(database, id, { reason: given.reason!.trim(), memberId: null, now: new Date() })
    : undefined;
  output.say(said(adopted?.number)[output.language]);
  output.result({ adopted: adopted?.number ?? null, difference: tried.difference, result: tried.result });
}

function said(adopted: number | undefined): Words {
  return adopted === undefined
    ? {
        ja: 'まだ何も変えていません。採用するには --yes と --reason TEXT を付けてください。',
        en: 'Nothing is changed yet. Add --yes and --reason TEXT to adopt it.',
      }
    : {
        ja: `版 v${adopted} を採用しました。これから来る行に使われます。取り込み済みの行は mori rebuild --re-decide で照合し直せます。`,
        en: `Version v${adopted} is adopted and counts for rows to come. Rows taken in before are matched again by mori rebuild --re-decide.`,
      };
}

function isKind(kind: string | undefined): kind is ModelKind {
  return (modelKinds as readonly (string | undefined)[]).includes(kind);
}

function requestOf(action: string | undefined, rest: readonly string[]): ModelRequest {
  if (action === 'train') return { origin: 'trained' };
  if (action === 'set') return { origin: 'edited', change: changeOf(rest) };
  const to = /^v?(\d+)$/.exec(rest[0] ?? '')?.[1];
  if (action === 'return' && (rest[0] === 'shipped' || to !== undefined))
    return { origin: 'returned', to: to === undefined ? 'shipped' : Number(to) };
  throw new Refusal(
    'usage',
    'mori model show|versions|train|set NAME=VALUE …|return vN|shipped のどれかを指定してください。',
    { english: 'Give one of: mori model show|versions|train|set NAME=VALUE …|return vN|shipped' },
  );
}

/** `auto=7.5` is a threshold, `phone/equal=12` a level of a comparison. */
function changeOf(pairs: readonly string[]): SettingsChange {
  const told = pairs.map((pair) => {
    const [name, value] = [pair.slice(0, pair.indexOf('=')), Number(pair.slice(pair.indexOf('=') + 1))];
    if (!pair.includes('=') || !Number.isFinite(value))
      throw new Refusal('usage', `「${pair}」は 名前=数字 の形で書いてください。例: auto=7.5、phone/equal=12`, {
        english: `"${pair}": write it as NAME=NUMBER, such as auto=7.5 or phone/equal=12.`,
      });
    return { name, value };
  });
  const isThreshold = (name: string): name is ThresholdName => (thresholdNames as readonly string[]).includes(name);
  return {
    thresholds: Object.fromEntries(told.flatMap(({ name, value }) => (isThreshold(name) ? [[name, value]] : []))),
    levels: told.flatMap(({ name, value }) => {
      const [comparison, level] = name.split('/');
      return isThreshold(name) ? [] : [{ comparison: comparison!, level: level ?? '', value }];
    }),
  };
}
