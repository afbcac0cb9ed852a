import { TextField, useT } from '@socle/plugin-sdk/web';

/** The code of an authenticator app; telephones offer it above their keyboard. */
export function CodeField({
  hint,
  error,
}: {
  hint?: string;
  error?: string | readonly string[] | undefined;
}) {
  const t = useT();
  return (
    <TextField
      name="code"
      label={t('shell.code.label')}
      hint={hint}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={40}
      error={error}
      required
    />
  );
}
