import type { Words } from '#core/words.ts';

/** Rules that Mori itself starts with, by code. */
const rules: Readonly<Record<string, Words>> = {
  owner: { ja: '企業の担当へ', en: "To the company's owner" },
  inside_sales: { ja: 'インサイドセールスで順番に', en: 'Inside sales in turns' },
};

/** Queues that are always there, by id. */
const queues: Readonly<Record<string, Words>> = {
  inside_sales: { ja: 'インサイドセールスの共通の受け口', en: 'the common queue of inside sales' },
  sales_manager: { ja: '営業責任者の受け口', en: 'the queue of the sales managers' },
};

/** The name of a rule: Mori's own in the reader's language, one that people gave as they typed it. */
export function ruleName({ code, name }: { readonly code: string; readonly name: string }): Words {
  const own = Object.hasOwn(rules, code) ? rules[code] : undefined;
  return own && (name === own.ja || name === own.en) ? own : { ja: name, en: name };
}

/** A rule as it is stored: whatever language its name was left in, Mori's own stays Mori's own. */
export function storedName(rule: { readonly code: string; readonly name: string }): string {
  return ruleName(rule).ja;
}

/** The name that one of Mori's own rules is stored under. */
export const builtInRuleName = (code: 'owner' | 'inside_sales'): string => rules[code]!.ja;

/** The name of a queue; undefined for one that Mori does not know. */
export const queueName = (id: string): Words | undefined => (Object.hasOwn(queues, id) ? queues[id] : undefined);
