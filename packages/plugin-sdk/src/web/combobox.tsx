import { ChevronDown, X } from 'lucide-react';
import { useRef } from 'react';
import { ComboboxList } from './combobox-list';
import { Field, type FieldOptions } from './field';
import { useT } from './i18n';
import { Icon } from './icon';
import { useCombobox } from './use-combobox';

export interface ComboboxItem {
  id: string;
  title: string;
  subtitle?: string;
}

export interface ComboboxProps extends FieldOptions {
  /** Answers `?q=…` with `{ items: ComboboxItem[] }`. */
  loadUrl: string;
  defaultItem?: ComboboxItem | null;
  placeholder?: string;
  onItemChange?: (item: ComboboxItem | null) => void;
}

/**
 * Chooses one record by typing. Sends its id as `name`, and the typed text as `name.text`, which is
 * all the server gets without JavaScript.
 */
export function Combobox(props: ComboboxProps) {
  const { loadUrl, defaultItem = null, placeholder, onItemChange, ...field } = props;
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({ loadUrl, defaultItem, onItemChange });
  const { chosen, isOpen, items, active } = combobox;

  const press = () => {
    if (chosen) combobox.choose(null);
    else combobox.open();
    input.current?.focus();
  };
  return (
    <Field {...field}>
      {(attributes) => (
        <div className="relative">
          <input type="hidden" name={field.name} value={chosen?.id ?? ''} />
          <input
            ref={input}
            {...attributes}
            type="text"
            role="combobox"
            name={`${field.name}.text`}
            data-field={field.name}
            required={field.required}
            autoComplete="off"
            spellCheck={false}
            aria-autocomplete="list"
            aria-expanded={isOpen}
            aria-controls={isOpen ? `${attributes.id}-list` : undefined}
            aria-activedescendant={
              isOpen && items[active] ? `${attributes.id}-${active}` : undefined
            }
            placeholder={placeholder}
            value={combobox.text}
            onChange={(event) => combobox.type(event.currentTarget.value)}
            onClick={combobox.open}
            onKeyDown={combobox.onKeyDown}
            onBlur={combobox.leave}
            className="control h-8 pr-8 pl-2.5"
          />
          {/* Out of the tab order: the arrow keys open, and emptying the text clears. */}
          <button
            type="button"
            tabIndex={-1}
            aria-label={chosen ? t('ui.combobox.clear') : t('ui.combobox.open')}
            // The input keeps the focus: losing it would close the list first.
            onMouseDown={(event) => event.preventDefault()}
            onClick={press}
            className="absolute inset-y-0 right-0 flex w-8 items-center justify-center text-ink-faint hover:text-ink"
          >
            <Icon of={chosen ? X : ChevronDown} size={14} />
          </button>
          {isOpen && (
            <ComboboxList
              id={attributes.id}
              label={field.label}
              items={items}
              status={combobox.status}
              active={active}
              onChoose={combobox.choose}
            />
          )}
        </div>
      )}
    </Field>
  );
}
