import { ButtonLink, Callout, Stack, useT } from '@socle/plugin-sdk/web';
import { LogIn } from 'lucide-react';
import { PasskeyForm } from './passkey-form';
import type { WayInProblem } from './ways-in.server';

interface WaysIn {
  providers: readonly { id: string; name: string }[];
  hasPasskeys: boolean;
  problem: WayInProblem | null;
}

/** Ways to sign in besides the password, below its form. `ways` comes from `waysIn` in the loader. */
export function OtherWaysIn({ next, ways }: { next: string; ways: WaysIn }) {
  const t = useT();
  if (ways.providers.length === 0 && !ways.hasPasskeys) return null;
  return (
    <div className="mt-5 border-t border-line pt-5">
      <Stack gap="tight">
        {ways.hasPasskeys && (
          <PasskeyForm act="signIn" next={next} label={t('shell.passkeys.signIn')} isWide />
        )}
        {ways.providers.map(({ id, name }) => (
          <ProviderLink key={id} id={id} name={name} query={{ next }} />
        ))}
      </Stack>
    </div>
  );
}

/** Why the last way in did not lead in; nothing when there is nothing to say. */
export function WayInRefused({ problem }: { problem: WayInProblem | null }) {
  const t = useT();
  if (!problem) return null;
  return (
    <Callout tone="danger" isLive>
      {t(problem.code, problem.params)}
    </Callout>
  );
}

/** Proves who is at the session without a password, on /confirm-identity. `ways` comes from `waysToConfirm`. */
export function OtherWaysToConfirm({ next, ways }: { next: string; ways: WaysIn }) {
  const t = useT();
  if (ways.providers.length === 0 && !ways.hasPasskeys) return null;
  return (
    <Stack gap="tight">
      {ways.hasPasskeys && (
        <PasskeyForm act="confirm" next={next} label={t('shell.passkeys.confirm')} isWide />
      )}
      {ways.providers.map(({ id, name }) => (
        <ProviderLink key={id} id={id} name={name} query={{ next, purpose: 'confirm' }} />
      ))}
    </Stack>
  );
}

function ProviderLink(props: { id: string; name: string; query: Record<string, string> }) {
  const t = useT();
  // A whole new page: the answer is a redirect to another site.
  return (
    <ButtonLink
      to={`/sign-in/oidc/${props.id}?${new URLSearchParams(props.query)}`}
      reloadDocument
      icon={LogIn}
      isWide
    >
      {t('shell.sso.continueWith', { provider: props.name })}
    </ButtonLink>
  );
}
