import { inTransaction } from '#db/transaction.ts';
import type { Database } from '#db/pool.ts';
import { answerFeedback, giveFeedback } from './give-feedback.ts';
import { listHandedLeads } from '#db/handed-leads.ts';
import { listProposals } from '#db/qualification-rules.ts';
import { decideProposal, proposeForMonth } from './qualification-rules.ts';

/** The months whose hand-overs the demo company's proposals come from end here. */
const proposedOn = new Date('2026-03-02T00:00:00Z');

const proposalsMax = 20;

const taps = [
  { code: 'useful', text: null },
  { code: 'useful', text: '担当者に直接つながりました' },
  { code: 'wrong_person', text: '窓口は購買部でした' },
  { code: 'later', text: '来期の予算で検討とのこと' },
] as const;

const reply = 'ありがとうございます。次回から購買部の方を確かめてお渡しします';

const early = { code: 'later', text: '冬は現場が止まるので、春に連絡してほしい' } as const;
const earlyTaps = 2;

/** What sales of the demo company said of its latest hand-overs, the proposals that its rejections led to, and one that was accepted. */
export async function loadDemoFeedback(
  database: Database,
  { marketing, sales: memberId }: { readonly marketing: number; readonly sales: number },
  now: Date,
): Promise<void> {
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
    const wrongPerson = given[taps.findIndex(({ code }) => code === 'wrong_person')];
    if (wrongPerson) {
      const tap = { cycleId: wrongPerson.cycle_id, memberId };
      await answerFeedback(transaction, tap, reply, { memberId: marketing, now });
    }
    const patience = (await listProposals(transaction.db, proposalsMax)).find(
      ({ proposal }) => proposal.kind === 'nurture_longer',
    );
    if (!patience) return;
    const { trait, value } = patience.proposal;
    const group = (await listHandedLeads(transaction.db, patience.fromOn, patience.toOn)).filter(
      (lead) => lead.traits[trait] === value && lead.reason !== null,
    );
    for (const { cycleId } of group.slice(0, earlyTaps))
      await giveFeedback(transaction, { cycleId, memberId, side: 'sales', ...early, through: 'screen', givenAt: now });
    const because = '営業の声のとおり、時期を待ってから渡す';
    await decideProposal(transaction, patience.id, 'accepted', because, { memberId: marketing, now });
  });
}
