import { lookup as resolve } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import ipaddr from 'ipaddr.js';
import { Refusal } from '#core/refusal.ts';

/** What an operator allows beyond public https: hosts of the intranet, as `host` or `host:port`. */
export type Outgoing = { readonly allowed: readonly string[] };

export type Answered = { readonly status: number; readonly tookMs: number; readonly retryAfterSeconds: number | null };

const timeoutMs = 15_000;
const answerBytesMax = 64 * 1024;

/**
 * Sends one message to an address that somebody typed (reliability.md §2.4). Only https on port 443 to public addresses, looked at
 * after the name is resolved, and the connection goes to exactly those; no redirects, 15 seconds, and nothing of the answer
 * but its status. Refuses `address_refused`; throws where nobody answers.
 */
export async function postSafely(
  { allowed }: Outgoing,
  address: string,
  message: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
): Promise<Answered> {
  const url = requirePublic({ allowed }, address);
  const isTrusted = isAllowed(url, allowed);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = ipaddr.isValid(host)
    ? [{ address: host, family: host.includes(':') ? 6 : 4 }]
    : await resolve(host, { all: true });
  if (!isTrusted && found.some((one) => !isPublic(one.address)))
    throw refused('社内や自分自身のアドレスには送れません。');
  const started = performance.now();
  return new Promise((fulfil, reject) => {
    const client = url.protocol === 'https:' ? https : http;
    const request = client.request(
      url,
      {
        method: 'POST',
        headers: { ...message.headers, 'content-length': Buffer.byteLength(message.body), 'user-agent': 'Mori' },
        // The addresses that were looked at, so that a second answer of the name server cannot lead elsewhere.
        lookup: (_name, options, done) =>
          options.all ? done(null, found) : done(null, found[0]!.address, found[0]!.family),
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > answerBytesMax) response.destroy();
        });
        response.on('close', () => {
          const retryAfter = Number(response.headers['retry-after']);
          fulfil({
            status: response.statusCode ?? 0,
            tookMs: Math.round(performance.now() - started),
            retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? Math.min(retryAfter, 86_400) : null,
          });
        });
        response.on('error', () => undefined);
      },
    );
    request.on('error', reject);
    request.end(message.body);
  });
}

/** The address if a message may go there as far as its text tells. Refuses `address_refused`. */
export function requirePublic({ allowed }: Outgoing, address: string): URL {
  if (!URL.canParse(address)) throw refused('https:// で始まる正しいアドレスを入れてください。');
  const url = new URL(address);
  if (url.username || url.password) throw refused('アドレスに利用者名やパスワードは入れられません。');
  if (isAllowed(url, allowed) && (url.protocol === 'https:' || url.protocol === 'http:')) return url;
  if (url.protocol !== 'https:') throw refused('https:// で始まるアドレスだけに送れます。');
  if (url.port !== '') throw refused('標準のポート(443)だけに送れます。');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host) ? !isPublic(host) : insideName.test(host.replace(/\.$/, '')))
    throw refused('社内や自分自身のアドレスには送れません。');
  return url;
}

/** Names that never mean a public host: without any dot, or under a suffix of local networks. */
const insideName = /^[^.]*$|(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/;

function isAllowed(url: URL, allowed: readonly string[]): boolean {
  return allowed.includes(url.host) || allowed.includes(url.hostname);
}

/** A public unicast address; those that carry an IPv4 address inside are judged by it or refused. */
function isPublic(address: string): boolean {
  const parsed = ipaddr.process(address.split('%')[0]!);
  if (parsed.kind() === 'ipv6' && (parsed as ipaddr.IPv6).parts.slice(0, 6).every((part) => part === 0)) return false;
  return parsed.range() === 'unicast';
}

const refused = (why: string) => new Refusal('address_refused', `このアドレスには送れません: ${why}`, { status: 422 });
