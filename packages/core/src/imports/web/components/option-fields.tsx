import {
  Columns,
  RadioGroupField,
  type Refusal,
  Section,
  SelectField,
  type SelectOption,
  Stack,
  TagInput,
  useT,
} from '@socle/plugin-sdk/web';
import type { ImportOptions, MatchKey, MatchPolicy } from '../../domain/import-options';

interface OptionFieldsProps {
  options: ImportOptions;
  countries: readonly SelectOption[];
  /** Tags already used, offered while typing. */
  tags: readonly string[];
  refusal: Refusal;
}

const MATCH_KEYS: readonly MatchKey[] = ['email', 'siret', 'externalId', 'name', 'none'];
const POLICIES: readonly MatchPolicy[] = ['update', 'skip', 'create'];
const KINDS = ['auto', 'person', 'company'] as const;

/** What counts as the same contact, what to do with it, and values for rows that say nothing. */
export function OptionFields({ options, countries, tags, refusal }: OptionFieldsProps) {
  const t = useT();
  const s = (key: string): string => t(`core.import.screen.options.${key}`);
  const errors = refusal.errors ?? {};
  const typed = (name: keyof ImportOptions, stored: string | null): string =>
    refusal.value(name) ?? stored ?? '';
  const isKnownCountry = countries.some((country) => country.value === options.defaultCountry);
  return (
    <>
      <Section title={s('title')}>
        <Stack>
          <Columns>
            <SelectField
              name="matchKey"
              label={s('matchKey')}
              defaultValue={typed('matchKey', options.matchKey)}
              error={errors.matchKey}
              options={MATCH_KEYS.map((value) => ({ value, label: s(`matchKey.${value}`) }))}
            />
          </Columns>
          <RadioGroupField
            name="onMatch"
            label={s('onMatch')}
            defaultValue={typed('onMatch', options.onMatch)}
            error={errors.onMatch}
            options={POLICIES.map((value) => ({
              value,
              label: s(`onMatch.${value}`),
              hint: value === 'update' ? s('onMatch.update.hint') : undefined,
            }))}
          />
        </Stack>
      </Section>
      <Section title={s('more')}>
        <Columns>
          <SelectField
            name="defaultCountry"
            label={s('defaultCountry')}
            hint={s('defaultCountry.hint')}
            defaultValue={typed('defaultCountry', options.defaultCountry)}
            error={errors.defaultCountry}
            emptyLabel={s('defaultCountry.none')}
            options={
              isKnownCountry || !options.defaultCountry
                ? countries
                : [{ value: options.defaultCountry, label: options.defaultCountry }, ...countries]
            }
          />
          <SelectField
            name="defaultKind"
            label={s('defaultKind')}
            defaultValue={typed('defaultKind', options.defaultKind)}
            error={errors.defaultKind}
            options={KINDS.map((value) => ({ value, label: s(`defaultKind.${value}`) }))}
          />
          <TagInput
            name="tags"
            label={s('tags')}
            suggestions={tags}
            defaultValue={
              refusal
                .value('tags')
                ?.split(',')
                .map((tag) => tag.trim())
                .filter(Boolean) ?? options.tags
            }
            error={errors.tags}
          />
        </Columns>
      </Section>
    </>
  );
}
