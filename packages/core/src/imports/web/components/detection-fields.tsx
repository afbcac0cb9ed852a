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
  const { values, sheetNames, isText, isDateOrderSure, headerChoices } = props;
  const s = useWords();
  const rows = Array.from({ length: headerChoices }, (_, index) => index + 1);
  return (
    <Columns min="narrow">
      {isText && <TextFields {...props} />}
      {sheetNames.length > 1 && (
        <Choice
          name="sheet"
          label={s('sheet')}
          value={values.sheet}
          options={sheetNames.map((label, index) => ({ value: String(index), label }))}
        />
      )}
      <Choice
        name="header"
        label={s('header')}
        value={values.header}
        options={[
          { value: 'none', label: s('header.none') },
          ...rows.map((row) => ({ value: String(row), label: s('header.row', { row }) })),
        ]}
      />
      <Choice
        name="dateOrder"
        label={s('dateOrder')}
        value={values.dateOrder}
        hint={isDateOrderSure ? undefined : s('dateUnsure')}
        options={DATE_ORDERS.map((value) => ({ value, label: s(`dateOrder.${value}`) }))}
      />
    </Columns>
  );
}

const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const;
const QUOTES = ['double', 'single', 'none'] as const;
const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  tab: 'tab',
  '|': 'pipe',
  mixed: 'mixed',
};

/** What only a text file leaves open: a spreadsheet says it itself. */
function TextFields({ values, encodings }: DetectionFieldsProps) {
  const s = useWords();
  // Several separators at once are found, never chosen.
  const delimiters = Object.entries(DELIMITERS).filter(
    ([value]) => value !== 'mixed' || values.delimiter === 'mixed',
  );
  return (
    <>
      <Choice
        name="encoding"
        label={s('encoding')}
        value={values.encoding}
        options={encodings.map((value) => ({ value, label: value.toUpperCase() }))}
      />
      <Choice
        name="delimiter"
        label={s('delimiter')}
        value={values.delimiter}
        options={delimiters.map(([value, name]) => ({ value, label: s(`delimiter.${name}`) }))}
      />
      <Choice
        name="quote"
        label={s('quote')}
        value={values.quote}
        options={QUOTES.map((value) => ({ value, label: s(`quote.${value}`) }))}
      />
    </>
  );
}

function useWords() {
  const t = useT();
  return (key: string, params?: Record<string, number>): string =>
    t(`core.import.screen.reading.${key}`, params);
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
