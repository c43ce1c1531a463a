import { sql } from 'kysely';
import type { Settings } from '#core/match/model.ts';
import type { SampleEffect } from '#core/match/sample-effect.ts';
import type { ModelKind } from './match-models.ts';
import type { Db } from './pool.ts';

export type ProposalOrigin = 'trained' | 'edited' | 'returned';
export type ProposalState = 'queued' | 'running' | 'ready' | 'failed' | 'cancelled' | 'adopted' | 'discarded';
/** What working a proposal out goes through, in this order. */
export type ProposalStep = 'read' | 'chance' | 'pairs' | 'compare';
/** What a proposal was worked out from, and what it would change there. */
export type ProposalResult = {
  readonly rows: number;
  readonly records: number;
  readonly entities: number;
  readonly seed: number;
  readonly effect: SampleEffect;
};
export type ModelProposal = {
  readonly id: number;
  readonly kind: ModelKind;
  readonly origin: ProposalOrigin;
  readonly basedOn: number;
  readonly state: ProposalState;
  readonly settings: Settings | null;
  readonly step: ProposalStep | null;
  readonly done: number;
  readonly total: number;
  readonly result: ProposalResult | null;
  readonly problem: string | null;
  readonly adoptedNumber: number | null;
  readonly createdAt: Date;
  readonly memberName: string | null;
};

const proposals = sql`
  select p.match_model_proposal_id as id, p.kind, p.origin, p.based_on as "basedOn", p.state, p.settings, p.step, p.done, p.total, p.result, p.problem,
         p.adopted_number as "adoptedNumber", p.created_at as "createdAt", m.name as "memberName"
    from match_model_proposal p left join member m using (member_id)`;

export async function findModelProposal(db: Db, id: number): Promise<ModelProposal | undefined> {
  return (await sql<ModelProposal>`${proposals} where p.match_model_proposal_id = ${id}`.execute(db)).rows[0];
}

/** The last one of a kind, whatever became of it. */
export async function findLatestProposal(db: Db, kind: ModelKind): Promise<ModelProposal | undefined> {
  const { rows } = await sql<ModelProposal>`
    ${proposals} where p.kind = ${kind} order by p.match_model_proposal_id desc limit 1`.execute(db);
  return rows[0];
}

/** Proposals that nobody works out at the moment and that somebody waits for. */
export async function listUnfinishedProposals(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('match_model_proposal')
    .select('match_model_proposal_id as id')
    .where('state', 'in', ['queued', 'running'])
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function addModelProposal(
  db: Db,
  given: Pick<ModelProposal, 'kind' | 'origin' | 'basedOn' | 'settings' | 'createdAt'> & { memberId: number | null },
): Promise<number> {
  const { id } = await db
    .insertInto('match_model_proposal')
    .values({
      kind: given.kind,
      origin: given.origin,
      based_on: given.basedOn,
      state: 'queued',
      settings: given.settings && JSON.stringify(given.settings),
      member_id: given.memberId,
      created_at: given.createdAt,
    })
    .returning('match_model_proposal_id as id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Tells how far a proposal is; false where somebody cancelled it meanwhile. */
export async function tellProgress(
  db: Db,
  id: number,
  { step, done, total }: { readonly step: ProposalStep; readonly done: number; readonly total: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('match_model_proposal')
    .set({ state: 'running', step, done, total })
    .where('match_model_proposal_id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** The proposal is worked out, unless somebody cancelled it meanwhile. */
export async function keepResult(db: Db, id: number, settings: Settings, result: ProposalResult): Promise<void> {
  await db
    .updateTable('match_model_proposal')
    .set({ state: 'ready', settings: JSON.stringify(settings), result: JSON.stringify(result) })
    .where('match_model_proposal_id', '=', id)
    .where('state', '=', 'running')
    .execute();
}

export async function endProposal(
  db: Db,
  id: number,
  ended: { state: ProposalState; problem?: string; adoptedNumber?: number },
): Promise<void> {
  await db
    .updateTable('match_model_proposal')
    .set({
      state: ended.state,
      ...(ended.problem === undefined ? {} : { problem: ended.problem }),
      ...(ended.adoptedNumber === undefined ? {} : { adopted_number: ended.adoptedNumber }),
    })
    .where('match_model_proposal_id', '=', id)
    .execute();
}

/** How these companies or people are called; one that is not there any more is missing. */
export async function namesOfEntities(
  db: Db,
  kind: ModelKind,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ id: number; name: string }>`
    select ${sql.ref(`${kind}_id`)} as id, name from ${sql.table(kind)} where ${sql.ref(`${kind}_id`)} = any(${ids}::bigint[]) and name is not null`.execute(
    db,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
