import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from '#core/refusal.ts';

/**
 * Keeps keys of other systems unreadable in the database and its backups, and signs what leaves the house in a link. All of it
 * hangs on the secret of the data folder; `place` ties a sealed text to where it is stored, so that it opens nowhere else.
 */
export type Seal = {
  readonly close: (text: string, place: string) => string;
  /** Refuses `secret_unreadable` for what another secret closed, or another place. */
  readonly open: (sealed: string, place: string) => string;
  readonly sign: (claim: object, expires: Date) => string;
  /** The claim of a link that was signed here and has not expired, else undefined. */
  readonly verify: (token: string, now: Date) => unknown;
};

const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM and HMAC-SHA256 under two keys derived from one secret. */
export function createSeal(secret: string): Seal {
  const key = (use: string) => Buffer.from(hkdfSync('sha256', secret, 'mori', use, 32));
  const [sealing, signing] = [key('seal'), key('sign')];
  const mac = (text: string) => createHmac('sha256', signing).update(text).digest();
  return {
    close: (text, place) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
    },
    open: (sealed, place) => {
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, nonceBytes))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
      } catch (cause) {
        throw new Refusal(
          'secret_unreadable',
          '保存した鍵を読めません。データフォルダの secret が替わっていないか確かめ、鍵を入れ直してください。',
          { status: 409, cause },
        );
      }
    },
    sign: (claim, expires) => {
      const body = Buffer.from(JSON.stringify({ claim, expires: expires.getTime() })).toString('base64url');
      return `${body}.${mac(body).toString('base64url')}`;
    },
    verify: (token, now) => {
      const [body, mark, ...more] = token.split('.');
      if (!body || !mark || more.length > 0) return undefined;
      const given = Buffer.from(mark, 'base64url');
      const expected = mac(body);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const { claim, expires } = JSON.parse(Buffer.from(body, 'base64url').toString()) as {
        claim: unknown;
        expires: number;
      };
      return now.getTime() < expires ? claim : undefined;
    },
  };
}
