import { useNavigate } from '@remix-run/react';
import { CONTACT } from '@socle/core/contract';
import { Combobox, useT } from '@socle/plugin-sdk/web';

interface Props {
  contact: { id: string; title: string } | null;
  error: string | undefined;
}

/** Chooses whom the profile is for; what is known of that contact then fills the rest. */
export function ContactField({ contact, error }: Props) {
  const t = useT();
  const navigate = useNavigate();
  return (
    <Combobox
      name="contactId"
      label={t('billing.profile.contact')}
      loadUrl={`/lookup?type=${CONTACT}`}
      defaultItem={contact}
      error={error}
      required
      onItemChange={(item) => {
        if (item && item.id !== contact?.id)
          navigate(`?contactId=${item.id}`, { replace: true, preventScrollReset: true });
      }}
    />
  );
}
