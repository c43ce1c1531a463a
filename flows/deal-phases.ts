import { dealPhaseOf, dealPhases, type DealPhase, type PhaseTable } from '#core/demand/deal-phase.ts';
import { countOpenStages, type DealCount, type DealFilter, type SourceStage } from '#db/open-deals.ts';
import type { Db } from '#db/pool.ts';
import { readSetting } from '#db/settings.ts';

/** Which stages of a source are which of the six steps, as somebody set it; what is not there is read by its words. */
export async function readPhaseTable(db: Db, source: string): Promise<PhaseTable> {
  return (await readSetting<PhaseTable>(db, `deal_phases/${source}`)) ?? {};
}

/** Open deals by step, `phase` null for stages that are none, and the stages behind each. */
export type PhaseCount = DealCount & { readonly phase: DealPhase | null; readonly stages: readonly SourceStage[] };

/** The six steps with the open deals in them, and the step of any stage. Steps without a deal stand there with 0. */
export async function readPhases(
  db: Db,
  filter: Pick<DealFilter, 'ownerId' | 'scope'>,
): Promise<{ phases: PhaseCount[]; phaseOf: (of: SourceStage) => DealPhase | null }> {
  const counted = await countOpenStages(db, filter);
  const sources = [...new Set(counted.map(({ source }) => source))];
  const tables = new Map(
    await Promise.all(sources.map(async (source) => [source, await readPhaseTable(db, source)] as const)),
  );
  const phaseOf = ({ source, stage }: SourceStage) => dealPhaseOf(stage, tables.get(source) ?? {}) ?? null;
  const phases = [...dealPhases, null].map((phase) => {
    const own = counted.filter((one) => phaseOf(one) === phase);
    return {
      phase,
      deals: own.reduce((sum, one) => sum + one.deals, 0),
      amountYen: own.reduce((sum, one) => sum + one.amountYen, 0),
      stages: own.map(({ source, stage }) => ({ source, stage })),
    };
  });
  return { phases, phaseOf };
}
