import { BUILT_IN_ROLES, type BuiltInRole } from '../../contract';
import { AppError, type FieldError, invalid, notFound } from '../../primitives';
import { isId, newId } from '../../primitives/ids';
import { recordAct } from '../audit/record-act';
import type { Database } from '../database';
import type { Host } from '../host';
import { purposeOf } from '../secret-rotation';
import { openForWorkspace, sealForWorkspace } from '../secrets';

/** A company's own sign-in as its administrators set it up; the client secret is never shown again. */
export interface SsoProvider {
  id: string;
  workspaceId: string;
  name: string;
  issuer: string;
  clientId: string;
  /** E-mail domains whose verified addresses are trusted. */
  domains: string[];
  /** What newcomers become; null lets only members in. */
  role: Exclude<BuiltInRole, 'owner'> | null;
  roleId: string | null;
  /** Members sign in this way only; owners keep their password. */
  isRequired: boolean;
  version: number;
}

/** What an administrator gives. */
export interface SsoProviderInput {
  name: string;
  issuer: string;
  clientId: string;
  /** Empty: the stored one stays. */
  clientSecret: string;
  domains: readonly string[];
  /** Empty for members only; else a built-in role, or the id of one of the workspace's own. */
  joinAs: string;
  isRequired: boolean;
}

/** The administrator at work. Only an owner may let newcomers in as administrators. */
export interface SsoAdministrator {
  userId: string;
  isOwner: boolean;
}

const COLUMNS = `p.id, p.workspace_id as "workspaceId", p.name, p.issuer, p.client_id as "clientId", p.domains, p.role,
  p.role_id as "roleId", p.is_required as "isRequired", p.version`;

const MAX_PROVIDERS = 20;

/** The providers of a workspace by name. */
export async function ssoProviders(host: Host, workspaceId: string): Promise<SsoProvider[]> {
  return host.database.systemQuery(
    `select ${COLUMNS} from socle_sso_provider p where workspace_id = $1 order by lower(name)`,
    [workspaceId],
  );
}

/** Throws notFound, also for one of another workspace. */
export async function ssoProvider(
  host: Host,
  workspaceId: string,
  id: string,
): Promise<SsoProvider> {
  const [provider] = await host.database.systemQuery<SsoProvider>(
    `select ${COLUMNS} from socle_sso_provider p where workspace_id = $1 and id::text = $2`,
    [workspaceId, id],
  );
  if (!provider) throw notFound();
  return provider;
}

/** What the sign-in page offers: every provider of the installation, named apart where names meet. */
export async function offeredProviders(host: Host): Promise<{ id: string; name: string }[]> {
  return host.database.systemQuery(
    `select p.id, case when count(*) over (partition by lower(p.name)) > 1
       then p.name || ' (' || w.name || ')' else p.name end as name
     from socle_sso_provider p join socle_workspace w on w.id = p.workspace_id order by lower(p.name), w.name`,
  );
}

/** A provider with its secret, for a sign-in. Throws notFound. */
export async function providerWithSecret(
  host: Host,
  id: string,
): Promise<{ provider: SsoProvider; clientSecret: string }> {
  const [row] = await host.database.systemQuery<SsoProvider & { sealed: string }>(
    `select ${COLUMNS}, p.client_secret_sealed as sealed from socle_sso_provider p where id::text = $1`,
    [id],
  );
  if (!row) throw notFound();
  const { sealed, ...provider } = row;
  const clientSecret = openForWorkspace(host.config, provider.workspaceId, PURPOSE, sealed);
  return { provider, clientSecret };
}

/**
 * Adds a provider, or changes the one named. Throws `invalid` naming each field, and `stale` when
 * somebody else has changed it since `version`. Returns its id.
 */
export async function saveSsoProvider(
  host: Host,
  workspaceId: string,
  by: SsoAdministrator,
  input: SsoProviderInput,
  existing: { id: string; version: number } | null = null,
): Promise<string> {
  const before = existing ? await ssoProvider(host, workspaceId, existing.id) : null;
  if (before && before.version !== existing?.version) throw new AppError('stale', 'error.stale');
  const given = await checked(host, workspaceId, by, input, before);
  const id = before?.id ?? newId();
  const sealed = input.clientSecret
    ? sealForWorkspace(host.config, workspaceId, PURPOSE, input.clientSecret)
    : null;
  const [saved] = await host.database.systemQuery<{ id: string }>(before ? UPDATE : INSERT, [
    workspaceId,
    id,
    given.name,
    given.issuer,
    given.clientId,
    sealed,
    given.domains,
    given.role,
    given.roleId,
    given.isRequired,
    host.clock(),
    ...(before ? [before.version] : []),
  ]);
  if (!saved) throw new AppError('stale', 'error.stale');
  await recordAct(host, workspaceId, {
    userId: by.userId,
    via: 'screen',
    action: before ? 'singleSignOn.changed' : 'singleSignOn.added',
    subject: { type: 'ssoProvider', id, title: given.name },
    before: before && recorded(before),
    after: { ...recorded(given), hasNewSecret: sealed !== null },
  });
  return id;
}

/** Ends a way in. Accounts stay, and so does what they are linked to. Throws notFound. */
export async function removeSsoProvider(
  host: Host,
  workspaceId: string,
  by: SsoAdministrator,
  id: string,
): Promise<void> {
  const provider = await ssoProvider(host, workspaceId, id);
  await host.database.systemQuery(
    'delete from socle_sso_provider where workspace_id = $1 and id = $2',
    [workspaceId, provider.id],
  );
  await recordAct(host, workspaceId, {
    userId: by.userId,
    via: 'screen',
    action: 'singleSignOn.removed',
    subject: { type: 'ssoProvider', id, title: provider.name },
    before: recorded(provider),
  });
}

