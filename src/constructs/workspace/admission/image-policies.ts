import { imageIsListed } from './listed-image';
import { LEAVING, type Policy } from './policy';
import { POD, WORKLOADS } from './pod-of';

/** Annotations by which a pod has its mesh's proxy come from another place. */
const PROXY_IMAGES = [
  'config.linkerd.io/debug-image',
  'config.linkerd.io/init-image',
  'config.linkerd.io/proxy-image',
  'inject.istio.io/templates',
  'sidecar.istio.io/proxyImage',
];

/**
 * Which images a team's workloads name. Pods are not looked at: a team may not make any by itself, and those that workloads
 * make have the proxy of the mesh in them, which is the platform's.
 */
export const WORKLOAD_IMAGES: Policy = {
  name: 'images',
  resources: WORKLOADS,
  lists: ['registries'],
  validations: [
    {
      expression: `${LEAVING} || ${allImages('containers')} && ${allImages('initContainers')}`,
      message: "a workspace's pods must run images of registries that it allows",
    },
    {
      expression: `${LEAVING} || !has(${POD}.metadata) || !has(${POD}.metadata.annotations) || !${POD}.metadata.annotations.exists(key, key in [${PROXY_IMAGES.map((key) => `'${key}'`).join(', ')}])`,
      message: "a workspace's pods must have the proxy that the platform gives them",
    },
  ],
};

/** Which registries Flux asks for tags. */
export const IMAGE_REPOSITORIES: Policy = {
  name: 'image-repositories',
  resources: { 'image.toolkit.fluxcd.io': ['imagerepositories'] },
  lists: ['registries'],
  validations: [
    {
      expression: `${LEAVING} || ${imageIsListed('object.spec.image', 'variables.registries')}`,
      message: 'an ImageRepository of a workspace must name an image of a registry that it allows',
    },
  ],
};

function allImages(list: string): string {
  const containers = `${POD}.spec.${list}`;
  return `(!has(${containers}) || ${containers}.all(container, has(container.image) && ${imageIsListed('container.image', 'variables.registries')}))`;
}
