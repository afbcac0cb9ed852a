import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button';
import { Field, type FieldOptions, firstError } from './field';
import { useT } from './i18n';
import { IconButton } from './icon-button';
import type { SelectOption } from './select-field';

export interface RepeatableRow {
  value: string;
  /** One of `labels`, e.g. "work". */
  label?: string;
}

export interface RepeatableFieldProps extends FieldOptions {
  type?: 'text' | 'email' | 'tel' | 'url';
  defaultRows?: readonly RepeatableRow[];
  labels?: readonly SelectOption[];
  /** "Add an e-mail". */
  addLabel: string;
  /** Names one row for a screen reader: "E-mail" gives "E-mail 2". */
  rowLabel: string;
  autoComplete?: string;
  /** Messages per row, from the server. */
  rowErrors?: readonly (string | readonly string[] | undefined)[];
}

interface Row extends RepeatableRow {
  id: number;
}

/**
 * Several values of the same kind, sent as `name[0].value` and `name[0].label`. Without JavaScript
 * there is one more row to fill, and an emptied row is a removed one: the server skips empty values.
 */
export function RepeatableField(props: RepeatableFieldProps) {
  const {
    defaultRows = [],
    labels = [],
    addLabel,
    type,
    rowLabel,
    rowErrors,
    autoComplete,
    ...field
  } = props;
  const t = useT();
  const [rows, setRows] = useState<readonly Row[]>(() =>
    (defaultRows.length > 0 ? defaultRows : [{ value: '' }]).map((row, id) => ({ ...row, id })),
  );
  const add = () =>
    setRows([...rows, { value: '', id: Math.max(-1, ...rows.map((r) => r.id)) + 1 }]);
  return (
    <Field {...field} isGroup>
      {(attributes) => (
        <div className="grid justify-items-start gap-1.5">
          {rows.map((row, index) => (
            <RowInputs
              key={row.id}
              name={`${field.name}[${index}]`}
              row={row}
              label={`${rowLabel} ${index + 1}`}
              labels={labels}
              type={type}
              autoComplete={autoComplete}
              error={firstError(rowErrors?.[index])}
              errorId={`${attributes.id}-${row.id}`}
              onRemove={
                rows.length > 1
                  ? () => setRows(rows.filter((other) => other.id !== row.id))
                  : undefined
              }
            />
          ))}
          <div className="needs-script -ml-2">
            <Button variant="ghost" size="small" icon={Plus} onClick={add}>
              {addLabel}
            </Button>
          </div>
          <noscript>
            <RowInputs
              name={`${field.name}[${rows.length}]`}
              row={{ value: '', id: -1 }}
              label={`${rowLabel} ${rows.length + 1}`}
              labels={labels}
              type={type}
              errorId=""
            />
            <p className="text-small text-ink-faint">{t('ui.repeat.empty')}</p>
          </noscript>
        </div>
      )}
    </Field>
  );
}

interface RowInputsProps {
  name: string;
  row: Row;
  label: string;
  labels: readonly SelectOption[];
  type?: string;
  autoComplete?: string;
  error?: string;
  errorId: string;
  onRemove?: () => void;
}

function RowInputs(props: RowInputsProps) {
  const { name, row, label, labels, error, errorId, onRemove } = props;
  const t = useT();
  return (
    <div className="w-full">
      <div className="flex items-center gap-1.5">
        <input
          type={props.type ?? 'text'}
          name={`${name}.value`}
          aria-label={label}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? errorId : undefined}
          autoComplete={props.autoComplete}
          defaultValue={row.value}
          className="control h-8 flex-1 px-2.5"
        />
        {labels.length > 0 && (
          <select
            name={`${name}.label`}
            aria-label={t('ui.repeat.kind', { name: label })}
            defaultValue={row.label}
            className="control h-8 w-auto max-w-32 shrink-0 px-2"
          >
            {labels.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        )}
        {onRemove && (
          <span className="needs-script">
            <IconButton
              icon={X}
              label={t('ui.repeat.remove', { name: label })}
              onClick={onRemove}
            />
          </span>
        )}
      </div>
      {error && (
        <p id={errorId} className="m-0 mt-1 text-small font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
