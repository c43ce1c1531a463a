import { sql, type RawBuilder } from 'kysely';
import type { MeasureCode } from '#core/kpi/named-measure.ts';
import { createdWithin, importCostCases, usableContact } from './contacts.ts';
import { feedbackWaits } from './cycles.ts';
import { customerValues, firstDealWaits } from './orders.ts';
import { fieldsOfTargets, recordsOfTargets, proposedLines } from './targets.ts';
import { inScope, type MeasureScope, type MeasureWindow } from './window.ts';

const none = {
  person: sql`null::bigint`,
  label: sql`null::text`,
  state: sql`null::text`,
  day: sql`null::text`,
  amount: sql`null::bigint`,
};
type Row = Partial<typeof none> & {
  kind: string;
  id: RawBuilder<unknown>;
  account: RawBuilder<unknown>;
  part: RawBuilder<unknown>;
};

/** One case in the shape that every measure opens to. */
function row(given: Row): RawBuilder<unknown> {
  const { kind, id, account, person, label, state, day, amount, part } = { ...none, ...given };
  return sql`select ${sql.lit(kind)} as kind, (${id})::text as id, ${account} as account_id, ${person} as person_id, ${label} as label, ${state} as state,
       ${day} as day, ${amount} as amount_yen, ${part} as part, false as is_inferred`;
}

/** Cases of measures that count companies, people, lines of the target list or leads not handed over. */
export function recordCases(
  measure: MeasureCode,
  window: MeasureWindow,
  scope: MeasureScope,
): RawBuilder<unknown> | undefined {
  const within = (account: RawBuilder<unknown>) => inScope(account, scope, window);
  const one = sql`1`;
  switch (measure) {
    case 'leads_created':
      return sql`${row({ kind: 'lead', id: sql`d.lead_id`, account: sql`d.account_id`, person: sql`d.person_id`, label: sql`d.name`, day: sql`d.created_on`, part: one })}
        from lead d where d.created_on >= ${window.from} and d.created_on < ${window.to} and ${within(sql`d.account_id`)}`;
    case 'owned_contacts_imported':
    case 'owned_contacts_usable':
      return sql`${row({ kind: 'person', id: sql`l.row_key`, account: sql`l.account_id`, person: sql`l.person_id`, day: sql`to_char(b.created_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD')`, part: one })}
        from import_batch b join raw_row r using (import_batch_id) join row_link l on l.row_key = r.row_key and l.version = r.version and l.role = 'main'
        join person p on p.person_id = l.person_id
       where ${createdWithin(window)} and ${within(sql`l.account_id`)} and ${measure === 'owned_contacts_usable' ? usableContact : sql`true`}`;
    case 'import_costs':
    case 'contacts_gained':
      return sql`${row({ kind: 'person', id: sql`r.row_key`, account: sql`r.account_id`, person: sql`r.person_id`, day: sql`to_char(r.created_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD')`, part: measure === 'import_costs' ? sql`r.unit_cost_yen` : one })}
        from ${importCostCases(measure, window, scope)}`;
    case 'lines_proposed':
    case 'lines_sales_approved':
      return sql`${row({ kind: 'line', id: sql`t.target_line_id`, account: sql`t.account_id`, label: sql`t.owner_name`, state: sql`t.status`, day: sql`to_char(t.created_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD')`, part: one })}
        from ${proposedLines(window, scope)} and ${measure === 'lines_sales_approved' ? sql`v.is_approved` : sql`true`}`;
    case 'fields_required':
    case 'fields_filled':
      return sql`${row({ kind: 'account', id: sql`f.account_id || '/' || f.position`, account: sql`f.account_id`, person: sql`f.person_id`, label: sql`f.department`, part: measure === 'fields_filled' ? sql`f.filled` : sql`f.required` })}
        from (${fieldsOfTargets(window, scope)}) f`;
    case 'records_held':
    case 'records_fresh':
      return sql`${row({ kind: 'account', id: sql`h.account_id || '/' || coalesce(h.person_id, 0)`, account: sql`h.account_id`, person: sql`h.person_id`, part: one })}
        from (${recordsOfTargets(window, scope)}) h where ${measure === 'records_fresh' ? sql`h.is_fresh` : sql`true`}`;
    case 'first_orders':
    case 'first_orders_amount':
    case 'first_orders_products': {
      const part = {
        first_orders: one,
        first_orders_amount: sql`coalesce(sum(o.revenue_yen), 0)`,
        first_orders_products: sql`count(distinct o.product)`,
      }[measure];
      return sql`${row({ kind: 'account', id: sql`f.account_id`, account: sql`f.account_id`, day: sql`f.first_ordered_on`, amount: sql`coalesce(sum(o.revenue_yen), 0)::bigint`, part })}
        from customer f join order_line o on o.account_id = f.account_id and o.ordered_on = f.first_ordered_on
       where f.first_ordered_on >= ${window.from} and f.first_ordered_on < ${window.to} and ${within(sql`f.account_id`)} group by f.account_id, f.first_ordered_on`;
    }
    case 'ltv_targets':
    case 'ltv_others':
      return sql`${row({ kind: 'account', id: sql`v.account_id`, account: sql`v.account_id`, day: sql`v.first_on`, amount: sql`v.value`, part: sql`v.value` })}
        from (${customerValues(window, scope)}) v where v."isTarget" = ${measure === 'ltv_targets'}`;
    case 'first_deal_existing':
    case 'first_deal_new':
      return sql`${row({ kind: 'account', id: sql`w.account_id || '/' || w.from_on`, account: sql`w.account_id`, day: sql`w.from_on`, state: sql`case when w.converted then 'converted' else 'waiting' end`, part: sql`w.days` })}
        from (${firstDealWaits(window, scope)}) w where w."isCustomer" = ${measure === 'first_deal_existing'}`;
    case 'feedback_answers':
      return sql`${row({ kind: 'lead', id: sql`w.cycle_id`, account: sql`w.account_id`, person: sql`w.person_id`, day: sql`w.given_on`, state: sql`case when w.converted then 'answered' else 'unanswered' end`, part: sql`w.days` })}
        from (${feedbackWaits(window, scope)}) w`;
    default:
      return undefined;
  }
}
