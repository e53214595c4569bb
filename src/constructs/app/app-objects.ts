import type { ReplicaRange } from '../../releases/app-release';
import type { IngressOptions } from './ingress';

/** A Deployment without `replicas`: they belong to the autoscaler, and to Flagger where a Canary owns it. */
export function deploymentSpec(name: string, template: object) {
  return {
    revisionHistoryLimit: 5,
    minReadySeconds: 5,
    progressDeadlineSeconds: 60,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
    selector: { matchLabels: { app: name } },
    template,
  };
}

/** An autoscaler over a Deployment by the processor time that its pods asked for. */
export function autoscalerSpec(name: string, replicas: ReplicaRange, cpuUtilization: number) {
  return {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    minReplicas: replicas.min,
    maxReplicas: replicas.max,
    metrics: [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpuUtilization } },
      },
    ],
  };
}

/**
 * A disruption budget over an app's pods under both their labels: once a Canary owns the app, Flagger keeps the pods that
 * serve under `<app>-primary`.
 */
export function disruptionBudgetSpec(name: string) {
  return {
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
    selector: { matchExpressions: [{ key: 'app', operator: 'In', values: [name, `${name}-primary`] }] },
  };
}

/** The Service of an app that no Canary owns. */
export function serviceSpec(name: string, port: number, targetPort: string) {
  return {
    type: 'ClusterIP',
    selector: { app: name },
    ports: [{ name: 'http', port, targetPort, protocol: 'TCP' }],
  };
}

/** The Ingress in front of an app's Service. */
export function ingressSpec(name: string, port: number, { host, className = 'nginx' }: IngressOptions) {
  const backend = { service: { name, port: { number: port } } };
  return {
    ingressClassName: className,
    rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
  };
}
