import { createTransport } from 'nodemailer';
import type { Post } from '#flows/send-notices.ts';

export type MailSettings = { readonly smtpUrl: string; readonly from: string };

/** Letters through the company's own mail server. */
export function mailPost({ smtpUrl, from }: MailSettings): Post {
  const transport = createTransport(smtpUrl);
  return async (letter) => void (await transport.sendMail({ from, ...letter }));
}
