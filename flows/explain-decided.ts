import type { Evidence, Weighing } from '#core/identify/evidence.ts';
import { explainStored } from '#core/identify/explain-stored.ts';
import { accountModel } from '#core/match/account-model.ts';
import type { Explanation } from '#core/match/explain.ts';
import { personModel } from '#core/match/person-model.ts';
import { readLinkEvidence } from '#db/links.ts';
import { findModelVersion, type ModelKind } from '#db/match-models.ts';
import type { Db } from '#db/pool.ts';
import { shippedSettings } from './match-models.ts';

/**
 * Why a row was given to this company or person, as it was decided when it came: by the version of the model of that time and
 * what was known then. Null where nothing was weighed: the first row, a key of its own system, a person's verdict, or a link from before
 * parts were kept.
 */
export async function explainDecided(
  db: Db,
  kind: ModelKind,
  entityId: number,
  rowKey: string,
): Promise<Explanation | null> {
  for (const link of await readLinkEvidence(db, kind, entityId, rowKey)) {
    const told = weighingOf(kind, link.evidence as Evidence, link.hasPerson);
    const explained = told && (await explain(db, kind, told));
    if (explained) return explained;
  }
  return null;
}

/** What the model said of the company stands beside what it said of the row's person. */
function weighingOf(kind: ModelKind, evidence: Evidence, hasPerson: boolean): Weighing | undefined {
  return kind === 'account' && hasPerson ? evidence.company : evidence;
}

async function explain(db: Db, kind: ModelKind, told: Weighing): Promise<Explanation | undefined> {
  const number = Number(/^v(\d+)$/.exec(told.model ?? '')?.[1] ?? 0);
  const version = number > 0 ? await findModelVersion(db, kind, number) : undefined;
  // Levels were counted as they stood in that version; what came between them since would shift the words.
  const settings = version?.settings ?? shippedSettings[kind];
  return kind === 'account'
    ? explainStored({ ...accountModel, settings }, told)
    : explainStored({ ...personModel, settings }, told);
}
