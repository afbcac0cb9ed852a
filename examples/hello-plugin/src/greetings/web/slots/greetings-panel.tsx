import { ButtonLink, DescriptionList, Panel, Stack, Text, useT } from '@socle/plugin-sdk/web';

interface Props {
  props: { contactId: string };
  data: {
    count: number;
    latest: { id: string; text: string; sentOn: string }[];
    canGreet: boolean;
  };
}

/** On a contact's page: the last greetings, and a way to send another. */
export function GreetingsPanel({ props, data }: Props) {
  const t = useT();
  return (
    <Panel title={t('hello.greeting.panel')}>
      <Stack gap="tight">
        <Text look="soft">{t('hello.greeting.panel.count', { count: data.count })}</Text>
        {data.latest.length > 0 && (
          <DescriptionList
            facts={data.latest.map(({ id, text, sentOn }) => ({
              key: id,
              label: sentOn,
              value: text,
            }))}
          />
        )}
        {data.canGreet && (
          <div>
            <ButtonLink to={`/greetings/new?contactId=${props.contactId}`} size="small">
              {t('hello.greeting.send')}
            </ButtonLink>
          </div>
        )}
      </Stack>
    </Panel>
  );
}
