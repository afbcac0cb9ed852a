import { FilterBar, FilterSelect, SearchField, useT } from '@socle/plugin-sdk/web';
import { CONTACT_ROLES } from '../../contract';
import type { ContactListState } from '../../server/queries/contact-list';

/** Search and filters of the contact list, as two GET forms that keep each other's state. */
export function ContactFilters({ state }: { state: ContactListState }) {
  const t = useT();
  const { q, kind, role, archived, tag, sort } = state;
  const keep = (names: Record<string, string>) =>
    Object.entries(names)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
  const kept = { tag, importId: state.import, ...(sort === 'name' ? {} : { sort }) };
  return (
    <>
      <SearchField label={t('core.contact.search')} defaultValue={q}>
        {keep({ ...kept, kind, role, archived })}
      </SearchField>
      <FilterBar
        isFiltered={`${kind}${role}${archived}${tag}${state.import}` !== ''}
        clearHref={q ? `?q=${encodeURIComponent(q)}` : '?'}
      >
        {keep({ ...kept, q })}
        <FilterSelect
          name="kind"
          label={t('core.contact.kind')}
          value={kind}
          options={[
            { value: 'person', label: t('core.contact.persons') },
            { value: 'company', label: t('core.contact.companies') },
          ]}
        />
        <FilterSelect
          name="role"
          label={t('core.contact.roles')}
          value={role}
          options={CONTACT_ROLES.map((value) => ({
            value,
            label: t(`core.contact.role.${value}`),
          }))}
        />
        <FilterSelect
          name="archived"
          label={t('core.contact.active')}
          anyLabel={t('core.contact.active')}
          value={archived}
          options={[
            { value: 'archived', label: t('core.contact.archived') },
            { value: 'all', label: t('core.contact.all') },
          ]}
        />
      </FilterBar>
    </>
  );
}
