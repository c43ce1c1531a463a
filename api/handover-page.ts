import { z } from 'zod';
import { handoverLine } from './handover-line.ts';

/** One hand-over: why it came, what happened since, what may be answered, and what helps to decide. */
export const handoverPage = z.object({
  lead: handoverLine,
  state: z.string(),
  possible: z.array(z.string()),
  mayAnswer: z.boolean(),
  /** It came back and has no later cycle: marketing may hand it over again. */
  mayComeAgain: z.boolean(),
  /** It came back and nobody has ended it: marketing may nurture it again or exclude it. */
  mayEnd: z.boolean(),
  events: z.array(
    z.object({
      kind: z.string(),
      at: z.string(),
      by: z.string().nullable(),
      why: z.string().nullable(),
      isInferred: z.boolean(),
      reason: z.string().nullable(),
      /** The act-now offer that brought it about by itself. */
      offer: z.string().nullable(),
      /** The SFA's word that this fact was read from. */
      sfa: z
        .object({
          status: z.string().nullable(),
          fileName: z.string().nullable(),
          rowNumber: z.number().nullable(),
        })
        .nullable(),
    }),
  ),
  because: z.array(z.object({ ja: z.string(), en: z.string() })),
  /** What the person asked for, and the row that says so. */
  offers: z.array(
    z.object({
      offerId: z.number(),
      offerName: z.string(),
      kind: z.string(),
      product: z.string().nullable(),
      on: z.string(),
      outcome: z.string(),
      words: z.array(z.string()),
      fileName: z.string().nullable(),
      rowNumber: z.number().nullable(),
      batchId: z.number().nullable(),
    }),
  ),
  clash: z.array(z.string()),
  formerOwner: z.object({ name: z.string(), until: z.string() }).nullable(),
  salesActivity: z
    .object({ ownerName: z.string().nullable(), lastOn: z.string().nullable(), openDeals: z.number() })
    .nullable(),
  recent: z.array(
    z.object({
      day: z.string(),
      type: z.string(),
      subject: z.string().nullable(),
      memberName: z.string().nullable(),
      isPerson: z.boolean(),
    }),
  ),
  /** How to reach the person. */
  contact: z.object({ email: z.string().nullable(), phone: z.string().nullable() }).nullable(),
  /** Leads of the same person, then of the same company, that this one may be the same as. */
  sameLeads: z.array(
    z.object({
      cycleId: z.string(),
      personName: z.string().nullable(),
      campaign: z.string().nullable(),
      state: z.string(),
      handedOn: z.string().nullable(),
    }),
  ),
  deals: z.array(
    z.object({ dealId: z.string(), name: z.string(), stage: z.string(), amountYen: z.number().nullable() }),
  ),
});
