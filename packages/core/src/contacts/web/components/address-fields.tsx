import {
  Button,
  Columns,
  SelectField,
  Stack,
  TextArea,
  TextField,
  useT,
} from '@socle/plugin-sdk/web';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Address } from '../../domain/contact';

const EMPTY: Address = {
  label: 'work',
  street: '',
  postalCode: '',
  city: '',
  region: '',
  country: '',
};
const LABELS = ['work', 'home', 'billing', 'delivery', 'other'];

/** Addresses of a contact. One left empty is not kept. */
export function AddressFields({
  rows,
  errors,
}: {
  rows: readonly Address[];
  errors: Readonly<Record<string, string>>;
}) {
  const t = useT();
  // Rows are only ever added, at the end: their number names them.
  const [numbers, setNumbers] = useState(() =>
    Array.from({ length: Math.max(rows.length, 1) }, (_, i) => i),
  );
  return (
    <Stack>
      {numbers.map((index) => {
        const row = rows[index] ?? EMPTY;
        const field = (name: keyof Address) => ({
          name: `addresses[${index}].${name}`,
          label: t(`core.contact.${name}`),
          defaultValue: row[name],
          error: errors[`addresses[${index}].${name}`],
          autoComplete: 'off',
        });
        return (
          <fieldset key={index}>
            <legend>{`${t('core.contact.address')}${numbers.length > 1 ? ` ${index + 1}` : ''}`}</legend>
            <Stack>
              <TextArea {...field('street')} rows={2} />
              <Columns>
                <TextField {...field('postalCode')} />
                <TextField {...field('city')} />
              </Columns>
              <Columns>
                <TextField {...field('country')} />
                <SelectField
                  {...field('label')}
                  options={LABELS.map((value) => ({
                    value,
                    label: t(`core.contact.label.${value}`),
                  }))}
                />
              </Columns>
            </Stack>
          </fieldset>
        );
      })}
      <div>
        <Button
          variant="ghost"
          size="small"
          icon={Plus}
          onClick={() => setNumbers([...numbers, numbers.length])}
        >
          {t('core.contact.address.add')}
        </Button>
      </div>
    </Stack>
  );
}
