import type { Problem } from '../../model/problem';

const IMAGE = /^([a-zA-Z0-9.-]+(:[0-9]+)?\/)?[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/**
 * Checks the name of an image, which must not bring its tag along.
 *
 * @param prop the prop that holds it, for the message.
 * @param got the name.
 */
export function checkImage(prop: string, got: string): Problem[] {
  if (IMAGE.test(got)) return [];
  const remedy = 'write it like "ghcr.io/stefanprodan/podinfo", and the tag in tag';
  return [{ prop, must: 'be an image name without a tag', got, remedy }];
}

/**
 * Checks an image tag. A tag that moves is refused: Flagger sees a new version where the Deployment changes, and Git could
 * not take an old one back.
 *
 * @param prop the prop that holds it, for the message.
 * @param got the tag.
 */
export function checkTag(prop: string, got: string): Problem[] {
  if (!TAG.test(got)) return [{ prop, must: 'be an image tag', got, remedy: 'write it like "6.9.4"' }];
  if (got !== 'latest') return [];
  const remedy = 'latest changes without a commit, so that nothing is rolled out or back: write it like "6.9.4"';
  return [{ prop, must: 'name one version', got, remedy }];
}
