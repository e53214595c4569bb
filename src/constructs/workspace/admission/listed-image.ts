import { celPattern } from './host-pattern';

/** What says that any image will do. */
export const ANY_IMAGE = '*';

const LABEL = '[a-z0-9-]+';
/** A registry, written out: the first part of `library/nginx` is none. */
const REGISTRY = `(${LABEL}(\\.${LABEL})+(:[0-9]{1,5})?|${LABEL}:[0-9]{1,5}|localhost)`;
const COMPONENT = '[a-z0-9]+([._-]+[a-z0-9]+)*';
const NAME = `^${REGISTRY}(/${COMPONENT})+`;
const IMAGE = `${NAME}(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[a-f0-9]{64})?$`;

/** Whether a text is what a list of registries may have: a registry, or the beginning of image names in one. */
export function isImageEntry(text: string): boolean {
  return text === ANY_IMAGE || new RegExp(`^${REGISTRY}(/${COMPONENT})*$`).test(text);
}

/** Whether an image's name is an entry, or below one; what a tag or a digest adds does not count. */
export function isListedImage(image: string, entries: readonly string[]): boolean {
  if (entries.includes(ANY_IMAGE)) return true;
  if (!new RegExp(IMAGE).test(image)) return false;
  const name = new RegExp(NAME).exec(image)?.[0] ?? '';
  return entries.some((entry) => name === entry || name.startsWith(`${entry}/`));
}

/** The same in the Common Expression Language, of an expression for the image and one for the list. */
export function imageIsListed(image: string, entries: string): string {
  const name = `${image}.find(${celPattern(NAME)})`;
  const matches = `${name} == entry || ${name}.startsWith(entry + '/')`;
  return `('${ANY_IMAGE}' in ${entries} || (${image}.matches(${celPattern(IMAGE)}) && ${entries}.exists(entry, ${matches})))`;
}
