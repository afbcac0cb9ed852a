import { useNavigation } from '@remix-run/react';
import { Button, type ButtonProps } from './button';

/** The submit button of a Remix `<Form>`: primary, and pending by itself while the page's form is being sent. */
export function SubmitButton({ variant = 'primary', isPending, ...rest }: ButtonProps) {
  const navigation = useNavigation();
  const isSending =
    navigation.formMethod !== undefined &&
    navigation.formMethod.toUpperCase() !== 'GET' &&
    (rest.name === undefined || navigation.formData?.get(rest.name) === String(rest.value ?? ''));
  return <Button {...rest} type="submit" variant={variant} isPending={isPending ?? isSending} />;
}
