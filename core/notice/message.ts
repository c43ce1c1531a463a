import type { Announcement, EndpointKind } from './notice.ts';

/** What a message says: no more of a person than the company they work for. */
export type Message = {
  readonly kind: Announcement | 'test';
  /** `堂島 剛さんへ`, where it is for one member in a shared room. */
  readonly to: string | null;
  readonly accountName: string | null;
  readonly receiverName: string | null;
  readonly reason: string | null;
  readonly link: string;
};

/** What another system gets: ids and a link, nothing personal (reliability.md §2.3, webhooks out). */
export type ThinEvent = {
  readonly type: `handover.${Announcement}` | 'test';
  readonly timestamp: string;
  readonly data: {
    readonly cycleId: string | null;
    readonly accountId: number | null;
    readonly state: string | null;
    readonly receiver: { readonly kind: string; readonly id: string } | null;
    readonly reason: string | null;
    readonly url: string;
  };
};

const titles: Readonly<Record<Message['kind'], string>> = {
  handed_over: '新しい引き渡し',
  reminded: '返事の期限が近いリード',
  overdue: '返事の期限を過ぎたリード',
  unfollowed: '受け入れたまま連絡の記録がないリード',
  asked_again: '対応中のリードからの新しい申し込み',
  accepted: '受け入れられたリード',
  rejected: '差し戻されたリード',
  rerouted: '担当が替わったリード',
  ignored: '未対応(期限切れ)のリード',
  test: 'Mori からのテスト通知です',
};
const buttonText = 'Mori で開く';

/** Lines of a message below its title. */
function linesOf(message: Message): string[] {
  if (message.kind === 'test') return ['この通知先は正しく設定されています。'];
  return [
    message.accountName ?? '企業が分からないリード',
    ...(message.receiverName ? [`担当: ${message.receiverName}`] : []),
    ...(message.reason ? [`理由: ${message.reason}`] : []),
  ];
}

const titleOf = (message: Message) => `${message.to ? `${message.to}: ` : ''}${titles[message.kind]}`;

/** The body for a chat, in the shape it asks for, with its content type. */
export function chatBody(kind: Exclude<EndpointKind, 'webhook'>, message: Message): { body: string; type: string } {
  if (kind === 'chatwork')
    return { body: `body=${encodeURIComponent(chatworkText(message))}`, type: 'application/x-www-form-urlencoded' };
  return {
    body: JSON.stringify(kind === 'teams' ? teamsCard(message) : slackMessage(message)),
    type: 'application/json',
  };
}

/** An Adaptive Card as a Teams workflow takes it. Its text is a kind of Markdown, so names are made plain. */
function teamsCard(message: Message): object {
  const text = (line: string, more: object = {}) => ({ type: 'TextBlock', text: plain(line), wrap: true, ...more });
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            text(titleOf(message), { weight: 'Bolder', size: 'Medium' }),
            ...linesOf(message).map((line) => text(line)),
          ],
          actions: [{ type: 'Action.OpenUrl', title: buttonText, url: message.link }],
        },
      },
    ],
  };
}

/** Slack Block Kit, with plain text for the notification. Names cannot call a channel: `<!here>` stays words. */
function slackMessage(message: Message): object {
  const inert = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const lines = linesOf(message);
  return {
    text: inert(`${titleOf(message)}: ${lines[0]}`),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: titleOf(message).slice(0, 150) } },
      { type: 'section', text: { type: 'plain_text', text: lines.join('\n').slice(0, 2_900) } },
      {
        type: 'actions',
        elements: [{ type: 'button', text: { type: 'plain_text', text: buttonText }, url: message.link }],
      },
    ],
  };
}

/** Chatwork's own marks stand in square brackets; those of a name become full-width. */
function chatworkText(message: Message): string {
  const safe = (text: string) => text.replace(/\[/g, '［').replace(/\]/g, '］');
  return `[info][title]${safe(titleOf(message))}[/title]${linesOf(message).map(safe).join('\n')}\n${message.link}[/info]`;
}

/** Markdown marks of a name are shown, not obeyed. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~-]/g, '\\$&');
}
