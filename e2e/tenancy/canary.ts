import type { KubeObject } from '../control-plane/kube-object';
import { manifest } from './manifest';

/**
 * A Canary of the Deployment that has its name.
 *
 * @param name `namespace/name`.
 * @param analysis fields of its analysis.
 * @param spec further fields.
 */
export function canaryOf(name: string, analysis: object, spec: object = {}): KubeObject {
  return manifest('flagger.app/v1beta1 Canary', name, {
    spec: {
      provider: 'linkerd',
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: name.replace(/.*\//, '') },
      service: { port: 9898 },
      analysis: { interval: '10s', threshold: 3, stepWeight: 10, maxWeight: 50, ...analysis },
      ...spec,
    },
  });
}
