import { Component, createContext, type ReactNode, useContext } from 'react';
import type { SlotDefinition } from '../contract';
import { useT } from './i18n';
import type { SlotComponent } from './module-web';

/** One fill of a slot as the loader delivered it. */
export interface SlotContentView {
  id: string;
  state: 'ready' | 'failed' | 'slow';
  data?: unknown;
}

const SlotRegistry = createContext<ReadonlyMap<string, SlotComponent>>(new Map());

/** Gives pages the components of every installed module. */
export function SlotProvider({
  components,
  children,
}: {
  components: ReadonlyMap<string, SlotComponent>;
  children: ReactNode;
}) {
  return <SlotRegistry.Provider value={components}>{children}</SlotRegistry.Provider>;
}

/** Opens a slot: shows what other modules bring. One that fails leaves a note in its place; the page lives. */
export function Slot<Props extends object>({
  props,
  content,
}: {
  slot: SlotDefinition<Props>;
  props: Props;
  content: readonly SlotContentView[];
}) {
  const components = useContext(SlotRegistry);
  return content.map((fill) => {
    const View = components.get(fill.id)?.component;
    if (fill.state !== 'ready' || !View) return <SlotNote key={fill.id} state={fill.state} />;
    return (
      <SlotBoundary key={fill.id}>
        <View props={props as never} data={fill.data as never} />
      </SlotBoundary>
    );
  });
}

function SlotNote({ state }: { state: SlotContentView['state'] }) {
  const t = useT();
  return (
    <p role="status" className="rounded-lg border border-line p-3 text-sm text-muted">
      {t(state === 'slow' ? 'ui.slotSlow' : 'ui.slotFailed')}
    </p>
  );
}

class SlotBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <SlotNote state="failed" /> : this.props.children;
  }
}
