import { CONTACT } from '@socle/core/contract';
import type { Filter, ListQuery, RecordRow } from '@socle/plugin-sdk';
import { type Ctx, exportPath, type RecordEntity } from '@socle/plugin-sdk/server';
import { manifest } from '../../../manifest';
import { type Mention, PROFILE, type ProfileSnapshot } from '../../contract';
import { COUNTRIES, countryName } from '../../domain/countries';
import { type SellerField, sellerProblems } from '../../domain/seller';
import type { ProfileRow } from '../entities';

/** One line of the list of clients to bill. */
export interface ProfileListRow extends ProfileSnapshot {
  contactName: string;
  updatedAt: Date;
}

export interface ProfileListState {
  q: string;
  readiness: 'ready' | 'incomplete' | '';
}

/** One page of profiles with their contacts' names, in a fixed number of statements. */
export async function profileListPage(ctx: Ctx, state: ProfileListState, cursor: string | null) {
  const filter: Filter | null = state.readiness
    ? { field: 'missing', op: state.readiness === 'ready' ? 'empty' : 'notEmpty' }
    : null;
  const query: ListQuery = {
    ...(state.q ? { q: state.q } : {}),
    ...(filter ? { filter } : {}),
  };
  const page = await ctx.records.list(PROFILE, { ...query, ...(cursor ? { cursor } : {}) });
  const names = await ctx.records.titles(
    page.rows.map((row) => ({ type: CONTACT, id: String(row.contactId) })),
  );
  return {
    ...page,
    exportHref: exportPath(ctx, PROFILE, query),
    rows: page.rows.map(
      (row) =>
        ({
          ...row,
          contactName: names.get(`${CONTACT} ${String(row.contactId)}`) ?? '',
        }) as unknown as ProfileListRow,
    ),
  };
}

/** What is missing in the seller's own identity, and whether the reader may mend it. */
export async function sellerState(
  ctx: Ctx,
): Promise<{ problems: SellerField[]; canSettle: boolean }> {
  const problems = sellerProblems(await ctx.settings(manifest));
  const [member] = await ctx.query<{ role: string }>(
    'select role from socle_member where user_id = $1',
    [ctx.actor.userId],
  );
  return { problems, canSettle: ['owner', 'admin'].includes(member?.role ?? '') };
}

/** A profile with its contact's name. Throws notFound. */
export async function profilePage(ctx: Ctx, id: string) {
  const row = await ctx.records.get(PROFILE, id);
  const profile = row as RecordRow & Omit<ProfileRow, keyof RecordEntity>;
  const names = await ctx.records.titles([{ type: CONTACT, id: profile.contactId }]);
  return {
    ...profile,
    contactName: names.get(`${CONTACT} ${profile.contactId}`) ?? '',
    countryName: profile.country ? countryName(profile.country, ctx.locale) : '',
    canUpdate: ctx.reaches('billing.profile.update', PROFILE, row),
  };
}

/** The countries of the form, by name in the reader's language. */
export const countryOptions = (ctx: Ctx): { value: string; label: string }[] =>
  COUNTRIES.map((value) => ({ value, label: countryName(value, ctx.locale) })).sort((a, b) =>
    a.label.localeCompare(b.label, ctx.locale),
  );

/** What a contact's page says about billing. */
export async function contactBilling(ctx: Ctx, contactId: string) {
  const rows = await ctx.query<{
    id: string;
    createdBy: string | null;
    missing: Mention[];
    paymentDays: number;
    isEndOfMonth: boolean;
  }>(
    `select id, created_by as "createdBy", missing, payment_days as "paymentDays", is_end_of_month as "isEndOfMonth"
     from billing_profile where workspace_id = $1 and contact_id = $2`,
    [ctx.workspace.id, contactId],
  );
  const [profile] = ctx.mask(PROFILE, rows);
  return {
    profile: profile ?? null,
    canCreate: ctx.can('billing.profile.create'),
    canUpdate:
      ctx.can('billing.profile.update') &&
      rows.every((row) => ctx.reaches('billing.profile.update', PROFILE, row)),
  };
}