/**
 * Refuses a password or a passkey where a workspace wants its members to come through its provider.
 * Owners are let in, so that a broken provider locks nobody out for good. Throws `invalid`.
 */
export async function refuseWhereProviderIsRequired(
  database: Database,
  userId: string,
): Promise<void> {
  const [required] = await database.systemQuery<{ name: string }>(
    `select p.name from socle_membership m join socle_sso_provider p on p.workspace_id = m.workspace_id
     where m.user_id = $1 and m.role <> 'owner' and m.deactivated_at is null and p.is_required
     order by p.created_at limit 1`,
    [userId],
  );
  if (required) throw new AppError('invalid', 'error.ssoRequired', { provider: required.name });
}

const PURPOSE = purposeOf('socle_sso_provider', 'client_secret_sealed');

const INSERT = `
  insert into socle_sso_provider (workspace_id, id, name, issuer, client_id, client_secret_sealed, domains, role,
    role_id, is_required, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) returning id`;

const UPDATE = `
  update socle_sso_provider set name = $3, issuer = $4, client_id = $5,
    client_secret_sealed = coalesce($6, client_secret_sealed), domains = $7, role = $8, role_id = $9,
    is_required = $10, updated_at = $11, version = version + 1
  where workspace_id = $1 and id = $2 and version = $12 returning id`;

type Given = Pick<
  SsoProvider,
  'name' | 'issuer' | 'clientId' | 'domains' | 'role' | 'roleId' | 'isRequired'
>;

const recorded = ({ name, issuer, clientId, domains, role, roleId, isRequired }: Given) => ({
  name,
  issuer,
  clientId,
  domains,
  role,
  roleId,
  isRequired,
});

async function checked(
  host: Host,
  workspaceId: string,
  by: SsoAdministrator,
  input: SsoProviderInput,
  before: SsoProvider | null,
): Promise<Given> {
  const name = input.name.trim();
  const clientId = input.clientId.trim();
  const issuer = readIssuer(input.issuer);
  const domains = [...new Set(input.domains.map((text) => domainOf(text)).filter(Boolean))];
  const errors: FieldError[] = [];
  if (name === '') errors.push({ field: 'name', code: 'error.required' });
  else if (await isTaken(host, workspaceId, name, before?.id))
    errors.push({ field: 'name', code: 'error.ssoNameTaken' });
  if (issuer === null) errors.push({ field: 'issuer', code: 'error.ssoIssuer' });
  if (clientId === '') errors.push({ field: 'clientId', code: 'error.required' });
  // A stored secret sent to another address would be a secret given away.
  const isElsewhere = before?.issuer !== issuer || before?.clientId !== clientId;
  if (input.clientSecret === '' && isElsewhere)
    errors.push({
      field: 'clientSecret',
      code: before ? 'error.ssoSecretAgain' : 'error.required',
    });
  const wrong = domains.find((domain) => !/^([a-z0-9-]+\.)+[a-z0-9-]{2,}$/.test(domain));
  if (wrong) errors.push({ field: 'domains', code: 'error.ssoDomain', params: { domain: wrong } });
  if (input.joinAs !== '' && domains.length === 0)
    errors.push({ field: 'domains', code: 'error.ssoDomainNeeded' });
  const joining = await joiningRole(host, workspaceId, by, input.joinAs);
  if ('code' in joining) errors.push({ field: 'joinAs', ...joining });
  if (errors.length > 0 || issuer === null || 'code' in joining) throw invalid(errors);
  if (!before && (await ssoProviders(host, workspaceId)).length >= MAX_PROVIDERS)
    throw new AppError('conflict', 'error.tooManyProviders', { maximum: MAX_PROVIDERS });
  return { name, issuer, clientId, domains, ...joining, isRequired: input.isRequired };
}

const domainOf = (text: string): string => text.trim().toLowerCase().replace(/^@/, '');

/** The issuer as it is compared; null for an address no sign-in may rely on. */
export function readIssuer(text: string): string | null {
  const trimmed = text.trim().replace(/\/\.well-known\/openid-configuration$/, '');
  if (!URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLocal);
  const isPlain = !url.username && !url.password && !url.search && !url.hash;
  return isSafe && isPlain && !url.pathname.includes('/.well-known/') ? trimmed : null;
}

async function isTaken(
  host: Host,
  workspaceId: string,
  name: string,
  ownId: string | undefined,
): Promise<boolean> {
  const [found] = await host.database.systemQuery<{ id: string }>(
    'select id from socle_sso_provider where workspace_id = $1 and lower(name) = lower($2) and id::text is distinct from $3',
    [workspaceId, name, ownId ?? null],
  );
  return found !== undefined;
}

async function joiningRole(
  host: Host,
  workspaceId: string,
  by: SsoAdministrator,
  joinAs: string,
): Promise<Pick<SsoProvider, 'role' | 'roleId'> | { code: string; params?: { choices: string } }> {
  if (joinAs === '') return { role: null, roleId: null };
  if (joinAs === 'admin' && !by.isOwner) return { code: 'error.ssoAdminByOwner' };
  const builtIn = BUILT_IN_ROLES.find((role) => role === joinAs);
  if (builtIn && builtIn !== 'owner') return { role: builtIn, roleId: null };
  const [own] = isId(joinAs)
    ? await host.database.systemQuery<{ based_on: 'manager' | 'member' | 'reader' }>(
        'select based_on from socle_role where workspace_id = $1 and id = $2',
        [workspaceId, joinAs],
      )
    : [];
  if (own) return { role: own.based_on, roleId: joinAs };
  return { code: 'error.ssoRoleUnknown' };
}
