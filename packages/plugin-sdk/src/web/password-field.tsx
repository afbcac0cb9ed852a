import { Eye, EyeOff } from 'lucide-react';
import { type InputHTMLAttributes, useRef, useState } from 'react';
import { Field, type FieldOptions } from './field';
import { splitFieldProps } from './field-props';
import { useT } from './i18n';
import { IconButton } from './icon-button';

export interface PasswordFieldProps
  extends FieldOptions,
    Omit<
      InputHTMLAttributes<HTMLInputElement>,
      'className' | 'style' | 'name' | 'id' | 'required' | 'type' | 'size' | 'onChange'
    > {
  autoComplete: 'current-password' | 'new-password';
  /** For a new password: what a guesser knows of the person. Fields `name` and `email` of the same form are added. */
  known?: readonly string[];
}

// The dictionaries weigh a megabyte: nobody pays for them before a new password is typed.
const loadEstimator = () => import('../primitives/password-strength');

/** A password that can be shown; a new one says while it is typed how hard it is to guess. */
export function PasswordField({ known, ...props }: PasswordFieldProps) {
  const t = useT();
  const [isShown, setShown] = useState(false);
  const { field, control } = splitFieldProps(props);
  const isNew = props.autoComplete === 'new-password';
  const { score, assess } = useStrength(known ?? []);
  return (
    <div>
      <Field {...field}>
        {(attributes) => (
          <div className="relative">
            <input
              {...control}
              {...attributes}
              type={isShown ? 'text' : 'password'}
              name={field.name}
              required={field.required}
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck={false}
              onFocus={isNew ? () => void loadEstimator().catch(() => undefined) : undefined}
              onChange={isNew ? (event) => assess(event.currentTarget) : undefined}
              className="control h-8 pr-9 pl-2.5"
            />
            <span className="needs-script absolute inset-y-0 right-0">
              <IconButton
                icon={isShown ? EyeOff : Eye}
                label={t(isShown ? 'ui.password.hide' : 'ui.password.show')}
                aria-pressed={isShown}
                onClick={() => setShown(!isShown)}
              />
            </span>
          </div>
        )}
      </Field>
      {isNew && <Strength score={score} label={field.label} />}
    </div>
  );
}

function Strength({ score, label }: { score: number | null; label: string }) {
  const t = useT();
  return (
    <div className="mt-1.5 flex items-center gap-2 empty:hidden">
      {score !== null && (
        <meter
          className="h-2 w-28"
          min={0}
          max={4}
          low={2}
          high={3}
          optimum={4}
          value={Math.max(score, 0.4)}
          aria-label={t('ui.password.strength', { label })}
        />
      )}
      {/* Always there, so that its first words are announced too. */}
      <span aria-live="polite" className="text-small text-ink-soft">
        {score !== null && t(`ui.password.strength.${score}`)}
      </span>
    </div>
  );
}

function useStrength(known: readonly string[]) {
  const [score, setScore] = useState<number | null>(null);
  const latest = useRef(0);
  const assess = async (input: HTMLInputElement): Promise<void> => {
    latest.current += 1;
    const turn = latest.current;
    const password = input.value;
    if (password === '') return setScore(null);
    // Without the dictionaries, the server still says what it thinks.
    const estimator = await loadEstimator().catch(() => null);
    const found = await estimator?.estimateStrength(password, [...known, ...typedIn(input.form)]);
    if (!found || turn !== latest.current) return undefined;
    const isTooShort = password.length < (input.minLength > 0 ? input.minLength : 0);
    return setScore(isTooShort ? Math.min(found.score, 1) : found.score);
  };
  return { score, assess: (input: HTMLInputElement) => void assess(input) };
}

function typedIn(form: HTMLFormElement | null): string[] {
  return ['name', 'email'].flatMap((name) => {
    const input = form?.elements.namedItem(name);
    return input instanceof HTMLInputElement ? [input.value] : [];
  });
}
