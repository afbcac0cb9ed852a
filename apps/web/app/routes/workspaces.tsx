import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { AuthLayout, Prose, Stack, SubmitButton, useT } from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { accountAction, accountLoader } from '../shell/account-page.server';
import { Brand } from '../shell/brand';
import { titled } from '../shell/page-title';
import { refuseImpersonation } from '../shell/re-authentication.server';
import { VisitorPreferences } from '../shell/visitor-preferences';

export const meta = titled('shell.workspaces.title');

export const loader = accountLoader(async ({ host, session }) => {
  // Where else somebody works is not for whoever acts in their name.
  refuseImpersonation({ session });
  return {
    current: session.workspaceId,
    email: session.email,
    workspaces: await host.identity.workspacesOf(session.userId),
  };
});

export const action = accountAction(
  z.object({ workspace: z.string() }),
  async ({ host, token, input }) => {
    await host.identity.switchWorkspace(token, input.workspace);
    // Nothing of the workspace that was left stays on screen: its pages may not exist here.
    return redirect('/');
  },
);

export default function Workspaces() {
  const t = useT();
  const { current, email, workspaces } = useLoaderData<typeof loader>();
  const isNone = workspaces.length === 0;
  return (
    <AuthLayout
      brand={<Brand />}
      title={t(isNone ? 'shell.workspaces.none' : 'shell.workspaces.title')}
      text={isNone ? undefined : t('shell.workspaces.text', { email })}
      preferences={<VisitorPreferences />}
      footer={
        <Form method="post" action="/sign-out" reloadDocument>
          <SubmitButton variant="ghost" size="small">
            {t('ui.user.signOut')}
          </SubmitButton>
        </Form>
      }
    >
      {isNone ? (
        <Prose>{t('shell.workspaces.noneText', { email })}</Prose>
      ) : (
        <Stack gap="tight">
          {workspaces.map((workspace) => (
            <Form key={workspace.id} method="post" reloadDocument>
              <SubmitButton
                variant={workspace.id === current ? 'primary' : 'secondary'}
                size="large"
                isWide
                name="workspace"
                value={workspace.id}
              >
                {workspace.name}
              </SubmitButton>
            </Form>
          ))}
        </Stack>
      )}
    </AuthLayout>
  );
}
