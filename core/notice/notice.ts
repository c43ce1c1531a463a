import type { CycleEventKind } from '#core/demand/cycle-event.ts';

/** What a receiver is told of a hand-over (domain.md §17.11), and the letter of the morning. */
export const memberNotices = ['handed_over', 'reminded', 'overdue', 'unfollowed', 'digest'] as const;
export type MemberNotice = (typeof memberNotices)[number];

/** What can be announced to a channel or another system, whomever it concerns. */
export const announcements = [
  'handed_over',
  'reminded',
  'overdue',
  'unfollowed',
  'asked_again',
  'accepted',
  'rejected',
  'rerouted',
  'ignored',
] as const;
export type Announcement = (typeof announcements)[number];

export const endpointKinds = ['teams', 'slack', 'chatwork', 'webhook'] as const;
export type EndpointKind = (typeof endpointKinds)[number];

const announcedAs: Readonly<Partial<Record<CycleEventKind, Announcement>>> = {
  hand_over: 'handed_over',
  accept: 'accepted',
  join_deal: 'accepted',
  reject: 'rejected',
  return: 'rejected',
  reroute: 'rerouted',
  reassign: 'rerouted',
  give_to_agency: 'rerouted',
  lapse: 'ignored',
};

/** What a fact of a lead cycle is announced as; undefined for steps that concern nobody else. */
export function announcementOf(kind: CycleEventKind): Announcement | undefined {
  return announcedAs[kind];
}

/** Channels of a member by notice: `mail`, or the id of an endpoint. */
export type NoticeChannels = Readonly<Record<MemberNotice, readonly (string | number)[]>>;

export const defaultChannels: NoticeChannels = {
  handed_over: ['mail'],
  reminded: ['mail'],
  overdue: ['mail'],
  unfollowed: ['mail'],
  digest: ['mail'],
};

/** Waits between the attempts of one message (Standard Webhooks): at once, then over about three days. */
const waitsMs = [0, 5_000, 5 * 60_000, 30 * 60_000, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * 3_600_000)];

/** Milliseconds until the attempt after `attempts` failed ones; undefined where the schedule ends and the endpoint is stopped. */
export function retryAfterMs(attempts: number): number | undefined {
  return waitsMs[attempts];
}
