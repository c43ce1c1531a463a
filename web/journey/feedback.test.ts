import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '#fixtures/browser.ts';
import { serveTestWorld, type ServedWorld } from '#fixtures/served-world.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { inTransaction } from '#db/transaction.ts';
import { createMember } from '#flows/create-member.ts';
import { feedbackLink, giveFeedback } from '#flows/give-feedback.ts';
import { answerHandOver, handOver } from '#flows/hand-over.ts';
import { flawsOf } from './flaws.ts';
import { signedIn, troubles } from './signed-in.ts';

let browser: Browser;
let served: ServedWorld;
let cycles: string[];
let manager: number;

before(async () => {
  [browser, served] = await Promise.all([openBrowser(), serveTestWorld('feedback_web')]);
  const { database } = served.world;
  const { rows } = await database.pool.query("select member_id from member where role = 'sales_manager'");
  manager = rows[0].member_id;
  const line = (index: number) => {
    const campaign = index < 20 ? '工場自動化展' : 'Web問い合わせ';
    return `L${index},第${index}製作所株式会社,佐藤,一郎,s${index}@k${index}.co.jp,新規,${campaign},2026/09/10`;
  };
  await takeIn(
    database,
    {
      text: `リード ID,会社名,姓,名,メール,リード状況,キャンペーン,作成日\n${Array.from({ length: 42 }, (_, index) => line(index)).join('\n')}\n`,
    },
    'salesforce-leads',
  );
  const leads = await database.pool.query(
    'select cycle_id from lead_cycle join lead using (lead_id) order by campaign, external_key',
  );
  cycles = leads.rows.map((row) => row.cycle_id);
  // Noon in Japan on the last day of the month before.
  const month = new Date();
  month.setUTCDate(0);
  month.setUTCHours(3, 0, 0, 0);
  const actor = { memberId: manager, now: month };
  await inTransaction(database, async (transaction) => {
    await handOver(transaction, cycles.slice(0, 40), actor);
    // `Web` sorts before the fair: the last twenty handed over are the fair's.
    await answerHandOver(transaction, cycles.slice(22, 34), { kind: 'reject', reason: 'wrong_company' }, actor);
    const later = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
    await answerHandOver(
      transaction,
      cycles.slice(0, 20),
      { kind: 'accept', nextAction: '電話', nextOn: later },
      actor,
    );
  });
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('a receiver says 違う with a chip in two taps, and can take it back', async () => {
  const sales = await signedIn(browser, served, 'sales_manager');
  await sales.goto(`${served.url}/handovers?lead=${cycles[38]}`);
  const taps = sales.getByRole('region', { name: 'この引き渡しはどうでしたか' });
  await taps.getByRole('button', { name: '違う' }).click();
  assert.deepEqual(await flawsOf(sales), []);
  await taps.getByText('会社が違う').click();
  await taps.getByText('あなたの評価: 会社が違う').waitFor();
  await sales.getByRole('button', { name: '元に戻す' }).click();
  await taps.getByText('この引き渡しはどうでしたか').waitFor();
});

test('what was given is rated on the page of its company, by sales and by the agency that holds it', async () => {
  const { database } = served.world;
  const { rows } = await database.pool.query<{ account_id: number }>(
    'select account_id from lead_cycle where cycle_id = $1',
    [cycles[38]],
  );
  const accountId = rows[0]!.account_id;
  const sales = await signedIn(browser, served, 'sales_manager');
  await sales.goto(`${served.url}/accounts/${accountId}`);
  const panel = sales.getByRole('region', { name: '受け取ったリードの評価' });
  await panel.getByRole('link', { name: /佐藤 ?一郎 · 工場自動化展/ }).waitFor();
  await panel.getByRole('button', { name: '良い' }).click();
  await panel.getByText('あなたの評価: 良い').waitFor();
  assert.deepEqual(await flawsOf(sales), []);
  const said = async () =>
    (await database.pool.query('select side, code from feedback where cycle_id = $1 order by side', [cycles[38]])).rows;
  assert.deepEqual(await said(), [{ side: 'sales', code: 'useful' }]);
  const {
    rows: [agency],
  } = await database.pool.query<{ id: number }>('select min(account_id) as id from account where account_id <> $1', [
    accountId,
  ]);
  const agencyId = agency!.id;
  for (const [name, role, agencyAccountId] of [
    ['海野 社長', 'executive', null],
    ['代理 二郎', 'agency', agencyId],
  ] as const)
    await createMember(served.world, {
      name,
      email: `${role}@example.jp`,
      password: served.password,
      role,
      agencyAccountId,
    });
  const executive = await signedIn(browser, served, 'executive');
  await executive.goto(`${served.url}/accounts/${accountId}`);
  await executive.getByRole('tab', { name: /人物/ }).waitFor();
  assert.equal(await executive.getByRole('region', { name: '受け取ったリードの評価' }).count(), 0);
  await database.pool.query('update account set agency_id = $1 where account_id = $2', [agencyId, accountId]);
  const phone = await signedIn(browser, served, 'agency', { width: 390 });
  await phone.goto(`${served.url}/accounts/${accountId}`);
  await phone.getByRole('tab', { name: /人物/ }).waitFor();
  assert.equal(await phone.getByRole('region', { name: '受け取ったリードの評価' }).count(), 0, 'it holds none yet');
  await database.pool.query("update lead_cycle set receiver_kind = 'agency', receiver_id = $1 where cycle_id = $2", [
    String(agencyId),
    cycles[38],
  ]);
  await phone.reload();
  const own = phone.getByRole('region', { name: '受け取ったリードの評価' });
  await own.getByRole('button', { name: '違う' }).click();
  await own.getByText('人が違う').click();
  await own.getByText('あなたの評価: 人が違う').waitFor();
  assert.deepEqual(await flawsOf(phone), []);
  assert.deepEqual(await said(), [
    { side: 'agency', code: 'wrong_person' },
    { side: 'sales', code: 'useful' },
  ]);
});

test('the link of a letter opens a page for anybody who holds it, and only its button says anything', async () => {
  const { seal, database } = served.world;
  const link = feedbackLink(
    { seal, publicUrl: served.url },
    { cycleId: cycles[39]!, memberId: manager },
    'later',
    new Date(),
  );
  const context = await browser.newContext({ locale: 'ja-JP', viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByText(/堂島 剛さん、.*はいかがでしたか/).waitFor();
  assert.equal(await page.getByRole('radio', { name: '今ではない' }).isChecked(), true);
  assert.deepEqual(await flawsOf(page), []);
  const said = async () =>
    (await database.pool.query('select code from feedback where cycle_id = $1', [cycles[39]])).rows;
  assert.deepEqual(await said(), []);
  await page.getByRole('button', { name: 'この内容で送る' }).click();
  await page.getByText('評価を受け取りました').waitFor();
  assert.deepEqual(await said(), [{ code: 'later' }]);
  await page.goto(`${served.url}/feedback#token=nonsense-token&code=useful`);
  await page.reload();
  await page.getByText('このリンクは使えません').waitFor();
  await context.close();
});

test('rejections open to their leads; a proposal is accepted, keeps its group back, and a person may know better', async () => {
  const marketing = await signedIn(browser, served, 'marketing_manager');
  await marketing.goto(`${served.url}/rejections`);
  await marketing.getByRole('heading', { name: '理由 × 獲得元 × ルールの版' }).waitFor();
  assert.deepEqual(await flawsOf(marketing), []);
  await marketing.getByText('引き渡し 40 = 受入 20 + 差し戻し 12 + 未対応 0 + 返事待ち 8').waitFor();
  await marketing.getByRole('button', { name: '返事待ち 8' }).click();
  await marketing.getByRole('dialog', { name: '返事待ち' }).getByText('8件').waitFor();
  assert.deepEqual(await flawsOf(marketing), []);
  await marketing.keyboard.press('Escape');
  await marketing.getByRole('button', { name: '今月の案を作る' }).click();
  await marketing.getByRole('heading', { name: '獲得元「工場自動化展」: 営業へ渡さない' }).waitFor();
  await marketing.getByRole('button', { name: /工場自動化展 手で選択 対象外の会社/ }).click();
  await marketing.getByRole('dialog').getByText('12件').waitFor();
  await marketing.keyboard.press('Escape');
  await marketing.getByRole('button', { name: '採用する' }).click();
  await marketing.getByRole('textbox', { name: '理由' }).fill('営業の声のとおり');
  await marketing.getByRole('dialog').getByRole('button', { name: '採用する' }).click();
  await marketing.getByText('ルール r1 にしました').waitFor();
  await marketing.goto(`${served.url}/handovers`);
  await marketing.getByRole('tab', { name: '返事待ち 8', selected: true }).waitFor();
  await marketing.getByRole('tab', { name: /^リード/ }).click();
  await marketing.getByRole('checkbox').nth(1).waitFor();
  for (const box of await marketing.getByRole('checkbox').all()) await box.check();
  await marketing.getByRole('button', { name: /選択した2件を営業へ引き渡す/ }).click();
  await marketing.getByText(/ルール r1 で引き渡しを止めている条件\(工場自動化展\)/).waitFor();
  await marketing.getByRole('button', { name: 'それでも引き渡す' }).click();
  await marketing.getByText('2件を営業へ引き渡しました').waitFor();
  const sales = await signedIn(browser, served, 'sales_manager');
  const changes = sales.getByRole('alert', { name: 'あなたの声で変わったこと' });
  await changes.getByText('「工場自動化展」は営業へ渡さないことになりました。').waitFor();
  await sales.goto(`${served.url}/handovers`);
  await changes.waitFor();
});

test('marketing answers a rating, and whoever gave it reads the answer on the first screen', async () => {
  await inTransaction(served.world.database, (transaction) =>
    giveFeedback(transaction, {
      cycleId: cycles[39]!,
      memberId: manager,
      side: 'sales',
      code: 'wrong_person',
      text: '窓口は購買部でした',
      through: 'screen',
      givenAt: new Date(),
    }),
  );
  const marketing = await signedIn(browser, served, 'marketing_manager');
  await marketing.goto(`${served.url}/rejections`);
  const line = marketing.getByRole('row', { name: /窓口は購買部でした/ });
  await line.getByRole('button', { name: /に返事する$/ }).click();
  const form = marketing.getByRole('dialog');
  await form.getByRole('textbox', { name: 'マーケからの返事(200字まで)' }).fill('次回から購買部を確かめて渡します');
  assert.deepEqual(await flawsOf(marketing), []);
  await form.getByRole('button', { name: '返事を送る' }).click();
  await line.getByText('次回から購買部を確かめて渡します').waitFor();
  assert.deepEqual(await flawsOf(marketing), []);
  const sales = await signedIn(browser, served, 'sales_manager');
  const changes = sales.getByRole('alert', { name: 'あなたの声で変わったこと' });
  await changes.getByText('次回から購買部を確かめて渡します').waitFor();
  await line.getByRole('button', { name: '返事を取り消す' }).click();
  await line.getByRole('button', { name: /に返事する$/ }).waitFor();
});

test('another rule is replayed and opens to its leads', async () => {
  const page = await signedIn(browser, served, 'marketing_manager');
  await page.goto(`${served.url}/replay`);
  await page.getByRole('button', { name: '試算する' }).click();
  await page.getByRole('button', { name: /実際の引き渡し 渡すリード/ }).click();
  await page
    .getByRole('dialog')
    .getByText(/製作所/)
    .first()
    .waitFor();
  await page.keyboard.press('Escape');
  const fit = page.getByRole('region', { name: '企業・人物の条件ごとの点数' });
  await fit.getByRole('combobox', { name: '項目' }).click();
  await page.getByRole('option', { name: '獲得元' }).click();
  await fit.getByRole('combobox', { name: '値' }).click();
  await page.getByRole('option', { name: '工場自動化展' }).click();
  await fit.getByRole('textbox', { name: '点数' }).fill('100');
  await fit.getByRole('button', { name: '点数を加える' }).click();
  await fit.getByText('獲得元「工場自動化展」 +100').waitFor();
  const holds = page.getByRole('region', { name: '渡さない条件' });
  await holds.getByRole('combobox', { name: '項目' }).click();
  await page.getByRole('option', { name: '獲得元' }).click();
  await holds.getByRole('combobox', { name: '値' }).fill('Web問い合わせ');
  await holds.getByRole('button', { name: '条件を加える' }).click();
  await holds.getByText('獲得元「Web問い合わせ」 営業へ渡さない').first().waitFor();
  assert.deepEqual(await flawsOf(page), []);
  const [asked] = await Promise.all([
    page.waitForRequest((request) => request.url().endsWith('/api/replay')),
    page.getByRole('button', { name: '試算する' }).click(),
  ]);
  const { rule } = asked.postDataJSON();
  assert.deepEqual(rule.fit, { source: { 工場自動化展: 100 } });
  assert.ok(rule.holds.some((hold: { value: string }) => hold.value === 'Web問い合わせ'));
  await fit.getByRole('button', { name: '獲得元「工場自動化展」 を外す' }).click();
  await fit.getByText('獲得元「工場自動化展」 +100').waitFor({ state: 'detached' });
  await page.goto(`${served.url}/replay`);
  await page.getByRole('tab', { name: '振り分け' }).click();
  await page.getByRole('button', { name: '試算する' }).click();
  const known = page.getByRole('region', { name: '引き渡しの時点で、どこまで分かっていたか' });
  await known
    .getByRole('button', { name: /^担当 / })
    .first()
    .click();
  await page
    .getByRole('dialog', { name: /担当/ })
    .getByText(/製作所/)
    .first()
    .waitFor();
  assert.deepEqual(await flawsOf(page), []);
});

test('what was told, waits and is not told any more stands on the page of notices with its reason', async () => {
  await served.world.database.pool.query(
    `insert into notice (member_id, cycle_id, kind, send_at, sent_at, superseded_at, superseded_because, problem) values
       ($1, $2, 'handed_over', '2026-11-19', null, '2026-11-20', 'moved', null), ($1, $2, 'overdue', '2026-11-18', '2026-11-18', null, null, null),
       ($1, $3, 'overdue', '2026-11-18', null, null, null, '421 try later')
     on conflict (member_id, cycle_id, kind) do update set sent_at = excluded.sent_at, superseded_at = excluded.superseded_at, superseded_because = excluded.superseded_because, problem = excluded.problem`,
    [manager, cycles[36], cycles[37]],
  );
  const page = await signedIn(browser, served, 'sales_manager', { width: 390 });
  await page.goto(`${served.url}/notices`);
  const log = page.getByRole('region', { name: '自分への通知の記録' });
  for (const said of ['取りやめ: 担当が替わった', '知らせました', /送れませんでした。.*421 try later/])
    await log.getByText(said).first().waitFor();
  assert.deepEqual(await flawsOf(page), []);
  await log
    .getByRole('link', { name: /製作所/ })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
});

test('an endpoint inside the house is refused with a sentence; a room of a chat is added, and a webhook shows its key once', async () => {
  const admin = await signedIn(browser, served, 'admin');
  await admin.goto(`${served.url}/notices`);
  await admin.getByRole('heading', { name: '会社の通知先' }).waitFor();
  assert.deepEqual(await flawsOf(admin), []);
  const add = async (kind: string, name: string, label: string, address: string) => {
    await admin.getByRole('button', { name: '通知先を加える' }).first().click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByRole('combobox', { name: '種類' }).click();
    await admin.getByRole('option', { name: kind }).click();
    await dialog.getByLabel('名前').fill(name);
    await dialog.getByLabel(label).fill(address);
    await dialog.getByRole('button', { name: '通知先を加える' }).click();
  };
  await add('Webhook', '社内', '送り先の URL', 'https://169.254.169.254/latest');
  await admin.getByText(/このアドレスには送れません/).waitFor();
  await admin.getByRole('dialog').getByRole('button', { name: 'やめる' }).click();
  await add('Webhook', 'SFA連携', '送り先の URL', 'https://example.com/hook');
  await admin.getByText(/whsec_/).waitFor();
  await admin.getByRole('article').filter({ hasText: 'SFA連携' }).waitFor();
  assert.equal(
    troubles.filter((one) => !one.includes('422') && !one.includes('409') && !one.includes('410')).length,
    0,
  );
});
