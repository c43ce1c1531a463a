import { randomBytes } from 'node:crypto';
import type { Announcement, EndpointKind } from '#core/notice/notice.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { findEndpoint, type StoredEndpoint } from '#db/endpoints.ts';
import type { Db } from '#db/pool.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Actor } from './hand-over.ts';
import { requirePublic, type Outgoing } from './safe-request.ts';
import type { Seal } from './seal.ts';

/** What sending needs beside the database: keys, the way out, and where links lead. */
export type Sender = { readonly seal: Seal; readonly outgoing: Outgoing; readonly publicUrl: string };

export type EndpointDraft = {
  readonly kind: EndpointKind;
  readonly name: string;
  /** The webhook's address; for Chatwork the number of a room. */
  readonly address: string;
  /** Chatwork's token. */
  readonly token?: string | undefined;
  readonly announces: readonly Announcement[];
  readonly isOpenToMembers: boolean;
};

/** How long the secret before a change signs beside the new one, so that receivers can change over. */
const overlapMs = 24 * 3_600_000;

/**
 * Adds an endpoint. A webhook gets a signing secret, which is shown this once. Refuses `address_refused` and
 * `chatwork_token_missing`.
 */
export async function addEndpoint(
  transaction: Transaction,
  draft: EndpointDraft,
  sender: Sender,
  actor: Actor,
): Promise<{ id: number; secret: string | null }> {
  const { db } = transaction;
  const url = requirePublic(sender.outgoing, addressOf(draft));
  const secret = draft.kind === 'webhook' ? newSecret() : tokenOf(draft);
  const { notice_endpoint_id: id } = await db
    .insertInto('notice_endpoint')
    .values({
      kind: draft.kind,
      name: draft.name,
      host: url.host,
      address: '',
      announces: [...draft.announces],
      is_open_to_members: draft.isOpenToMembers,
      created_by: actor.memberId,
      created_at: actor.now,
    })
    .returning('notice_endpoint_id')
    .executeTakeFirstOrThrow();
  await db
    .updateTable('notice_endpoint')
    .set({
      address: sender.seal.close(url.href, placeOf(id, 'address')),
      secret: secret === null ? null : sender.seal.close(secret, placeOf(id, 'secret')),
    })
    .where('notice_endpoint_id', '=', id)
    .execute();
  await audit(db, actor, 'add', id, { kind: draft.kind, name: draft.name, host: url.host, announces: draft.announces });
  return { id, secret: draft.kind === 'webhook' ? secret : null };
}

export type EndpointChange = {
  readonly name?: string | undefined;
  readonly announces?: readonly Announcement[] | undefined;
  readonly isOpenToMembers?: boolean | undefined;
  /** Starts an endpoint again that was stopped. */
  readonly isActive?: boolean | undefined;
};

/** Changes what an endpoint is called and told; starting a stopped one forgets its failures. */
export async function changeEndpoint(
  transaction: Transaction,
  id: number,
  change: EndpointChange,
  actor: Actor,
): Promise<{ id: number }> {
  const before = await requireEndpoint(transaction.db, id);
  await transaction.db
    .updateTable('notice_endpoint')
    .set({
      name: change.name ?? before.name,
      announces: [...(change.announces ?? before.announces)],
      is_open_to_members: change.isOpenToMembers ?? before.isOpenToMembers,
      ...(change.isActive === true ? { disabled_at: null, disabled_because: null, failures: 0 } : {}),
      ...(change.isActive === false ? { disabled_at: actor.now, disabled_because: '管理者が止めました。' } : {}),
    })
    .where('notice_endpoint_id', '=', id)
    .execute();
  await audit(transaction.db, actor, 'change', id, change, { name: before.name, announces: before.announces });
  return { id };
}

/** Gives a webhook a new signing secret, shown this once; the old one signs beside it for a day. */
export async function rotateSecret(
  transaction: Transaction,
  id: number,
  seal: Seal,
  actor: Actor,
): Promise<{ secret: string; previousUntil: Date }> {
  const before = await requireEndpoint(transaction.db, id);
  if (before.kind !== 'webhook' || before.secret === null)
    throw new Refusal('endpoint_without_secret', '署名の鍵があるのは Webhook だけです。', { status: 422 });
  const secret = newSecret();
  const previousUntil = new Date(actor.now.getTime() + overlapMs);
  await transaction.db
    .updateTable('notice_endpoint')
    .set({
      secret: seal.close(secret, placeOf(id, 'secret')),
      previous_secret: seal.close(seal.open(before.secret, placeOf(id, 'secret')), placeOf(id, 'previous')),
      previous_until: previousUntil,
    })
    .where('notice_endpoint_id', '=', id)
    .execute();
  await audit(transaction.db, actor, 'rotate', id, { previousUntil });
  return { secret, previousUntil };
}

/** Removes an endpoint with its log; members who chose it are told by mail again. */
export async function removeEndpoint(transaction: Transaction, id: number, actor: Actor): Promise<{ removed: true }> {
  const { kind, name, host } = await requireEndpoint(transaction.db, id);
  await transaction.db.deleteFrom('notice_endpoint').where('notice_endpoint_id', '=', id).execute();
  await audit(transaction.db, actor, 'remove', id, {}, { kind, name, host });
  return { removed: true };
}

/** The endpoint, or `endpoint_not_found`. */
export async function requireEndpoint(db: Db, id: number): Promise<StoredEndpoint> {
  const found = await findEndpoint(db, id);
  if (!found) throw new Refusal('endpoint_not_found', 'この通知先はありません。', { status: 404 });
  return found;
}

/** Where a sealed part of an endpoint is kept. */
export const placeOf = (id: number, part: 'address' | 'secret' | 'previous') => `notice_endpoint/${id}/${part}`;

function addressOf({ kind, address }: EndpointDraft): string {
  return kind === 'chatwork' && /^\d{1,20}$/.test(address)
    ? `https://api.chatwork.com/v2/rooms/${address}/messages`
    : address;
}

function tokenOf({ kind, token }: EndpointDraft): string | null {
  if (kind !== 'chatwork') return null;
  if (!token)
    throw new Refusal('chatwork_token_missing', 'Chatwork の API トークンを入れてください。', { status: 422 });
  return token;
}

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;

async function audit(db: Db, actor: Actor, what: string, id: number, after: object, before?: object): Promise<void> {
  await writeAudit(db, {
    memberId: actor.memberId,
    action: `notice_endpoint.${what}`,
    subjectKind: 'notice_endpoint',
    subjectId: id,
    ...(before ? { before } : {}),
    after,
  });
}
