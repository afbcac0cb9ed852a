import { Inline, Text } from '@socle/plugin-sdk/web';

/** The product's mark and name. */
export function Brand() {
  return (
    <Inline>
      <img src="/favicon.svg" alt="" width={28} height={28} />
      <Text look="strong">Socle</Text>
    </Inline>
  );
}
