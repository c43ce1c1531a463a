import type { Language } from '#core/words.ts';
import type { Browser, Page } from 'playwright-core';
import type { ServedWorld } from '#fixtures/served-world.ts';

export type Look = { width?: number; language?: Language; scheme?: 'light' | 'dark' };

/** Errors that any page of these visits logged; a test holds that there are none. */
export const troubles: string[] = [];

/** A page in a browser of its own, signed in with a role; the form itself has a test in journey.test.ts. */
export async function signedIn(browser: Browser, served: ServedWorld, role: string, look: Look = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1440, height: 900 },
    locale: look.language === 'en' ? 'en-US' : 'ja-JP',
    colorScheme: look.scheme ?? 'light',
    acceptDownloads: true,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on(
    'console',
    (message) => message.type() === 'error' && !message.text().includes('401') && troubles.push(message.text()),
  );
  const answer = await context.request.post(`${served.url}/api/auth/sign-in/email`, {
    data: { email: `${role}@example.jp`, password: served.password },
    headers: { origin: served.url, 'sec-fetch-site': 'same-origin' },
  });
  if (!answer.ok()) throw new Error(`${role} cannot sign in: ${await answer.text()}`);
  await page.goto(`${served.url}/`);
  return page;
}
