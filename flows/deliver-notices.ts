import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { chatBody, type Message, type ThinEvent } from '#core/notice/message.ts';
import { retryAfterMs } from '#core/notice/notice.ts';
import type { NoticeKind, Superseded } from '#core/notice/standing.ts';
import { noticeTime } from '#core/period/due.ts';
import { reasonRules, isRejectionReason } from '#core/demand/reasons.ts';
import { Refusal } from '#core/refusal.ts';
import { claimDue, putOff, saveOutcome, supersede, type DueDelivery, type Outcome } from '#db/deliveries.ts';
import { findEndpoint, type StoredEndpoint } from '#db/endpoints.ts';
import type { Database, Db } from '#db/pool.ts';
import { readDeadlines, readStandings, type Deadlines } from './notice-standing.ts';
import { placeOf, requireEndpoint, type Sender } from './notice-endpoints.ts';
import { postSafely, type Answered } from './safe-request.ts';

const perRun = 200;
/** Longer than any attempt takes: who claims a message and dies leaves it to the next after this. */
const holdMs = 120_000;

/**
 * Sends what waits in the outbox. Each endpoint has its own queue, so a dead one keeps nobody waiting; chats are left in peace
 * outside business hours and are not told what does not hold any more, other systems are told at once. A failure is tried again over three days, then the endpoint is
 * stopped with a sentence (reliability.md §2.3).
 */
export async function deliverNotices(
  database: Database,
  sender: Sender,
  now: Date,
): Promise<{ sent: number; superseded: number; failed: number }> {
  const { db } = database;
  const deadlines = await readDeadlines(db);
  const { quiet, calendar } = deadlines.settings;
  const claimed = await claimDue(db, now, perRun, holdMs);
  const morning = noticeTime(now, quiet, calendar);
  const isQuiet = (delivery: DueDelivery) => delivery.endpointKind !== 'webhook' && morning > now;
  await putOff(
    db,
    claimed.filter(isQuiet).map((delivery) => delivery.id),
    morning,
  );
  const queues = Map.groupBy(
    claimed.filter((delivery) => !isQuiet(delivery)),
    (delivery) => delivery.endpointId,
  );
  const done = { sent: 0, superseded: 0, failed: 0 };
  await Promise.all(
    [...queues].map(async ([endpointId, deliveries]) => {
      const endpoint = await findEndpoint(db, endpointId);
      if (!endpoint) return;
      for (const [index, delivery] of deliveries.entries()) {
        const because = await becauseOf(db, delivery, deadlines, now);
        if (because !== null) {
          await supersede(db, delivery.id, because, now);
          done.superseded++;
          continue;
        }
        const outcome = await attempt(endpoint, delivery, sender, now);
        await saveOutcome(db, delivery, outcome, now);
        if (outcome.state === 'sent') done.sent++;
        else {
          done.failed++;
          if (outcome.state === 'failed') await stop(db, endpoint, outcome, now);
          // What fails now would fail again at once: the rest waits with it.
          await putOff(
            db,
            deliveries.slice(index + 1).map((one) => one.id),
            outcome.nextAt,
          );
          return;
        }
      }
    }),
  );
  return done;
}

/**
 * Why a message that waited is not to be sent any more: of members' own notices and of what is due, told in chats. A fact stays a
 * fact, and other systems are told what was said at its time.
 */
async function becauseOf(
  db: Db,
  { isFact, endpointKind, kind, cycleId, memberId, isReaderActive }: DueDelivery,
  deadlines: Deadlines,
  now: Date,
): Promise<Superseded | null> {
  if (isFact || endpointKind === 'webhook' || cycleId === null) return null;
  const notice = { kind: kind as NoticeKind, cycleId, memberId, isReaderActive };
  const [because] = await readStandings(db, [notice], deadlines, now);
  return because!;
}

/** Sends one message that says it is a test, and tells how that went. Refuses `endpoint_not_found`. */
export async function testEndpoint(db: Db, id: number, sender: Sender, now: Date): Promise<Omit<Outcome, 'nextAt'>> {
  const endpoint = await requireEndpoint(db, id);
  const { state, status, problem, tookMs } = await attempt(endpoint, undefined, sender, now);
  return { state: state === 'sent' ? 'sent' : 'failed', status, problem, tookMs };
}

async function attempt(
  endpoint: StoredEndpoint,
  delivery: DueDelivery | undefined,
  sender: Sender,
  now: Date,
): Promise<Outcome> {
  try {
    const { address, ...message } = compose(endpoint, delivery, sender, now);
    return judge(await postSafely(sender.outgoing, address, message), delivery?.attempts ?? 0, now);
  } catch (error) {
    const problem = error instanceof Refusal ? error.message : problemOf(error);
    return { ...later(delivery?.attempts ?? 0, now), status: null, problem, tookMs: null };
  }
}

