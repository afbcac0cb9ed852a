import { Kbd } from './kbd';

export interface ShortcutGroup {
  label: string;
  shortcuts: readonly { label: string; keys: readonly string[] }[];
}

/** What each key does, in groups. */
export function ShortcutList({ groups }: { groups: readonly ShortcutGroup[] }) {
  return (
    <div className="mt-3 grid gap-3">
      {groups.map(({ label, shortcuts }) => (
        <section key={label} aria-label={label}>
          <h3 className="m-0 mb-1 text-small font-medium text-ink-faint">{label}</h3>
          <dl className="m-0">
            {shortcuts.map((shortcut) => (
              <div
                key={shortcut.label}
                className="flex min-h-7 items-center justify-between gap-4 border-b border-line py-0.5 last:border-b-0"
              >
                <dt className="text-dense text-ink">{shortcut.label}</dt>
                <dd className="m-0 shrink-0">
                  <Kbd keys={shortcut.keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
