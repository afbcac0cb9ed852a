import { type KeyboardEvent, useState } from 'react';
import type { ComboboxItem } from './combobox';
import { useRecordSearch } from './use-record-search';

interface ComboboxOptions {
  loadUrl: string;
  defaultItem: ComboboxItem | null;
  onItemChange?: (item: ComboboxItem | null) => void;
}

/** The behaviour of an editable combobox with a list (ARIA Authoring Practices), without its looks. */
export function useCombobox({ loadUrl, defaultItem, onItemChange }: ComboboxOptions) {
  const [chosen, setChosen] = useState<ComboboxItem | null>(defaultItem);
  const [text, setText] = useState(defaultItem?.title ?? '');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  // The title of the chosen record is not a question: opening then shows the first records.
  const { items, status } = useRecordSearch(loadUrl, text === chosen?.title ? '' : text, isOpen);

  const choose = (item: ComboboxItem | null) => {
    setChosen(item);
    setText(item?.title ?? '');
    setOpen(false);
    setActive(-1);
    if (item?.id !== chosen?.id) onItemChange?.(item);
  };
  const type = (value: string) => {
    setText(value);
    setOpen(true);
    setActive(-1);
  };
  // What is not chosen is not kept: the field never shows a text that stands for nothing.
  const leave = () => choose(text.trim() === '' ? null : chosen);
  const move = (step: 1 | -1) => {
    setOpen(true);
    const from = active < 0 && step < 0 ? 0 : active;
    if (items.length > 0) setActive((from + step + items.length) % items.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      const item = items[active] ?? (status === 'ready' ? items[0] : undefined);
      if (item) choose(item);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      choose(chosen);
    }
  };
  return {
    chosen,
    text,
    isOpen,
    items,
    status,
    active,
    choose,
    type,
    leave,
    onKeyDown,
    open: () => setOpen(true),
  };
}
