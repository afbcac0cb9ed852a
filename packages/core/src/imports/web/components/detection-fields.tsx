import { useSubmit } from '@remix-run/react';
import { Columns, SelectField, type SelectOption, useT } from '@socle/plugin-sdk/web';
import { type ChangeEvent, useEffect, useState } from 'react';
import type { DetectionForm } from '../../domain/detection-form';

interface DetectionFieldsProps {
  values: DetectionForm;
  encodings: readonly string[];
  sheetNames: readonly string[];
  isText: boolean;
  isDateOrderSure: boolean;
  headerChoices: number;
}

/** How the file is read, each point to be corrected; a change is sent at once. */
export function DetectionFields(props: DetectionFieldsProps) {
  const { values, encodings, sheetNames, isText, isDateOrderSure, headerChoices } = props;
  const t = useT();
  const s = (key: string, params?: Record<string, number>) =>
    t(`core.import.screen.${key}`, params);
  const rows = Array.from({ length: headerChoices }, (_, index) => index + 1);
  return (
    <Columns min="narrow">
      {isText && (
        <>
          <Choice
            name="encoding"
            label={s('reading.encoding')}
            value={values.encoding}
            options={encodings.map((value) => ({ value, label: value.toUpperCase() }))}
          />
          <Choice
            name="delimiter"
            label={s('reading.delimiter')}
            value={values.delimiter}
            options={[
              { value: ',', label: s('reading.delimiter.comma') },
              { value: ';', label: s('reading.delimiter.semicolon') },
              { value: 'tab', label: s('reading.delimiter.tab') },
              { value: '|', label: s('reading.delimiter.pipe') },
              ...(values.delimiter === 'mixed'
                ? [{ value: 'mixed', label: s('reading.delimiter.mixed') }]
                : []),
            ]}
          />
          <Choice
            name="quote"
            label={s('reading.quote')}
            value={values.quote}
            options={(['double', 'single', 'none'] as const).map((value) => ({
              value,
              label: s(`reading.quote.${value}`),
            }))}
          />
        </>
      )}
      {sheetNames.length > 1 && (
        <Choice
          name="sheet"
          label={s('reading.sheet')}
          value={values.sheet}
          options={sheetNames.map((label, index) => ({ value: String(index), label }))}
        />
      )}
      <Choice
        name="header"
        label={s('reading.header')}
        value={values.header}
        options={[
          { value: 'none', label: s('reading.header.none') },
          ...rows.map((row) => ({
            value: String(row),
            label: s('reading.header.row', { row }),
          })),
        ]}
      />
      <Choice
        name="dateOrder"
        label={s('reading.dateOrder')}
        value={values.dateOrder}
        hint={isDateOrderSure ? undefined : s('reading.dateUnsure')}
        options={(['dmy', 'mdy', 'ymd'] as const).map((value) => ({
          value,
          label: s(`reading.dateOrder.${value}`),
        }))}
      />
    </Columns>
  );
}

interface ChoiceProps {
  name: keyof DetectionForm;
  label: string;
  value: string;
  hint?: string;
  options: readonly SelectOption[];
}

function Choice({ name, label, value, hint, options }: ChoiceProps) {
  const t = useT();
  const submit = useSubmit();
  // Controlled, because the answer may change the other choices while this one keeps the focus.
  const [chosen, setChosen] = useState(value);
  useEffect(() => setChosen(value), [value]);
  const onChange = (event: ChangeEvent<HTMLSelectElement>) => {
    setChosen(event.currentTarget.value);
    submit(event.currentTarget.form, { preventScrollReset: true, replace: true });
  };
  return (
    <SelectField
      name={name}
      label={label}
      hint={hint}
      value={chosen}
      onChange={onChange}
      emptyLabel={t('core.import.screen.reading.auto')}
      options={options}
    />
  );
}
