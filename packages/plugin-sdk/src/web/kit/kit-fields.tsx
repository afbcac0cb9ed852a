import { Form } from '@remix-run/react';
import { CheckboxField } from '../checkbox-field';
import { Columns } from '../columns';
import { Combobox } from '../combobox';
import { DateField } from '../date-field';
import { FileDrop } from '../file-drop';
import { FormActions } from '../form-actions';
import { FormErrors } from '../form-errors';
import { NumberField } from '../number-field';
import { Panel } from '../panel';
import { PasswordField } from '../password-field';
import { RadioGroupField } from '../radio-group-field';
import { RepeatableField } from '../repeatable-field';
import { SelectField } from '../select-field';
import { Stack } from '../stack';
import { SubmitButton } from '../submit-button';
import { TagInput } from '../tag-input';
import { TextArea } from '../text-area';
import { TextField } from '../text-field';

const kinds = [
  { value: 'work', label: 'Work' },
  { value: 'home', label: 'Home' },
];

/** Every field: empty, filled, with a hint, refused, disabled. */
export function KitFields({ comboboxUrl }: { comboboxUrl: string }) {
  return (
    <Panel title="Fields">
      <Form method="post">
        <Stack>
          <FormErrors errors={{ email: 'Write an e-mail address such as name@example.com' }} />
          <Columns>
            <TextField name="firstName" label="First name" defaultValue="Éloïse" required />
            <TextField
              name="email"
              label="E-mail"
              type="email"
              defaultValue="eloise@"
              error="Write an e-mail address such as name@example.com"
            />
            <TextField name="website" label="Website" hint="With or without https" />
            <TextField name="reference" label="Reference" defaultValue="C-00042" disabled />
            <PasswordField
              name="password"
              label="New password"
              autoComplete="new-password"
              minLength={10}
            />
            <NumberField name="amount" label="Amount" unit="€" defaultValue="1 234,56" />
            <DateField name="closing" label="Expected closing" defaultValue="2026-03-12" />
            <SelectField
              name="stage"
              label="Stage"
              emptyLabel="No stage"
              options={[
                { value: 'new', label: 'New' },
                { value: 'won', label: 'Won' },
              ]}
            />
            <Combobox
              name="company"
              label="Company"
              loadUrl={comboboxUrl}
              placeholder="Type a name"
              hint="Try ‘a’, then the arrow keys"
            />
          </Columns>
          <Columns min="wide">
            <RepeatableField
              name="emails"
              label="E-mails"
              rowLabel="E-mail"
              addLabel="Add an e-mail"
              type="email"
              labels={kinds}
              defaultRows={[
                { value: 'eloise@example.com', label: 'work' },
                { value: 'eloise@home.example', label: 'home' },
              ]}
            />
            <TagInput
              name="tags"
              label="Tags"
              defaultValue={['VIP', 'Trade fair 2026']}
              suggestions={['Partner']}
            />
            <TextArea name="note" label="Note" hint="Only your team sees it" />
            <FileDrop name="file" label="File to import" accept=".csv,.xlsx" />
            <RadioGroupField
              name="visibility"
              label="Who sees this view"
              defaultValue="me"
              options={[
                { value: 'me', label: 'Only me' },
                { value: 'team', label: 'My team', hint: 'Everyone may use it, you may change it' },
              ]}
            />
            <Stack gap="tight">
              <RadioGroupField
                name="kind"
                label="Kind"
                look="segments"
                defaultValue="person"
                options={[
                  { value: 'person', label: 'Person' },
                  { value: 'company', label: 'Company' },
                ]}
              />
              <CheckboxField name="consent" label="Accepts the newsletter" defaultChecked />
              <CheckboxField name="terms" label="I have read the terms" error="Tick to go on" />
            </Stack>
          </Columns>
        </Stack>
        <FormActions>
          <SubmitButton>Create the contact</SubmitButton>
        </FormActions>
      </Form>
    </Panel>
  );
}
