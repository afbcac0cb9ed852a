import {
  type Host,
  linksOf,
  offeredProviders,
  openForInstallation,
  openForUser,
  passkeySite,
  passkeysOf,
  type Session,
  sealForInstallation,
  sealForUser,
} from '@socle/plugin-sdk/kernel';
import { AppError, type ErrorParams } from '@socle/plugin-sdk/primitives';
import { z } from 'zod';
import { deviceOf } from './device-name';
import type { HostArgs } from './host-page.server';

/** Why a way in did not lead in, in words of ours. */
export interface WayInProblem {
  code: string;
  params: ErrorParams;
}

/** What the sign-in page offers besides the password. */
export async function waysIn({ host, url }: Pick<HostArgs, 'host' | 'url'>) {
  return {
    providers: await offeredProviders(host),
    hasPasskeys: passkeySite(host.config, url) !== null,
    problem: readProblem(host, url),
  };
}

/** How somebody who is signed in can show it is still them, besides the password. */
export async function waysToConfirm({
  host,
  url,
  session,
}: Pick<HostArgs, 'host' | 'url'> & { session: Session }) {
  const links = await linksOf(host, session.userId);
  const passkeys = await passkeysOf(host, session.userId);
  return {
    providers: links
      .filter(({ isLinked }) => isLinked)
      .map(({ providerId, name }) => ({ id: providerId, name })),
    hasPasskeys: passkeys.length > 0 && passkeySite(host.config, url) !== null,
    problem: readProblem(host, url),
  };
}

/** One's own passkeys and providers, for the security page. */
export async function ownWaysIn({
  host,
  url,
  request,
  session,
}: Pick<HostArgs, 'host' | 'url' | 'request'> & { session: Session }) {
  const { browser, system } = deviceOf(request.headers.get('user-agent') ?? '');
  const links = await linksOf(host, session.userId);
  return {
    passkeys: await passkeysOf(host, session.userId),
    canAddPasskeys: passkeySite(host.config, url) !== null,
    deviceName: [system, browser].filter(Boolean).join(', '),
    links: links.map((link) => ({
      ...link,
      token: linkToken(host, session.userId, link.providerId),
    })),
    problem: readProblem(host, url),
  };
}

const PROBLEM = 'problem of a way in';
const LINK = 'link to a provider';
const LINK_MS = 3_600_000;

/**
 * An address that says why it is shown. The words are sealed: nobody can send people to our sign-in
 * page with a message of their own.
 */
export function withProblem(host: Host, path: string, error: AppError): string {
  const { code, params, fields } = error;
  const first = fields[0];
  const problem = first ? { code: first.code, params: first.params ?? {} } : { code, params };
  const sealed = sealForInstallation(host.config, PROBLEM, JSON.stringify(problem));
  const [before, hash] = path.split('#');
  const mark = before?.includes('?') ? '&' : '?';
  return `${before}${mark}problem=${sealed}${hash ? `#${hash}` : ''}`;
}

function readProblem(host: Host, url: URL): WayInProblem | null {
  const sealed = url.searchParams.get('problem');
  if (!sealed) return null;
  try {
    return JSON.parse(openForInstallation(host.config, PROBLEM, sealed)) as WayInProblem;
  } catch {
    return null;
  }
}

const linkSchema = z.object({ providerId: z.string(), expiresAt: z.number() });

// The link is followed by GET, as a form may not lead to another site; without this token any page could.
function linkToken(host: Host, userId: string, providerId: string): string {
  const expiresAt = host.clock().getTime() + LINK_MS;
  return sealForUser(host.config, userId, LINK, JSON.stringify({ providerId, expiresAt }));
}

/** Throws `conflict` unless the token was given to this user for this provider within the hour. */
export function checkLinkToken(
  host: Host,
  userId: string,
  providerId: string,
  token: string,
): void {
  const refused = new AppError('conflict', 'error.ssoBegin');
  let text: string;
  try {
    text = openForUser(host.config, userId, LINK, token);
  } catch {
    throw refused;
  }
  const given = linkSchema.parse(JSON.parse(text));
  if (given.providerId !== providerId || given.expiresAt <= host.clock().getTime()) throw refused;
}