/** Address, headers and body of one message. The id stays the same over all attempts; the signature is of the attempt. */
function compose(
  endpoint: StoredEndpoint,
  delivery: DueDelivery | undefined,
  { seal, publicUrl }: Sender,
  now: Date,
): { address: string; body: string; headers: Record<string, string> } {
  const address = seal.open(endpoint.address, placeOf(endpoint.id, 'address'));
  const secret = endpoint.secret === null ? '' : seal.open(endpoint.secret, placeOf(endpoint.id, 'secret'));
  const link = delivery?.cycleId ? `${publicUrl}/handovers?lead=${delivery.cycleId}` : publicUrl;
  if (endpoint.kind !== 'webhook') {
    const { body, type } = chatBody(endpoint.kind, messageOf(delivery, link));
    return { address, body, headers: { 'content-type': type, ...(secret ? { 'x-chatworktoken': secret } : {}) } };
  }
  const id = `msg_${delivery?.messageId ?? randomUUID()}`;
  const body = JSON.stringify(eventOf(delivery, link, now));
  const isOverlap = endpoint.previousSecret !== null && endpoint.previousUntil !== null && now < endpoint.previousUntil;
  const secrets = [
    secret,
    ...(isOverlap ? [seal.open(endpoint.previousSecret!, placeOf(endpoint.id, 'previous'))] : []),
  ];
  return {
    address,
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': secrets.map((one) => new Webhook(one).sign(id, now, body)).join(' '),
    },
  };
}

function messageOf(delivery: DueDelivery | undefined, link: string): Message {
  if (!delivery) return { kind: 'test', to: null, accountName: null, receiverName: null, reason: null, link };
  const { kind, accountName, receiverName, reason, memberName } = delivery;
  return {
    kind,
    to: memberName && `${memberName}さんへ`,
    accountName,
    receiverName,
    reason: kind === 'rejected' && reason !== null && isRejectionReason(reason) ? reasonRules[reason].ja : null,
    link,
  };
}

function eventOf(delivery: DueDelivery | undefined, url: string, now: Date): ThinEvent {
  return {
    type: delivery ? `handover.${delivery.kind}` : 'test',
    timestamp: (delivery?.createdAt ?? now).toISOString(),
    data: {
      cycleId: delivery?.cycleId ?? null,
      accountId: delivery?.accountId ?? null,
      state: delivery?.state ?? null,
      receiver: delivery?.receiverKind ? { kind: delivery.receiverKind, id: delivery.receiverId! } : null,
      reason: delivery?.reason ?? null,
      url,
    },
  };
}

/** Only 2xx is success; 410 says that the receiver is gone for good. */
function judge({ status, tookMs, retryAfterSeconds }: Answered, attempts: number, now: Date): Outcome {
  if (status >= 200 && status < 300) return { state: 'sent', status, problem: null, tookMs, nextAt: now };
  if (status === 410)
    return {
      state: 'failed',
      status,
      problem: '受信側がこのアドレスは終了したと答えました(410)。',
      tookMs,
      nextAt: now,
    };
  const wait = later(attempts, now);
  const asked = new Date(now.getTime() + (retryAfterSeconds ?? 0) * 1_000);
  return {
    ...wait,
    nextAt: asked > wait.nextAt ? asked : wait.nextAt,
    status,
    problem: `受信側が ${status} を返しました。`,
    tookMs,
  };
}

/** When to try again after one more failure; the end of the schedule is the end. */
function later(attempts: number, now: Date): { state: 'waiting' | 'failed'; nextAt: Date } {
  const wait = retryAfterMs(attempts + 1);
  return wait === undefined
    ? { state: 'failed', nextAt: now }
    : { state: 'waiting', nextAt: new Date(now.getTime() + wait) };
}

async function stop(db: Db, endpoint: StoredEndpoint, { problem }: Outcome, now: Date): Promise<void> {
  const because = `送れない状態が続いたため止めました。${problem ?? ''}アドレスを確かめ、テスト送信してから再開してください。`;
  await db
    .updateTable('notice_endpoint')
    .set({ disabled_at: now, disabled_because: because })
    .where('notice_endpoint_id', '=', endpoint.id)
    .execute();
}

const problems: Readonly<Record<string, string>> = {
  ENOTFOUND: 'この名前のサーバーが見つかりません。',
  EAI_AGAIN: 'この名前のサーバーが見つかりません。',
  ECONNREFUSED: '接続を断られました。',
  ECONNRESET: '接続が途中で切れました。',
  ABORT_ERR: '15秒待っても返事がありません。',
  CERT_HAS_EXPIRED: '受信側の証明書の期限が切れています。',
  DEPTH_ZERO_SELF_SIGNED_CERT: '受信側の証明書を確かめられません。',
};

/** Why nobody answered, in a sentence; the system's own words could hold the address, which is a secret. */
function problemOf(error: unknown): string {
  const code = (error as { code?: string }).code ?? '';
  return problems[code] ?? `接続できません(${/^[A-Z_]+$/.test(code) ? code : 'unknown'})。`;
}
