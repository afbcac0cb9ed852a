import { Button, Callout, Stack, useT } from '@socle/plugin-sdk/web';
import { Copy } from 'lucide-react';
import { useState } from 'react';

/** The only time recovery codes can be read. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useT();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(codes.join('\n'));
    setCopied(navigator.clipboard !== undefined);
  };
  return (
    <Callout tone="success" isLive title={t('shell.recovery.title')}>
      <Stack gap="tight">
        {t('shell.recovery.text')}
        <ul className="m-0 grid list-none grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-4 gap-y-1 p-0">
          {codes.map((code) => (
            <li key={code}>
              <code className="text-small whitespace-nowrap">{code}</code>
            </li>
          ))}
        </ul>
        <div className="needs-script">
          <Button size="small" icon={Copy} onClick={copy}>
            {t(isCopied ? 'shell.keys.copied' : 'shell.recovery.copy')}
          </Button>
        </div>
      </Stack>
    </Callout>
  );
}
