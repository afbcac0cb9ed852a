import { Panel } from '../panel';

const surfaces = [
  'canvas',
  'sidebar',
  'surface',
  'float',
  'sunken',
  'accent',
  'accent-soft',
  'line',
];
const states = ['muted', 'success', 'warning', 'danger', 'info'];

/** Colours and type, as the tokens name them. */
export function KitTokens() {
  return (
    <Panel title="Tokens">
      <div className="grid gap-4">
        <ul className="flex flex-wrap gap-3">
          {[...surfaces, ...states.flatMap((state) => [state, `${state}-soft`])].map((name) => (
            <li key={name} className="grid w-20 gap-1 text-micro text-ink-faint">
              <span
                className="h-8 rounded-control ring-1 ring-line ring-inset"
                style={{ background: `var(--color-${name})` }}
              />
              {name}
            </li>
          ))}
        </ul>
        <div className="grid gap-1">
          <p className="m-0 text-display font-semibold">Display 26 semi-bold</p>
          <p className="m-0 text-heading font-semibold">Heading 20 semi-bold</p>
          <p className="m-0 text-title font-semibold">Title 16 semi-bold</p>
          <p className="m-0 text-body">Body 14/22: what most of the product is written in.</p>
          <p className="m-0 text-dense">Dense 13.5/20: tables, facts, menus.</p>
          <p className="numeric m-0 text-small text-ink-soft">Small: 0123456789 € 1 234,56</p>
          <p className="m-0 text-micro text-ink-faint">Micro: badges, keys</p>
        </div>
      </div>
    </Panel>
  );
}
