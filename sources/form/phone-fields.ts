import { parsePhone, phoneKind } from '#core/contact/phone.ts';
import type { FormField } from './presets.ts';

/**
 * Where the one phone number of a form belongs. A mobile number is the person's; any other may be the company's or a direct line
 * of it, so it stands for both: its block tells of the company.
 */
export function phoneFields(phone: string | undefined): Partial<Record<FormField, string>> {
  if (phone === undefined || phone === '') return {};
  const parsed = parsePhone(phone);
  return parsed && phoneKind(parsed.digits) === 'mobile'
    ? { mobile: phone }
    : { companyPhone: phone, personPhone: phone };
}
