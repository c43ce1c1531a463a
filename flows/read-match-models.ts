import { accountModel } from '#core/match/account-model.ts';
import type { Comparison, Settings } from '#core/match/model.ts';
import { personModel } from '#core/match/person-model.ts';
import { basePriorBits } from '#core/match/score.ts';
import { differencesOf, onLevelsOfToday, type SettingsDifference } from '#core/match/settings-change.ts';
import { readBase } from '#db/directory.ts';
import {
  findLatestProposal,
  findModelProposal,
  namesOfEntities,
  type ModelProposal,
} from '#db/match-model-proposals.ts';
import { findModelVersion, listModelVersions, type ModelKind, type ModelVersion } from '#db/match-models.ts';
import type { Db } from '#db/pool.ts';
import { shippedSettings } from './match-models.ts';

/** A proposal with what differs from the version it is based on, and the names of the entities in its examples. */
export type ProposalRead = ModelProposal & {
  readonly difference: SettingsDifference | null;
  readonly names: ReadonlyMap<number, string>;
};
/** One model as it decides now. */
export type ModelRead = {
  readonly kind: ModelKind;
  readonly inForce: ModelVersion;
  readonly versions: readonly ModelVersion[];
  readonly shipped: Settings;
  readonly settings: Settings;
  readonly entities: number;
  /** Bits of a row before anything is compared. */
  readonly priorBits: number;
  readonly proposal: ProposalRead | null;
};

const models = { account: accountModel, person: personModel } as const;

/** What a model compares, in its order. */
export function modelParts(kind: ModelKind): readonly Pick<Comparison<never>, 'name' | 'group'>[] {
  return models[kind].comparisons;
}

/** A model with its versions and what was last tried. */
export async function readMatchModel(db: Db, kind: ModelKind): Promise<ModelRead> {
  const shipped = shippedSettings[kind];
  const recorded = await listModelVersions(db, kind);
  const versions = recorded.length > 0 ? recorded : [unrecorded(kind)];
  const inForce = versions.find(({ isInForce }) => isInForce)!;
  const settings = onLevelsOfToday(shipped, inForce.settings);
  const base = await readBase(db);
  const entities = kind === 'account' ? base.accounts : base.people;
  const latest = await findLatestProposal(db, kind);
  return {
    kind,
    inForce,
    versions,
    shipped,
    settings,
    entities,
    priorBits: basePriorBits({ ...accountModel, settings }, entities),
    proposal: latest ? await withNames(db, latest) : null,
  };
}

/** A proposal with the names of the companies or people in its examples; undefined for an unknown id. */
export async function readProposal(db: Db, id: number): Promise<ProposalRead | undefined> {
  const found = await findModelProposal(db, id);
  return found && withNames(db, found);
}

async function withNames(db: Db, proposal: ModelProposal): Promise<ProposalRead> {
  const { kind, basedOn, settings, result } = proposal;
  const before = (await findModelVersion(db, kind, basedOn))?.settings ?? shippedSettings[kind];
  const ids = result?.effect.examples.flatMap(({ oneId, otherId }) => [oneId, otherId]) ?? [];
  return {
    ...proposal,
    difference: settings && differencesOf(before, settings),
    names: await namesOfEntities(db, kind, ids),
  };
}

/** What Mori comes with, where no version was recorded yet. */
function unrecorded(kind: ModelKind): ModelVersion {
  return {
    kind,
    number: 0,
    origin: 'shipped',
    settings: shippedSettings[kind],
    fingerprint: '',
    reason: null,
    isInForce: true,
    adoptedAt: new Date(0),
    adoptedBy: null,
  };
}
