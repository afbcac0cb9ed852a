import {
  Columns,
  RadioGroupField,
  type Refusal,
  Section,
  SelectField,
  type SelectOption,
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
export function OptionFields(props: OptionFieldsProps) {
  const t = useT();
  return (
    <>
      <Section title={t('core.import.screen.options.title')}>
        <Columns min="wide">
          <MatchFields {...props} />
        </Columns>
      </Section>
      <Section title={t('core.import.screen.options.more')}>
        <Columns>
          <DefaultFields {...props} />
        </Columns>
      </Section>
    </>
  );
}

function MatchFields({ options, refusal }: OptionFieldsProps) {
  const t = useT();
  const s = (key: string): string => t(`core.import.screen.options.${key}`);
  return (
    <>
      <SelectField
        name="matchKey"
        label={s('matchKey')}
        defaultValue={refusal.value('matchKey') ?? options.matchKey}
        error={refusal.errors?.matchKey}
        options={MATCH_KEYS.map((value) => ({ value, label: s(`matchKey.${value}`) }))}
      />
      <RadioGroupField
        name="onMatch"
        label={s('onMatch')}
        defaultValue={refusal.value('onMatch') ?? options.onMatch}
        error={refusal.errors?.onMatch}
        options={POLICIES.map((value) => ({
          value,
          label: s(`onMatch.${value}`),
          hint: value === 'update' ? s('onMatch.update.hint') : undefined,
        }))}
      />
    </>
  );
}

function DefaultFields({ options, countries, tags, refusal }: OptionFieldsProps) {
  const t = useT();
  const s = (key: string): string => t(`core.import.screen.options.${key}`);
  const own = options.defaultCountry;
  const isListed = own === null || countries.some((country) => country.value === own);
  const typedTags = refusal
    .value('tags')
    ?.split(',')
    .map((tag) => tag.trim());
  return (
    <>
      <SelectField
        name="defaultCountry"
        label={s('defaultCountry')}
        hint={s('defaultCountry.hint')}
        defaultValue={refusal.value('defaultCountry') ?? own ?? ''}
        error={refusal.errors?.defaultCountry}
        emptyLabel={s('defaultCountry.none')}
        options={isListed ? countries : [{ value: own, label: own }, ...countries]}
      />
      <SelectField
        name="defaultKind"
        label={s('defaultKind')}
        defaultValue={refusal.value('defaultKind') ?? options.defaultKind}
        error={refusal.errors?.defaultKind}
        options={KINDS.map((value) => ({ value, label: s(`defaultKind.${value}`) }))}
      />
      <TagInput
        name="tags"
        label={s('tags')}
        suggestions={tags}
        defaultValue={typedTags?.filter(Boolean) ?? options.tags}
        error={refusal.errors?.tags}
      />
    </>
  );
}
