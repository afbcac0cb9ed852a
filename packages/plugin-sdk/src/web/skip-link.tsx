import { useT } from './i18n';

/**
 * The first stop of the keyboard. The hidden mark keeps React Aria from writing a <style> into the
 * page at run time, which the content security policy refuses; our sheet holds its only rule.
 */
export function SkipLink() {
  const t = useT();
  return (
    <>
      <a
        href="#main"
        className="sr-only rounded-control bg-float text-dense font-medium shadow-float focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-60 focus:px-3 focus:py-2"
      >
        {t('ui.shell.skip')}
      </a>
      <span id="react-aria-pressable-style" hidden />
    </>
  );
}
