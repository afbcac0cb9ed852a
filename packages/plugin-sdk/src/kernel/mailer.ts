import nodemailer from 'nodemailer';
import { AppError } from '../primitives';
import type { Config } from './config';

/** A letter of the product itself: an invitation, a way back in. Customers' mail goes another way. */
export interface SystemMail {
  to: string;
  subject: string;
  /** Plain text; lines of at most 75 characters read best. */
  text: string;
}

export interface Mailer {
  /** Without a server, links are shown on screen to whoever may pass them on. */
  readonly isConfigured: boolean;
  /** Hands the letter to the mail server. Throws `unavailable` when it does not take it. */
  send(mail: SystemMail): Promise<void>;
}

/** Letters of the product itself, through the server of `SOCLE_SMTP_URL`. */
export function createMailer(config: Config): Mailer {
  const { smtpUrl, mailFrom } = config;
  const transport = smtpUrl
    ? nodemailer.createTransport({ url: smtpUrl, connectionTimeout: 10_000, socketTimeout: 20_000 })
    : null;
  return {
    isConfigured: transport !== null,
    async send(mail) {
      if (!transport) throw new AppError('unavailable', 'error.noMailServer');
      try {
        await transport.sendMail({ from: mailFrom, ...mail });
      } catch (error) {
        throw new AppError('unavailable', 'error.mailRefused', {
          reason: error instanceof Error ? error.message : String(error),
        });
      }
    },
  };
}
