import { notFound } from '@socle/plugin-sdk/primitives';
import { hostLoader } from '../shell/host-page.server';

export const loader = hostLoader({}, () => Promise.reject(notFound()));

/** Never shown: the loader answers 404, and the frame shows it. */
export default function NotFound() {
  return null;
}
