/** A key or a chord, e.g. `<Kbd keys={['Ctrl', 'K']} />`. */
export function Kbd({ keys }: { keys: readonly string[] }) {
  return (
    <span className="inline-flex gap-0.5">
      {keys.map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-tag border border-line-strong bg-surface px-1 font-sans text-micro text-ink-faint"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
