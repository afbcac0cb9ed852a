import {
  Avatar,
  type DataTableColumn,
  Inline,
  Tag,
  Text,
  Time,
  type useT,
} from '@socle/plugin-sdk/web';
import { displayPhone } from '../../domain/contact';
import type { ContactListRow } from '../../server/queries/contact-list';

/** A row after its journey as JSON or single fetch: the instant may be a Date or its text. */
type Row = Omit<ContactListRow, 'updatedAt'> & { updatedAt: Date | string };

const MAX_TAGS = 3;

/** The columns of the contact list. `sortHref` gives the address that sorts by a field. */
export function contactColumns(
  t: ReturnType<typeof useT>,
  sort: string,
  sortHref: (sort: string) => string,
): DataTableColumn<Row>[] {
  const sortable = (field: string) => ({
    sortHref: sortHref(sort === field ? `-${field}` : field),
    ...(sort === field
      ? { sorted: 'ascending' as const }
      : sort === `-${field}`
        ? { sorted: 'descending' as const }
        : {}),
  });
  return [
    {
      key: 'name',
      header: t('core.contact.name'),
      ...sortable('name'),
      render: (row) => (
        <>
          <Avatar name={row.name} kind={row.kind} />
          <span>{row.name}</span>
        </>
      ),
    },
    {
      key: 'roles',
      header: t('core.contact.roles'),
      render: (row) =>
        row.roles.length > 0
          ? row.roles.map((role) => t(`core.contact.role.${role}`)).join(', ')
          : null,
    },
    {
      key: 'company',
      header: t('core.contact.company'),
      render: (row) =>
        row.company || row.jobTitle ? (
          <>
            {row.company ?? row.jobTitle}{' '}
            {row.company && row.jobTitle && <Text look="faint">{row.jobTitle}</Text>}
          </>
        ) : null,
    },
    { key: 'email', field: 'emails', header: t('core.contact.email'), render: (row) => row.email },
    {
      key: 'phone',
      field: 'phones',
      header: t('core.contact.phone'),
      render: (row) => row.phone && <Text isNumeric>{displayPhone(row.phone)}</Text>,
    },
    {
      key: 'tags',
      header: t('core.contact.tags'),
      isHiddenOnCards: true,
      render: (row) =>
        row.tags.length > 0 ? (
          <Inline>
            {row.tags.slice(0, MAX_TAGS).map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}
            {row.tags.length > MAX_TAGS && <Text look="faint">+{row.tags.length - MAX_TAGS}</Text>}
          </Inline>
        ) : null,
    },
    {
      key: 'updatedAt',
      header: t('core.contact.updatedAt'),
      align: 'end',
      isHiddenOnCards: true,
      ...sortable('updatedAt'),
      render: (row) => <Time at={row.updatedAt} />,
    },
  ];
}
