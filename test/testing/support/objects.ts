import type { ManifestObject } from '../../../src/testing';

/** An object of `apps`, with one container. */
export function deployment(name: string, spec: object = {}): ManifestObject {
  const containers = [{ name: 'app', image: `${name}:6.9.4`, ports: [{ name: 'http', containerPort: 9898 }] }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: { replicas: 2, template: { spec: { containers } }, ...spec },
  };
}

/** An object with nothing but what every object has. */
export function bare(apiVersion: string, kind: string, name: string, namespace?: string): ManifestObject {
  return { apiVersion, kind, metadata: namespace === undefined ? { name } : { name, namespace } };
}
