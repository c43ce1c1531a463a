import { remember } from '#core/text/remember.ts';
import { getDomain } from 'tldts';

/** A mail address taken apart. `domain` is the registrable one (`mail.aozora.co.jp` → `aozora.co.jp`). */
export type Email = {
  readonly address: string;
  readonly domain: string;
  /** info@, sales@ …: a desk, not a person. */
  readonly isRole: boolean;
  /** The domain tells the company: not free mail, not a provider. */
  readonly isCorporate: boolean;
};

const syntax =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;

/** Reads one address (full-width letters, `(at)` and plus tags are mended) or undefined when it is none. */
export function parseEmail(raw: string): Email | undefined {
  const address = syntax.test(raw) && !raw.includes('+') ? raw : mended(raw);
  if (address === undefined || address.length > 254 || /\.\.|\.@|^\./.test(address)) return undefined;
  const at = address.indexOf('@');
  const domain = registrableDomain(address.slice(at + 1));
  if (!domain) return undefined;
  return { address, domain, isRole: isRole(address.slice(0, at)), isCorporate: isCorporateDomain(domain) };
}

function mended(raw: string): string | undefined {
  const address = (/<([^<>]+)>/.exec(raw)?.[1] ?? raw)
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^(?:mailto:|e-?mail\s*:|メール\s*:)\s*/, '')
    .replace(/\?.*$|\s*[([](?!at[)\]]).*$/, '')
    .replace(/\s*@\s*/, '@')
    .replace(/\s*[([]at[)\]]\s*/, '@')
    .replace(/\+[^@]*@/, '@');
  return syntax.test(address) ? address : undefined;
}

/** Addresses in one cell: `a@x.jp; b@y.jp`. */
export function splitEmails(raw: string): string[] {
  return raw.split(/[;,、\s/]+/).filter((part) => part.includes('@') || part.includes('＠'));
}

/** Registrable domain of a host, URL or bare domain; undefined for addresses of machines and broken text. */
export const registrableDomain = remember(
  (raw) =>
    getDomain(raw.normalize('NFKC').trim().toLowerCase().replace(/\.$/, ''), { allowPrivateDomains: false }) ||
    undefined,
  20_000,
);

/** False for free mail, carriers and providers, whose domain says nothing about the company (identity.md §3.11). */
export function isCorporateDomain(domain: string): boolean {
  return !sharedDomains.has(domain);
}

/** Addresses that live for minutes. */
export function isDisposableDomain(domain: string): boolean {
  return disposableDomains.has(domain);
}

const disposableDomains = new Set(
  'mailinator.com guerrillamail.com 10minutemail.com yopmail.com tempmail.com'.split(' '),
);

const sharedDomains = new Set([
  ...disposableDomains,
  ...`gmail.com googlemail.com yahoo.co.jp ymail.ne.jp yahoo.com outlook.com outlook.jp hotmail.com hotmail.co.jp live.jp live.com msn.com
  icloud.com me.com mac.com aol.com aol.jp excite.co.jp goo.jp goo.ne.jp infoseek.jp zoho.com proton.me protonmail.com gmx.com mail.com
  qq.com 163.com naver.com docomo.ne.jp ezweb.ne.jp au.com softbank.jp softbank.ne.jp vodafone.ne.jp ymobile.ne.jp ymobile1.ne.jp disney.ne.jp
  willcom.com rakumail.jp uqmobile.jp ocn.ne.jp nifty.com nifty.ne.jp biglobe.ne.jp so-net.ne.jp plala.or.jp dion.ne.jp eonet.ne.jp
  asahi-net.or.jp ybb.ne.jp home.ne.jp hi-ho.ne.jp wakwak.com commufa.jp odn.ne.jp tiki.ne.jp mopera.net zaq.ne.jp jcom.zaq.ne.jp`.split(
    /\s+/,
  ),
]);

/** info@, info2@, soumu-info@: every word a desk's. */
function isRole(local: string): boolean {
  return (
    roleNames.has(local) ||
    local
      .replace(/\d+$/, '')
      .split(/[-_.]/)
      .every((word) => roleNames.has(word))
  );
}

const roleNames = new Set(
  `info contact support sales eigyo soumu somu jinji saiyo recruit kouhou koho pr marketing admin webmaster postmaster office mail keiri
  order inquiry toiawase help desk customer noreply no-reply`.split(/\s+/),
);
