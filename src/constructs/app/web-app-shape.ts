import type { Kind, Shape } from '../shape';
import type { DeploymentAppProps } from './web-app-props';

const map: { readonly is: readonly Kind[] } = { is: ['map'] };
const list: { readonly is: readonly Kind[] } = { is: ['list'] };
const text: { readonly is: readonly Kind[] } = { is: ['text'] };

/** What the props of an app may be; those of which numbers are checked elsewhere are left out. */
export const APP_SHAPE: Shape<DeploymentAppProps> = {
  image: { ...text, required: 'missing' },
  tag: text,
  namespace: text,
  ports: { ...map, required: { http: 8080 } },
  resources: { ...map, required: {} },
  replicas: { is: ['number', 'map'] },
  autoscaler: { is: ['map', 'false'] },
  disruptionBudget: { is: ['map', 'false'] },
  service: { is: ['map', 'false'] },
  ingress: map,
  metrics: map,
  rollout: map,
  env: map,
  envFrom: list,
  probes: map,
  volumes: map,
  volumeMounts: map,
  initContainers: map,
  user: map,
  podLabels: map,
  podAnnotations: map,
  nodeSelector: map,
  command: list,
  args: list,
  writable: list,
  tolerations: list,
  topologySpread: list,
  imagePullSecrets: list,
};
