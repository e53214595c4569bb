import type { Image } from './fleet';

const REFERENCE = /^(?<image>.+?)(?::(?<tag>[^:/@]+))?(?:@(?<digest>.+))?$/;

/** The parts of an image reference: `registry:5000/team/app:1.2@sha256:…`. */
export function readImage(reference: string): Image {
  const { image = reference, tag, digest } = REFERENCE.exec(reference)?.groups ?? {};
  return { image, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

/** An image as people name it: without registry and folders, a digest shortened. */
export function imageText({ image, tag, digest }: Image): string {
  const name = image.slice(image.lastIndexOf('/') + 1);
  if (tag !== undefined) return `${name}:${tag}`;
  return digest === undefined ? name : `${name}@${digest.replace(/^(sha256:.{12}).*$/, '$1')}`;
}
