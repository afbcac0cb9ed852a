import { ButtonLink, Callout, useT } from '@socle/plugin-sdk/web';
import type { SellerField } from '../../domain/seller';
import { useList } from './readiness';

interface Props {
  seller: { problems: readonly SellerField[]; canSettle: boolean };
}

/** Says that the workspace's own identity is incomplete, and where to complete it. */
export function SellerNotice({ seller }: Props) {
  const t = useT();
  const join = useList();
  if (seller.problems.length === 0) return null;
  const fields = join(seller.problems.map((field) => t(`billing.seller.${field}`)));
  return (
    <div className="px-(--page-inset) pt-4">
      <Callout
        tone="warning"
        title={t('billing.seller.title')}
        actions={
          seller.canSettle && (
            <ButtonLink to="/settings/module/billing" size="small">
              {t('billing.seller.settle')}
            </ButtonLink>
          )
        }
      >
        {t('billing.seller.text', { fields })} {!seller.canSettle && t('billing.seller.ask')}
      </Callout>
    </div>
  );
}
