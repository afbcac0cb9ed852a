import { FileUp } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { classNames } from './class-names';
import { Field, type FieldOptions } from './field';
import { useLocale, useT } from './i18n';
import { Icon } from './icon';
import { numberFormat } from './intl-formats';

export interface FileDropProps extends FieldOptions {
  /** As on a native file input: ".csv,.xlsx". */
  accept?: string;
  multiple?: boolean;
  onFilesChange?: (files: readonly File[]) => void;
}

/** A native file input laid over a drop zone: dropping, pressing and the keyboard all reach it. */
export function FileDrop({ accept, multiple, onFilesChange, ...field }: FileDropProps) {
  const t = useT();
  const { locale } = useLocale();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isOver, setOver] = useState(false);
  const setOverFrom = (event: DragEvent) => setOver(event.type === 'dragenter');
  return (
    <Field {...field}>
      {(attributes) => (
        <div
          className={classNames(
            'file-drop relative flex min-h-28 flex-col items-center justify-center gap-1 rounded-card border border-dashed px-4 py-5 text-center text-dense transition-colors has-focus-visible:outline-2 has-focus-visible:outline-focus',
            isOver
              ? 'border-accent bg-accent-soft'
              : 'border-line-control bg-sunken hover:border-ink-faint',
          )}
        >
          <span className="text-ink-faint">
            <Icon of={FileUp} size={20} />
          </span>
          {files.length === 0 ? (
            <p className="m-0 text-ink-soft">{t('ui.file.prompt', { count: multiple ? 2 : 1 })}</p>
          ) : (
            <ul aria-live="polite" className="m-0 max-w-full">
              {files.map((file) => (
                <li key={file.name} className="flex justify-center gap-2">
                  <span className="truncate font-medium text-ink">{file.name}</span>
                  <span className="numeric shrink-0 text-ink-faint">
                    {formatSize(file.size, locale)}
                  </span>
                </li>
              ))}
            </ul>
          )}
          <input
            {...attributes}
            type="file"
            name={field.name}
            required={field.required}
            accept={accept}
            multiple={multiple}
            onDragEnter={setOverFrom}
            onDragLeave={setOverFrom}
            onDrop={setOverFrom}
            onChange={(event) => {
              const chosen = [...(event.currentTarget.files ?? [])];
              setFiles(chosen);
              onFilesChange?.(chosen);
            }}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
        </div>
      )}
    </Field>
  );
}

function formatSize(bytes: number, locale: string): string {
  const steps = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(steps.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return numberFormat(locale, {
    style: 'unit',
    unit: steps[step],
    unitDisplay: 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(bytes / 1000 ** step);
}
