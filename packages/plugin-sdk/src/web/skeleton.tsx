import { useT } from './i18n';

export interface SkeletonProps {
  /** The shape of what is coming, so that nothing jumps when it comes. */
  shape?: 'rows' | 'text' | 'panel';
  count?: number;
}

const widths = ['w-2/5', 'w-3/5', 'w-1/2', 'w-1/3', 'w-11/20'];

/** The outline of content on its way; only appears when the answer takes more than 300 ms. */
export function Skeleton({ shape = 'text', count = 3 }: SkeletonProps) {
  const t = useT();
  return (
    <div aria-busy="true" className="animate-late">
      <span role="status" className="sr-only">
        {t('ui.loading')}
      </span>
      {Array.from({ length: count }, (_, index) => (
        <Outline key={widthOf(index) + String(index)} shape={shape} width={widthOf(index)} />
      ))}
    </div>
  );
}

function Outline({ shape, width }: { shape: 'rows' | 'text' | 'panel'; width: string }) {
  if (shape === 'panel') return <div className="mb-3 h-28 rounded-card bg-sunken" />;
  if (shape === 'text') return <div className={`my-2 h-3.5 rounded-tag bg-sunken ${width}`} />;
  return (
    <div className="flex h-(--row-height) items-center gap-3 border-b border-line px-(--page-inset)">
      <div className="size-5 rounded-full bg-muted-soft" />
      <div className={`h-3 rounded-tag bg-muted-soft ${width}`} />
    </div>
  );
}

function widthOf(index: number): string {
  return widths[index % widths.length] ?? 'w-1/2';
}
