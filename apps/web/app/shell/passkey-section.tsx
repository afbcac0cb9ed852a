import { Form, useSearchParams } from '@remix-run/react';
import {
  Badge,
  ButtonLink,
  DataTable,
  Inline,
  Panel,
  Prose,
  SubmitButton,
  TextField,
  Time,
  useT,
} from '@socle/plugin-sdk/web';
import type { ReactNode } from 'react';
import { WayInRefused } from './other-ways-in';
import { PasskeyForm } from './passkey-form';
import type { WayInProblem } from './ways-in.server';

interface PasskeyRow {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  isBackedUp: boolean;
}

interface LinkRow {
  providerId: string;
  name: string;
  isLinked: boolean;
  lastUsedAt: Date | null;
  token: string;
}

interface OwnWaysIn {
  passkeys: readonly PasskeyRow[];
  canAddPasskeys: boolean;
  deviceName: string;
  links: readonly LinkRow[];
  problem: WayInProblem | null;
}

/** The user's passkeys and providers on the security page. `ways` comes from `ownWaysIn` in the loader. */
export function PasskeySection({ ways }: { ways: OwnWaysIn }) {
  return (
    <div id="passkeys" className="grid scroll-mt-16 gap-6">
      <WayInRefused problem={ways.problem} />
      <Passkeys {...ways} />
      {ways.links.length > 0 && <Links links={ways.links} />}
    </div>
  );
}

function Passkeys({ passkeys, canAddPasskeys, deviceName }: OwnWaysIn) {
  const t = useT();
  return (
    <Panel title={t('shell.passkeys.title')} isFlush>
      <Inset>
        <Prose>{t('shell.passkeys.text')}</Prose>
      </Inset>
      {passkeys.length > 0 && <PasskeyTable passkeys={passkeys} />}
      <Inset>
        {canAddPasskeys ? (
          // A new form once a passkey was added: the last one's name would stay in it.
          <PasskeyForm key={passkeys.length} act="add" label={t('shell.passkeys.add')}>
            <div className="max-w-sm">
              <TextField
                name="name"
                label={t('shell.passkeys.name')}
                hint={t('shell.passkeys.nameHint')}
                defaultValue={deviceName}
                maxLength={100}
                autoComplete="off"
                required
              />
            </div>
          </PasskeyForm>
        ) : (
          <Prose>{t('shell.passkeys.noSite')}</Prose>
        )}
      </Inset>
    </Panel>
  );
}

/** What stands beside a table that runs to the edges. */
const Inset = ({ children }: { children: ReactNode }) => (
  <div className="px-4 py-3 first:pt-0">{children}</div>
);

function PasskeyTable({ passkeys }: { passkeys: readonly PasskeyRow[] }) {
  const t = useT();
  return (
    <DataTable
      caption={t('shell.passkeys.title')}
      rows={passkeys}
      rowKey={(passkey) => passkey.id}
      columns={[
        {
          key: 'name',
          header: t('shell.passkeys.name'),
          render: (passkey) => <PasskeyName passkey={passkey} />,
        },
        {
          key: 'kept',
          header: t('shell.passkeys.kept'),
          render: ({ isBackedUp }) =>
            t(isBackedUp ? 'shell.passkeys.kept.synced' : 'shell.passkeys.kept.device'),
        },
        {
          key: 'created',
          header: t('shell.passkeys.createdAt'),
          render: (passkey) => <Time at={passkey.createdAt} mode="date" />,
        },
        {
          key: 'used',
          header: t('shell.passkeys.lastUsedAt'),
          render: ({ lastUsedAt }) => lastUsedAt && <Time at={lastUsedAt} />,
        },
        {
          key: 'act',
          header: t('shell.passkeys.act'),
          align: 'end',
          render: (passkey) => <PasskeyActs passkey={passkey} />,
        },
      ]}
    />
  );
}

function PasskeyName({ passkey: { id, name } }: { passkey: PasskeyRow }) {
  const t = useT();
  const [search] = useSearchParams();
  if (search.get('rename') !== id) return name;
  return (
    <Form method="post" action="/passkeys" preventScrollReset className="py-1.5">
      <input type="hidden" name="intent" value="rename" />
      <input type="hidden" name="id" value={id} />
      <Inline>
        <TextField
          name="name"
          label={t('shell.passkeys.name')}
          isLabelHidden
          defaultValue={name}
          maxLength={100}
          autoComplete="off"
          autoFocus
          required
        />
        <SubmitButton size="small">{t('shell.passkeys.save')}</SubmitButton>
      </Inline>
    </Form>
  );
}

function PasskeyActs({ passkey: { id, name } }: { passkey: PasskeyRow }) {
  const t = useT();
  const [search] = useSearchParams();
  return (
    <div className="inline-flex gap-2">
      {search.get('rename') !== id && (
        <ButtonLink
          to={`/settings/security?rename=${id}#passkeys`}
          size="small"
          aria-label={t('shell.passkeys.renameNamed', { name })}
        >
          {t('shell.passkeys.rename')}
        </ButtonLink>
      )}
      <Form method="post" action="/passkeys" preventScrollReset>
        <input type="hidden" name="intent" value="remove" />
        <SubmitButton
          variant="secondary"
          size="small"
          name="id"
          value={id}
          aria-label={t('shell.passkeys.removeNamed', { name })}
        >
          {t('shell.passkeys.remove')}
        </SubmitButton>
      </Form>
    </div>
  );
}

function Links({ links }: { links: readonly LinkRow[] }) {
  const t = useT();
  return (
    <Panel title={t('shell.sso.links')} isFlush>
      <Inset>
        <Prose>{t('shell.sso.linksText')}</Prose>
      </Inset>
      <DataTable
        caption={t('shell.sso.links')}
        rows={links}
        rowKey={(link) => link.providerId}
        columns={[
          { key: 'name', header: t('shell.sso.provider'), render: (link) => link.name },
          {
            key: 'state',
            header: t('shell.sso.state'),
            render: ({ isLinked }) =>
              isLinked && <Badge tone="success">{t('shell.sso.linked')}</Badge>,
          },
          {
            key: 'used',
            header: t('shell.passkeys.lastUsedAt'),
            render: ({ lastUsedAt }) => lastUsedAt && <Time at={lastUsedAt} />,
          },
          {
            key: 'act',
            header: t('shell.passkeys.act'),
            align: 'end',
            render: (link) => <LinkAct link={link} />,
          },
        ]}
      />
    </Panel>
  );
}

function LinkAct({ link: { providerId, name, isLinked, token } }: { link: LinkRow }) {
  const t = useT();
  const address = `/sign-in/oidc/${providerId}`;
  if (!isLinked) {
    return (
      <ButtonLink
        to={`${address}?${new URLSearchParams({ purpose: 'link', token })}`}
        reloadDocument
        size="small"
        aria-label={t('shell.sso.linkNamed', { provider: name })}
      >
        {t('shell.sso.link')}
      </ButtonLink>
    );
  }
  return (
    <Form method="post" action={address} preventScrollReset>
      <SubmitButton
        variant="secondary"
        size="small"
        aria-label={t('shell.sso.unlinkNamed', { provider: name })}
      >
        {t('shell.sso.unlink')}
      </SubmitButton>
    </Form>
  );
}
