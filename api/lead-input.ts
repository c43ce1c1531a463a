import { z } from 'zod';
import type { LeadTold } from '#flows/take-leads.ts';
import { phoneFields } from '#sources/form/phone-fields.ts';

const text = z.string().trim().max(300).optional();

/** One lead or card as a form, a card reader or another system tells of it. Whatever is not known is left out. */
export const leadInput = z
  .object({
    /** A lead of a form, or a card that was exchanged. */
    kind: z.enum(['lead', 'card']).default('lead'),
    /** The system it comes from; its own keys link its rows. */
    source: z
      .string()
      .regex(/^[a-z0-9_-]{1,40}$/)
      .default('form'),
    /** Its key in that system. The same key with other content is the next version; without one, its content of the day is the key. */
    key: text,
    companyName: text,
    companyKana: text,
    corporateNumber: text,
    website: text,
    /** A number that may be the company's or the person's; `companyPhone`, `directPhone` and `mobile` say which. */
    phone: text,
    companyPhone: text,
    directPhone: text,
    mobile: text,
    postalCode: text,
    prefecture: text,
    city: text,
    address: text,
    building: text,
    personName: text,
    familyName: text,
    givenName: text,
    personKana: text,
    email: text,
    department: text,
    title: text,
    /** Our own person who holds it. */
    owner: text,
    status: text,
    leadSource: text,
    campaign: text,
    /** The day it came or the card was exchanged, 2026-04-10; today unless told. */
    on: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .optional(),
    hasOptedOut: z.boolean().optional(),
  })
  .strict();
export type LeadInput = z.output<typeof leadInput>;

/** The input in the fields that rows are stored by. */
export function toldOf({ kind: _, source: __, ...given }: LeadInput): LeadTold {
  const { key, phone, directPhone, address, status, on, hasOptedOut, ...same } = given;
  return filled({
    ...phoneFields(phone),
    ...filled(same),
    leadKey: key,
    personPhone: directPhone ?? phoneFields(phone).personPhone,
    street: address,
    leadStatus: status,
    createdOn: on,
    optOut: hasOptedOut ? '1' : undefined,
  });
}

function filled(told: { [Field in keyof LeadTold]: string | undefined }): LeadTold {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined && value !== ''));
}
