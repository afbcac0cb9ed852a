import { Form } from '@remix-run/react';
import {
  Avatar,
  Combobox,
  DateField,
  IconButton,
  Inline,
  Panel,
  type Refusal,
  SelectField,
  Stack,
  SubmitButton,
  Text,
  TextField,
  TextLink,
  useT,
} from '@socle/plugin-sdk/web';
import { X } from 'lucide-react';
import { CONTACT, type ContactKind } from '../../contract';
import type { LinkedContact } from '../../server/queries/contact-links';

interface Props {
  kind: ContactKind;
  links: { companies: LinkedContact[]; members: LinkedContact[] };
  canUpdate: boolean;
  refusal: Refusal;
}

/** Companies of the contact, and the people and sites of a company. */
export function ContactLinksPanel({ kind, links, canUpdate, refusal }: Props) {
  const t = useT();
  return (
    <>
      <Panel title={t('core.contact.links.companies')}>
        <Stack>
          <LinkList links={links.companies} canRemove={canUpdate} />
          {canUpdate && <LinkForm kind={kind} refusal={refusal} />}
        </Stack>
      </Panel>
      {kind === 'company' && (
        <Panel title={t('core.contact.links.members')}>
          <LinkList links={links.members} canRemove={false} />
        </Panel>
      )}
    </>
  );
}

function LinkList({ links, canRemove }: { links: readonly LinkedContact[]; canRemove: boolean }) {
  const t = useT();
  if (links.length === 0) return <Text look="soft">{t('core.contact.links.none')}</Text>;
  return (
    <ul className="flex flex-col gap-2">
      {links.map((link) => (
        <li key={link.linkId} className="flex items-center gap-2">
          <Avatar name={link.name} kind={link.kind} />
          <div className="min-w-0 flex-1">
            <TextLink to={`/contacts/${link.contactId}`}>{link.name}</TextLink>
            <div>
              <Text look="faint">
                {[
                  link.link === 'works_at' ? link.role : t(`core.contact.links.${link.link}`),
                  period(link),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </div>
          </div>
          {canRemove && (
            <Form method="post">
              <input type="hidden" name="intent" value="unlink" />
              <input type="hidden" name="linkId" value={link.linkId} />
              <IconButton
                type="submit"
                icon={X}
                label={t('core.contact.links.remove', { name: link.name })}
                size="small"
              />
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}

const period = ({ startsOn, endsOn }: LinkedContact): string =>
  startsOn || endsOn ? `${startsOn?.slice(0, 4) ?? ''} – ${endsOn?.slice(0, 4) ?? ''}`.trim() : '';

function LinkForm({ kind, refusal }: { kind: ContactKind; refusal: Refusal }) {
  const t = useT();
  const errors = refusal.errors ?? {};
  return (
    <details open={errors.companyId !== undefined || undefined}>
      <summary className="cursor-pointer text-accent-text">{t('core.contact.links.add')}</summary>
      <Form method="post" className="pt-3">
        <input type="hidden" name="intent" value="link" />
        <Stack>
          <Combobox
            name="companyId"
            label={t('core.contact.company')}
            loadUrl={`/lookup?type=${CONTACT}&kind=company`}
            error={errors.companyId}
            required
          />
          {kind === 'person' ? (
            <TextField
              name="role"
              label={t('core.contact.links.role')}
              error={errors.role}
              autoComplete="off"
            />
          ) : (
            <SelectField
              name="kind"
              label={t('core.contact.links.kind')}
              options={(['subsidiary_of', 'site_of'] as const).map((value) => ({
                value,
                label: t(`core.contact.links.${value}`),
              }))}
              error={errors.kind}
            />
          )}
          <Inline>
            <DateField
              name="startsOn"
              label={t('core.contact.links.from')}
              error={errors.startsOn}
            />
            <DateField name="endsOn" label={t('core.contact.links.to')} error={errors.endsOn} />
          </Inline>
          <SubmitButton variant="secondary">{t('core.contact.links.save')}</SubmitButton>
        </Stack>
      </Form>
    </details>
  );
}
