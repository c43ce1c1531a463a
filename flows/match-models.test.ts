import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Evidence } from '#core/identify/evidence.ts';
import { findLatestProposal, tellProgress } from '#db/match-model-proposals.ts';
import { listModelVersions, readModelInForce } from '#db/match-models.ts';
import type { Database } from '#db/pool.ts';
import { Refusal } from '#core/refusal.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { adoptModel } from './adopt-match-model.ts';
import { recordShippedModels, shippedSettings } from './match-models.ts';
import { dropProposal, proposeModel, runModelProposal, type ModelRequest } from './propose-match-model.ts';
import { applyReDecision, beginReDecision, proposeReDecision } from './re-decide.ts';
import { rebuild } from './rebuild.ts';

let database: Database;
const now = new Date('2026-04-13T00:00:00Z');
before(async () => {
  database = await openTestDatabase('match_models');
});
after(() => database.close());

const take = (source: string, ...rows: string[]) =>
  takeIn(database, { text: `会社名,URL,住所,電話\r\n${rows.join('\r\n')}\r\n` }, 'companies', { source });
const propose = async (request: ModelRequest) => {
  const id = await proposeModel(database, 'account', request, null, now);
  await runModelProposal(database, id);
  return (await findLatestProposal(database.db, 'account'))!;
};
const adopt = async (request: ModelRequest) =>
  adoptModel(database, (await propose(request)).id, { reason: '試験のため', memberId: null, now });
const linkOf = async (source: string): Promise<{ id: number; evidence: Evidence }> =>
  (
    await database.pool.query(
      "select l.account_id as id, l.evidence from raw_row r join row_link l on l.row_key = r.row_key and l.version = r.version and l.role = 'main' where r.source = $1 order by r.row_number limit 1",
      [source],
    )
  ).rows[0];
const isRebuiltAlike = async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
};
const refusal = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
/** An equal name and domain suffice for a question only. */
const moreCareful: ModelRequest = {
  origin: 'edited',
  change: {
    levels: [
      { comparison: 'name', level: 'core', value: 0.0001 },
      { comparison: 'domain', level: 'equal', value: 0 },
    ],
  },
};

test('what Mori comes with is the first version and begins before all rows; recorded twice it is there once', async () => {
  await recordShippedModels(database, now);
  await take('crm', '株式会社桐谷工業,https://kiritani.co.jp,,', '株式会社海野製作所,https://umino.co.jp,,');
  await take('seminar', '桐谷工業,https://kiritani.co.jp,,');
  await recordShippedModels(database, now);
  const versions = await listModelVersions(database.db, 'account');
  assert.deepEqual(
    versions.map(({ number, origin, isInForce }) => [number, origin, isInForce]),
    [[1, 'shipped', true]],
  );
});

test('a proposal shows what it would change and changes nothing; numbers out of bounds are refused with their bounds', async () => {
  const state = await dumpDerived(database);
  const { state: how, result } = await propose(moreCareful);
  assert.equal(how, 'ready');
  assert.equal(result!.effect.counts.same.review, 1, 'the seminar row would be asked about');
  assert.deepEqual(
    result!.effect.examples.map(({ before, after }) => [before, after]),
    [['same', 'review']],
  );
  assert.deepEqual(await dumpDerived(database), state);
  assert.equal((await readModelInForce(database.db, 'account'))!.number, 1);
  await assert.rejects(
    propose({ origin: 'edited', change: { thresholds: { auto: 40 } } }),
    (error) => error instanceof Refusal && error.code === 'model_out_of_range' && error.message.includes('13.29'),
  );
  await assert.rejects(
    propose({ origin: 'edited', change: { levels: [{ comparison: 'phone', level: 'equal', value: -3 }] } }),
    refusal('model_out_of_range'),
  );
  await assert.rejects(
    propose({ origin: 'edited', change: { levels: [{ comparison: 'phone', level: 'fax', value: 3 }] } }),
    refusal('model_level_unknown'),
  );
  await assert.rejects(propose({ origin: 'returned', to: 'shipped' }), refusal('nothing_changed'));
  await assert.rejects(propose({ origin: 'returned', to: 9 }), refusal('model_version_missing'));
});

test('an adopted version decides what comes from then on; what was decided stays and keeps its version; a rebuild gives the same', async () => {
  assert.deepEqual(await adopt(moreCareful), { number: 2 });
  await take('cards', '海野製作所,https://umino.co.jp,,');
  const [crm, seminar, cards] = [await linkOf('crm'), await linkOf('seminar'), await linkOf('cards')];
  assert.equal(seminar.id, crm.id);
  assert.notEqual(cards.id, crm.id + 1, 'a company of its own');
  const { rows } = await database.pool.query("select evidence from review where state = 'open' and kind = 'account'");
  assert.equal(rows.length, 1);
  assert.equal(rows[0].evidence.model, 'v2');
  await isRebuiltAlike();
  assert.equal((await linkOf('seminar')).id, (await linkOf('crm')).id);
  assert.equal((await readModelInForce(database.db, 'account'))!.number, 2);
});

test('another version adopted meanwhile, a proposal given up, or one under way: nothing is adopted', async () => {
  const { id } = await propose({ origin: 'returned', to: 'shipped' });
  await database.pool.query('update match_model_proposal set based_on = 1 where match_model_proposal_id = $1', [id]);
  const given = { reason: '試験', memberId: null, now };
  await assert.rejects(adoptModel(database, id, given), refusal('model_changed'));
  await dropProposal(database, id, null);
  await assert.rejects(adoptModel(database, id, given), refusal('model_proposal_over'));
  const next = await proposeModel(database, 'account', { origin: 'trained' }, null, now);
  await assert.rejects(
    proposeModel(database, 'account', { origin: 'trained' }, null, now),
    refusal('model_proposal_running'),
  );
  await dropProposal(database, next, null);
  assert.equal(await tellProgress(database.db, next, { step: 'chance', done: 1, total: 2 }), false);
  await runModelProposal(database, next);
  assert.equal((await findLatestProposal(database.db, 'account'))!.state, 'cancelled');
});

test('back to what Mori comes with, decided again: only then earlier links follow, explained by the version that moved them', async () => {
  assert.deepEqual(await adopt({ origin: 'returned', to: 'shipped' }), { number: 3 });
  const asked = await linkOf('cards');
  const id = await beginReDecision(database, null, now);
  const { account } = await proposeReDecision(database, id);
  assert.equal(account.merged, 1);
  assert.equal((await linkOf('cards')).id, asked.id, 'not before it is carried out');
  await applyReDecision(database, id, null, now);
  const moved = await linkOf('cards');
  assert.notEqual(moved.id, asked.id);
  assert.equal(moved.evidence.model, 'v3');
  await isRebuiltAlike();
  assert.deepEqual(await linkOf('cards'), moved);
});

test('weights learned twice from one base are the same, and a small base hardly moves them', async () => {
  const learn = async () => (await propose({ origin: 'trained' })).settings!;
  const [one, other] = [await learn(), await learn()];
  assert.deepEqual(one, other);
  const before = shippedSettings.account.levels.phone!.find(({ code }) => code === 'toll_free')!;
  assert.equal(one.levels.phone!.find(({ code }) => code === 'toll_free')!.bits, before.bits);
});
