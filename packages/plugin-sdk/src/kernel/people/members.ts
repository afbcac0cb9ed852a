import type { BuiltInRole } from '../../contract';
import { AppError, normalizeText, notFound } from '../../primitives';
import { isId } from '../../primitives/ids';
import type { Host } from '../host';

/** A member as the members page shows them. */
export interface MemberView {
  userId: string;
  name: string;
  email: string;
  role: BuiltInRole;
  /** A role of the workspace's own that takes the built-in one's place. */
  roleId: string | null;
  roleName: string | null;
  joinedAt: Date;
  deactivatedAt: Date | null;
  /** Last request of any of their sessions here. */
  seenAt: Date | null;
  teams: { id: string; name: string; isManager: boolean }[];
}

export const MEMBER_STATES = ['active', 'deactivated'] as const;

export interface MemberQuery {
  /** Part of a name or an address. */
  search?: string;
  /** A built-in role's name or the id of one of the workspace's own. */
  role?: string;
  teamId?: string;
  state?: (typeof MEMBER_STATES)[number];
  /** `nextCursor` or `previousCursor` of another page. */
  cursor?: string | null;
  limit?: number;
}

export interface MemberPage {
  members: MemberView[];
  nextCursor: string | null;
  previousCursor: string | null;
}

const PAGE_SIZE = 50;

const MEMBER_COLUMNS = `m.user_id as "userId", u.name, u.email, m.role, m.role_id as "roleId", r.name as "roleName",
  m.created_at as "joinedAt", coalesce(m.deactivated_at, u.disabled_at) as "deactivatedAt",
  (select max(s.seen_at) from socle_session s
    where s.user_id = m.user_id and s.workspace_id = m.workspace_id and s.impersonator_id is null) as "seenAt",
  coalesce((
    select json_agg(json_build_object('id', t.id, 'name', t.name, 'isManager', tm.is_manager) order by lower(t.name))
    from socle_team_member tm join socle_team t on t.workspace_id = tm.workspace_id and t.id = tm.team_id
    where tm.workspace_id = m.workspace_id and tm.user_id = m.user_id), '[]') as teams`;

const MEMBER_TABLES = `socle_membership m
  join socle_user u on u.id = m.user_id
  left join socle_role r on r.workspace_id = m.workspace_id and r.id = m.role_id`;

// Compared the same way in the order and in the cursor.
const SORT_NAME = `lower(u.name) collate "und-x-icu"`;

/** One page of the members, by name. */
export async function listMembers(
  host: Host,
  workspaceId: string,
  asked: MemberQuery = {},
): Promise<MemberPage> {
  const limit = Math.min(asked.limit ?? PAGE_SIZE, 200);
  const cursor = readCursor(asked.cursor ?? null);
  const isBack = cursor?.direction === 'before';
  const { where, values } = memberFilter(workspaceId, asked);
  if (cursor) {
    values.push(cursor.name, cursor.userId);
    const [name, id] = [`$${values.length - 1}`, `$${values.length}`];
    where.push(`(${SORT_NAME}, m.user_id) ${isBack ? '<' : '>'} (${name}, ${id}::uuid)`);
  }
  const order = isBack ? 'desc' : 'asc';
  const rows = await host.database.systemQuery<MemberView & { sortName: string }>(
    `select ${MEMBER_COLUMNS}, lower(u.name) as "sortName" from ${MEMBER_TABLES}
     where ${where.join(' and ')} order by ${SORT_NAME} ${order}, m.user_id ${order} limit ${limit + 1}`,
    values,
  );
  const hasMore = rows.length > limit;
  const page = rows.slice(0, limit);
  if (isBack) page.reverse();
  const mark = (row: (typeof page)[number] | undefined, direction: Cursor['direction']) =>
    row ? writeCursor({ direction, name: row.sortName, userId: row.userId }) : null;
  return {
    members: page.map(({ sortName: _, ...member }) => member),
    nextCursor: isBack || hasMore ? mark(page.at(-1), 'after') : null,
    previousCursor: (isBack ? hasMore : cursor !== null) ? mark(page[0], 'before') : null,
  };
}

/** How many members there are that match. */
export async function countMembers(
  host: Host,
  workspaceId: string,
  asked: MemberQuery = {},
): Promise<number> {
  const { where, values } = memberFilter(workspaceId, asked);
  const [row] = await host.database.systemQuery<{ count: number }>(
    `select count(*)::int as count from ${MEMBER_TABLES} where ${where.join(' and ')}`,
    values,
  );
  return row?.count ?? 0;
}

function memberFilter(workspaceId: string, asked: MemberQuery) {
  const values: unknown[] = [workspaceId];
  const where = ['m.workspace_id = $1'];
  const add = (condition: (place: string) => string, value: unknown) => {
    values.push(value);
    where.push(condition(`$${values.length}`));
  };
  for (const word of normalizeText(asked.search ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, 5)) {
    add(
      (place) =>
        `position(${place} in regexp_replace(normalize(lower(u.name || ' ' || u.email), NFD), '[\u0300-\u036f]', '', 'g')) > 0`,
      word,
    );
  }
  if (asked.role) add((place) => `coalesce(m.role_id::text, m.role) = ${place}`, asked.role);
  if (asked.teamId) {
    add(
      (place) => `exists (select 1 from socle_team_member tm
        where tm.workspace_id = m.workspace_id and tm.user_id = m.user_id and tm.team_id::text = ${place})`,
      asked.teamId,
    );
  }
  if (asked.state) {
    const isActive = asked.state === 'active';
    where.push(`(m.deactivated_at is null and u.disabled_at is null) = ${isActive}`);
  }
  return { where, values };
}

/** One member. Throws notFound for anybody else. */
export async function getMember(
  host: Host,
  workspaceId: string,
  userId: string,
): Promise<MemberView> {
  const [member] = isId(userId)
    ? await host.database.systemQuery<MemberView>(
        `select ${MEMBER_COLUMNS} from ${MEMBER_TABLES} where m.workspace_id = $1 and m.user_id = $2`,
        [workspaceId, userId],
      )
    : [];
  if (!member) throw notFound();
  return member;
}

/** Those who can be chosen for something: active members by name. */
export async function activeMembers(
  host: Host,
  workspaceId: string,
): Promise<{ userId: string; name: string; email: string }[]> {
  return host.database.systemQuery(
    `select m.user_id as "userId", u.name, u.email from ${MEMBER_TABLES}
     where m.workspace_id = $1 and m.deactivated_at is null and u.disabled_at is null
     order by ${SORT_NAME}, m.user_id limit 1000`,
    [workspaceId],
  );
}

interface Cursor {
  direction: 'after' | 'before';
  name: string;
  userId: string;
}

const writeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify([cursor.direction, cursor.name, cursor.userId])).toString('base64url');

function readCursor(text: string | null): Cursor | null {
  if (!text) return null;
  const bad = () => new AppError('invalid', 'error.badCursor');
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw bad();
  }
  if (!Array.isArray(parts)) throw bad();
  const [direction, name, userId] = parts as unknown[];
  const isDirection = direction === 'after' || direction === 'before';
  if (!isDirection || typeof name !== 'string' || name.includes('\u0000') || !isId(userId))
    throw bad();
  return { direction, name, userId };
}
