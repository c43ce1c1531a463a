import { parseCompanyName } from '#core/company/name.ts';
import { clean } from '#core/text/clean.ts';
import { foldVariants } from '#core/text/variants.ts';

/**
 * A deal as one line names it: company and deal. SFA names of deals often begin with the company (青空精機 搬送ライン更新), with or
 * without its legal form; then the name of the deal says it all. Pure.
 */
export function titleOfDeal(company: string | null, deal: string): string {
  if (company === null) return deal;
  const { safe } = parseCompanyName(company);
  const told = foldVariants(clean(deal).replace(/[\s・]/g, ''));
  return safe !== '' && told.includes(safe) ? deal : `${company} ${deal}`;
}
