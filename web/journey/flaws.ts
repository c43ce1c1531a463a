import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * What axe finds wrong on a page as it stands, or in one part of it (a CSS selector): a line per rule with its first element.
 * axe runs in the page itself, which says the same as its way through a second page where no screen has frames, and leaves the places
 * of the thousands of elements that are well uncounted: a third of the time.
 */
export async function flawsOf(page: Page, within?: string, without: string[] = []): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], selectors: false })
    .disableRules(without);
  const { violations } = await (within ? axe.include(within) : axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
}
