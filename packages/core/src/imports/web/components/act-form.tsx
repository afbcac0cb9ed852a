import { Form } from '@remix-run/react';
import { type ButtonVariant, SubmitButton } from '@socle/plugin-sdk/web';
import type { ReactNode } from 'react';

/** One act on the import as a button that works without JavaScript. */
export function ActForm(props: { intent: string; variant?: ButtonVariant; children: ReactNode }) {
  const { intent, variant = 'secondary', children } = props;
  return (
    <Form method="post" preventScrollReset>
      <SubmitButton name="intent" value={intent} variant={variant}>
        {children}
      </SubmitButton>
    </Form>
  );
}
