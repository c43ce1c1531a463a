import { inTransaction } from '#db/transaction.ts';
import type { Database } from '#db/pool.ts';
import { giveFeedback } from './give-feedback.ts';
import { proposeForMonth } from './qualification-rules.ts';

/** The months whose hand-overs the demo company's proposals come from end here. */
const proposedOn = new Date('2026-03-02T00:00:00Z');

const taps = [
  { code: 'useful', text: null },
  { code: 'useful', text: '担当者に直接つながりました' },
  { code: 'wrong_person', text: '窓口は購買部でした' },
  { code: 'later', text: '来期の予算で検討とのこと' },
] as const;

/** What sales of the demo company said of its latest hand-overs, and the proposals that its rejections led to. */
export async function loadDemoFeedback(database: Database, memberId: number, now: Date): Promise<void> {
  await proposeForMonth(database, proposedOn);
  await inTransaction(database, async (transaction) => {
    const given = await transaction.db
      .selectFrom('lead_cycle')
      .select('cycle_id')
      .where('state', '=', 'handed_over')
      .orderBy('clock_from')
      .orderBy('cycle_id')
      .limit(taps.length)
      .execute();
    for (const [index, { cycle_id: cycleId }] of given.entries())
      await giveFeedback(transaction, {
        cycleId,
        memberId,
        side: 'sales',
        ...taps[index]!,
        through: index % 2 === 0 ? 'screen' : 'letter',
        givenAt: now,
      });
  });
}
