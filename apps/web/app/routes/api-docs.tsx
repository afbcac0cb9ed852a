import { useLoaderData } from '@remix-run/react';
import { buildOpenApi } from '@socle/plugin-sdk/kernel';
import {
  Badge,
  ButtonLink,
  DataTable,
  Inline,
  PageBody,
  PageHeader,
  Panel,
  Prose,
  Section,
  Stack,
  Text,
  type Tone,
  useT,
} from '@socle/plugin-sdk/web';
import type { ReactNode } from 'react';
import {
  type ApiOperation,
  type ApiParameter,
  type ApiResource,
  describeApi,
  type SchemaNode,
} from '../shell/api-reference.server';
import { CodeBlock } from '../shell/code-block';
import { publicHostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';

export const meta = titled('shell.apiDocs.title');

/** With a session, the workspace's own fields are there too. */
export const loader = publicHostLoader(async ({ host, request, context, url }) => {
  const session = await context.socle.session(request);
  const openApi = await buildOpenApi(host, session?.workspaceId ?? null);
  return describeApi(openApi, host.config.publicUrl ?? url.origin);
});

export default function ApiDocs() {
  const t = useT();
  const { baseUrl, text, resources } = useLoaderData<typeof loader>();
  return (
    <main id="main" tabIndex={-1}>
      <PageHeader
        title={t('shell.apiDocs.title')}
        actions={
          <>
            <ButtonLink to="/api/v1/openapi.json" reloadDocument>
              openapi.json
            </ButtonLink>
            <ButtonLink to="/settings/keys">{t('shell.keys.title')}</ButtonLink>
          </>
        }
      />
      <PageBody>
        <div className="grid gap-8 lg:grid-cols-[200px_minmax(0,1fr)]">
          <Contents resources={resources} />
          {/* The reference itself is written in English, whatever the language of the page. */}
          <div lang="en" className="min-w-0 max-w-240">
            <Stack gap="loose">
              <Stack>
                <Prose>{text}</Prose>
                <CodeBlock label={t('shell.apiDocs.example')}>
                  {`curl "${baseUrl}/me" \\\n  -H "Authorization: Bearer $SOCLE_KEY"`}
                </CodeBlock>
              </Stack>
              {resources.map((resource) => (
                <Resource key={resource.name} resource={resource} />
              ))}
            </Stack>
          </div>
        </div>
      </PageBody>
    </main>
  );
}

function Contents({ resources }: { resources: readonly ApiResource[] }) {
  const t = useT();
  return (
    <nav aria-label={t('shell.apiDocs.contents')} className="lg:sticky lg:top-18 lg:self-start">
      <ul className="flex flex-wrap gap-x-4 lg:grid">
        {resources.map(({ name }) => (
          <li key={name}>
            <a href={`#${name}`} className="inline-block min-h-6 hover:underline">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Resource({ resource }: { resource: ApiResource }) {
  const { name, operations, fields, example } = resource;
  return (
    <div id={name} className="scroll-mt-18">
      <Section title={name}>
        <Stack>
          {operations.map((operation) => (
            <Operation key={operation.id} operation={operation} />
          ))}
          {fields.length > 0 && (
            <Panel title={`Fields of ${name}`}>
              <SchemaTree nodes={fields} />
            </Panel>
          )}
          {example && <CodeBlock label={`Example of ${name}`}>{example}</CodeBlock>}
        </Stack>
      </Section>
    </div>
  );
}

const TONES: Record<string, Tone> = {
  GET: 'info',
  POST: 'success',
  PATCH: 'warning',
  DELETE: 'danger',
};

function Operation({ operation }: { operation: ApiOperation }) {
  const { id, method, path, summary, parameters, body, answers, curl } = operation;
  return (
    <section id={id} aria-label={`${method} ${path}`} className="scroll-mt-18">
      <Panel>
        <Stack>
          <Inline>
            <Badge tone={TONES[method] ?? 'muted'}>{method}</Badge>
            <code className="font-medium wrap-anywhere">{path}</code>
            <Text look="soft">{summary}</Text>
          </Inline>
          {parameters.length > 0 && (
            <Fold title="Parameters">
              <Parameters label={`Parameters of ${method} ${path}`} parameters={parameters} />
            </Fold>
          )}
          {body.length > 0 && (
            <Fold title="Body">
              <SchemaTree nodes={body} />
            </Fold>
          )}
          <Fold title="Answers">
            <ul className="grid gap-1">
              {answers.map(({ statuses, text }) => (
                <li key={statuses}>
                  <Text isNumeric look="strong">
                    {statuses}
                  </Text>{' '}
                  <Text look="soft">{text}</Text>
                </li>
              ))}
            </ul>
          </Fold>
          <CodeBlock label={`curl: ${method} ${path}`}>{curl}</CodeBlock>
        </Stack>
      </Panel>
    </section>
  );
}

function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details>
      <summary className="min-h-6">
        <Text look="strong">{title}</Text>
      </summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}

function Parameters({ label, parameters }: { label: string; parameters: readonly ApiParameter[] }) {
  return (
    <DataTable
      caption={label}
      rows={parameters}
      rowKey={({ place, name }) => `${place} ${name}`}
      columns={[
        { key: 'name', header: 'Name', render: ({ name }) => <code>{name}</code> },
        { key: 'place', header: 'In', render: ({ place }) => place },
        { key: 'type', header: 'Type', render: ({ type }) => type },
        {
          key: 'text',
          header: 'Meaning',
          render: ({ text, isRequired }) => (
            <span className="whitespace-normal">
              {isRequired ? 'Required. ' : ''}
              {text}
            </span>
          ),
        },
      ]}
    />
  );
}

function SchemaTree({ nodes }: { nodes: readonly SchemaNode[] }) {
  return (
    <ul className="grid gap-1.5">
      {nodes.map(({ name, type, isRequired, text, children }) => (
        <li key={name}>
          <code className="font-medium">{name}</code> <Text look="faint">{type}</Text>
          {isRequired && <Text look="faint"> · required</Text>}
          {text && (
            <>
              {' '}
              <Text look="soft">{text}</Text>
            </>
          )}
          {children.length > 0 && (
            <div className="mt-1.5 border-l border-line pl-4">
              <SchemaTree nodes={children} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
