import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { createMember } from '#flows/create-member.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { flawsOf } from './flaws.ts';
import { signedIn } from './signed-in.ts';

let browser: Browser;
let served: ServedWorld;
before(async () => {
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('roles_web')]);
  await takeIn(served.world.database, { text: '会社名\r\n北商事\r\n公開電子\r\n' }, 'companies');
  const { account_id: agencyAccountId } = await served.world.database.db
    .selectFrom('account')
    .select('account_id')
    .where('name', '=', '北商事')
    .executeTakeFirstOrThrow();
  await served.world.database.db
    .updateTable('account')
    .set({ agency_id: agencyAccountId })
    .where('name', '=', '公開電子')
    .execute();
  const { password } = served;
  const member = (role: string) => ({ name: role, email: `${role}@example.jp`, password, role });
  await createMember(served.world, { ...member('agency'), agencyAccountId });
  await createMember(served.world, member('executive'));
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('an agency is offered no filter and no part of a page that is about ourselves', async () => {
  const page = await signedIn(browser, served, 'agency');
  await page.goto(`${served.url}/accounts`);
  await page.getByText('90日接点なし').waitFor();
  const chips = await page
    .getByRole('checkbox')
    .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value));
  assert.deepEqual(chips, ['no_contact_90d', 'no_decider']);
  await page.getByRole('link', { name: '公開電子' }).click();
  await page.getByRole('tab', { name: /^企業 × 製品/ }).waitFor();
  for (const name of ['関係会社・部署', 'まとまっている行', 'メモ', '変更履歴'])
    assert.equal(await page.getByRole('tab', { name }).count(), 0, name);
  await page.context().close();
});

for (const [role, closed, open] of [
  ['agency', ['/kpis', '/settings', '/one-lead', '/imports/1', '/reviews/audit'], ['/accounts', '/handovers']],
  ['executive', ['/imports', '/one-lead', '/clean'], ['/kpis', '/reviews']],
] as const)
  test(`${role}: a screen outside the role says so and offers nothing that would be refused`, async () => {
    const page = await signedIn(browser, served, role);
    for (const path of closed) {
      await page.goto(served.url + path);
      await page.getByRole('heading', { name: 'この画面は使えません' }).waitFor();
      assert.equal(await page.getByRole('main').getByRole('button').count(), 0, path);
    }
    assert.deepEqual(await flawsOf(page), []);
    for (const path of open) {
      await page.goto(served.url + path);
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
      assert.equal(await page.getByText('この画面は使えません').count(), 0, path);
    }
    await page.context().close();
  });
