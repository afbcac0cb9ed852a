import { Download } from 'lucide-react';
import { ButtonLink } from './button-link';
import { useT } from './i18n';

/** Takes what a list shows away as a file; nothing for those who may not. `href` is from `exportPath`. */
export function ExportLink({ href }: { href: string | null }) {
  const t = useT();
  if (!href) return null;
  return (
    <ButtonLink to={href} variant="ghost" icon={Download} reloadDocument download>
      {t('ui.export')}
    </ButtonLink>
  );
}
