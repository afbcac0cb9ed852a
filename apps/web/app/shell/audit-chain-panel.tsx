import { Form } from '@remix-run/react';
import type { AuditProblem, ChainState } from '@socle/plugin-sdk/kernel';
import {
  Badge,
  Callout,
  DescriptionList,
  Inline,
  Panel,
  Stack,
  SubmitButton,
  Text,
  Time,
  useT,
} from '@socle/plugin-sdk/web';

/** How far the chain is sealed, and what the last check found. */
export function AuditChainPanel({ chain }: { chain: ChainState | null }) {
  const t = useT();
  const problem = chain?.problem ?? null;
  return (
    <Panel
      title={t('shell.audit.chain')}
      meta={
        chain?.checkedAt && (
          <Badge tone={problem ? 'danger' : 'success'}>
            {t(problem ? 'shell.audit.chain.broken' : 'shell.audit.chain.sound')}
          </Badge>
        )
      }
      actions={
        <Form method="post" preventScrollReset>
          <SubmitButton variant="secondary" size="small">
            {t('shell.audit.chain.check')}
          </SubmitButton>
        </Form>
      }
    >
      <Stack gap="tight">
        {problem && <Finding problem={problem} />}
        <Text look="soft">{t('shell.audit.chain.text')}</Text>
        <DescriptionList
          facts={[
            {
              key: 'sealed',
              label: t('shell.audit.chain.sealed'),
              value: (
                <Inline>
                  {t('shell.audit.chain.upTo', { seq: chain?.seq ?? 0 })}
                  {chain && <Time at={chain.sealedAt} />}
                </Inline>
              ),
            },
            {
              key: 'head',
              label: t('shell.audit.chain.head'),
              value: chain && <code className="text-small">{chain.hash}</code>,
            },
            {
              key: 'checked',
              label: t('shell.audit.chain.checked'),
              value: <LastCheck chain={chain} />,
            },
          ]}
        />
      </Stack>
    </Panel>
  );
}

const FINDINGS = {
  changed: 'shell.audit.chain.changed',
  missing: 'shell.audit.chain.missing',
  head: 'shell.audit.chain.headLost',
  rewritten: 'shell.audit.chain.rewritten',
};

function Finding({ problem }: { problem: AuditProblem }) {
  const t = useT();
  return (
    <Callout tone="danger" title={t(FINDINGS[problem.kind], { seq: problem.seq })}>
      {t('shell.audit.chain.whatNow')}
    </Callout>
  );
}

function LastCheck({ chain }: { chain: ChainState | null }) {
  const t = useT();
  if (!chain?.checkedAt) return t('shell.audit.chain.never');
  return (
    <Inline>
      <Time at={chain.checkedAt} />
      {!chain.problem && t('shell.audit.chain.soundText', { seq: chain.checkedSeq ?? 0 })}
    </Inline>
  );
}
