import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { Field, type FieldOptions } from './field';
import { useT } from './i18n';
import { Icon } from './icon';
import { useEnhanced } from './use-enhanced';

export interface TagInputProps extends FieldOptions {
  defaultValue?: readonly string[];
  /** Tags already used elsewhere, offered while typing. */
  suggestions?: readonly string[];
}

/**
 * Tags as removable chips. Sends one text, "vip, salon 2026", which is also exactly what is typed
 * when JavaScript is not there.
 */
export function TagInput({ defaultValue = [], suggestions = [], ...field }: TagInputProps) {
  const t = useT();
  const isEnhanced = useEnhanced();
  const listId = useId();
  const [tags, setTags] = useState<readonly string[]>(defaultValue);
  const [text, setText] = useState('');

  const add = (typed: string) => {
    const added = typed.split(',').map((tag) => tag.trim());
    setTags([...new Set([...tags, ...added.filter(Boolean)])]);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if ((event.key === 'Enter' || event.key === ',') && text.trim() !== '') {
      event.preventDefault();
      add(text);
    } else if (event.key === 'Backspace' && text === '') {
      setTags(tags.slice(0, -1));
    }
  };
  if (!isEnhanced) {
    return (
      <Field {...field} hint={field.hint ?? t('ui.tags.commas')}>
        {(attributes) => (
          <input
            {...attributes}
            type="text"
            name={field.name}
            defaultValue={defaultValue.join(', ')}
            className="control h-8 px-2.5"
          />
        )}
      </Field>
    );
  }
  return (
    <Field {...field} hint={field.hint ?? t('ui.tags.commas')}>
      {(attributes) => (
        <div className="control flex min-h-8 flex-wrap items-center gap-1 px-1 py-[3px]">
          {/* A tag typed but not confirmed is sent too. */}
          <input
            type="hidden"
            name={field.name}
            value={[...tags, text.trim()].filter(Boolean).join(', ')}
          />
          {tags.map((tag) => (
            <span
              key={tag}
              className="inline-flex h-6 max-w-full items-center rounded-tag bg-muted-soft pl-2 text-small text-ink"
            >
              <span className="truncate">{tag}</span>
              <button
                type="button"
                aria-label={t('ui.tags.remove', { name: tag })}
                onClick={() => setTags(tags.filter((other) => other !== tag))}
                className="flex size-6 items-center justify-center rounded-tag text-ink-faint hover:text-ink"
              >
                <Icon of={X} size={12} />
              </button>
            </span>
          ))}
          <input
            {...attributes}
            type="text"
            data-field={field.name}
            list={suggestions.length > 0 ? listId : undefined}
            value={text}
            autoComplete="off"
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onBlur={() => add(text)}
            className="h-6 min-w-20 flex-1 bg-transparent px-1.5 outline-none"
          />
          <datalist id={listId}>
            {suggestions.map((suggestion) => (
              <option key={suggestion} value={suggestion} />
            ))}
          </datalist>
        </div>
      )}
    </Field>
  );
}
