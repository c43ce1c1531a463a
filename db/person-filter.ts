import { sql, type RawBuilder } from 'kysely';
import { toldToHaveLeft } from './employments.ts';
import { filterSchema, type Filter } from './filter.ts';

export const personFields = {
  name: { column: 'p.name', type: 'text' },
  kana: { column: 'p.kana', type: 'text' },
  company: { column: 'a.name', type: 'text' },
  department: { column: 'p.department', type: 'text' },
  function: { column: 'p.department_function', type: 'text' },
  title: { column: 'p.title', type: 'text' },
  rank: { column: 'p.title_rank', type: 'number' },
  band: { column: 'p.band', type: 'text' },
  email: { column: 'p.email', type: 'text' },
  phone: { column: 'p.phone', type: 'text' },
  mobile: { column: 'p.mobile', type: 'text' },
} as const;
export type PersonField = keyof typeof personFields;

const quicks = [
  'has_email',
  'may_mail',
  'bounces',
  'opted_out',
  'decider',
  'my_accounts',
  'known',
  'no_company',
  'left',
  'name_guess',
] as const;
type PersonQuick = (typeof quicks)[number];
export type PersonFilter = Filter<PersonField, PersonQuick>;
export const personFilter = filterSchema<PersonField, PersonQuick>(personFields, quicks);

/** The one-tap filters of the people list, over person p and account a. */
export function personQuick(memberId: number): (name: PersonQuick) => RawBuilder<boolean> {
  return (name) => {
    switch (name) {
      case 'has_email':
        return sql`p.email is not null`;
      case 'may_mail':
        return sql`(p.email is not null and p.may_mail is distinct from false and not p.email = any(p.bounced_emails))`;
      case 'bounces':
        return sql`p.email = any(p.bounced_emails)`;
      case 'opted_out':
        return sql`p.may_mail is false`;
      case 'decider':
        return sql`p.title_rank >= 6`;
      case 'my_accounts':
        return sql`a.owner_id = ${memberId}`;
      case 'known':
        return sql`exists (select 1 from acquaintance k where k.person_id = p.person_id)`;
      case 'left':
        return toldToHaveLeft;
      case 'name_guess':
        return sql`p.is_name_guess`;
      case 'no_company':
        return sql`p.account_id is null`;
    }
  };
}
