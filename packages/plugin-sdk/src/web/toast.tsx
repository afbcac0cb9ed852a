import {
  type ComponentType,
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
} from 'react';

export interface ToastMessage {
  text: string;
  tone?: 'success' | 'info' | 'warning';
  /** A way back, e.g. "Undo"; reachable by keyboard with F6. */
  action?: { label: string; onAction: () => void };
  /** At least ten seconds, which is the default. */
  durationMs?: number;
}

type ShowToast = (message: ToastMessage) => void;

const ToastContext = createContext<ShowToast>(() => undefined);
const loadRegion = () => import('./toast-region');

/** Around the application: holds the toasts of every page. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [Region, setRegion] = useState<ComponentType>();

  useEffect(() => {
    // Fetched once the page is at rest, so that a toast can still say the network is gone.
    const timer = window.setTimeout(loadRegion, 4000);
    return () => window.clearTimeout(timer);
  }, []);

  const show = useCallback<ShowToast>((message) => {
    void loadRegion().then(({ ToastRegion, addToast }) => {
      setRegion(() => ToastRegion);
      addToast(message);
    });
  }, []);

  return (
    <ToastContext.Provider value={show}>
      {children}
      {Region && <Region />}
    </ToastContext.Provider>
  );
}

/** Says in passing that something was done. An error that needs a decision belongs in the page. */
export function useToast(): ShowToast {
  return useContext(ToastContext);
}
