import { Button, Callout, Stack, TextField, useT } from '@socle/plugin-sdk/web';
import { Copy } from 'lucide-react';
import { useState } from 'react';

/** The only time a key or an app password can be read. */
export function NewKey({ secret, email }: { secret: string; email: string | null }) {
  const t = useT();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(secret);
    setCopied(navigator.clipboard !== undefined);
  };
  return (
    <Callout tone="success" isLive title={t('shell.keys.created')}>
      <Stack gap="tight">
        {t('shell.keys.onlyOnce')}
        {email && <span>{t('shell.keys.usage', { email })}</span>}
        <TextField
          name="key"
          label={t(email ? 'shell.keys.kind.app' : 'shell.keys.newKey')}
          value={secret}
          readOnly
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
        />
        <div className="needs-script">
          <Button size="small" icon={Copy} onClick={copy}>
            {t(isCopied ? 'shell.keys.copied' : 'shell.keys.copy')}
          </Button>
        </div>
      </Stack>
    </Callout>
  );
}
