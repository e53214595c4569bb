import { checkLabelName, checkSubdomainName, checkTargetName } from '../../model/name';
import type { Problem } from '../../model/problem';
import { checkInteger } from '../traffic/integer';
import { checkNamespace } from '../traffic/namespace';
import { checkAutoscaler, checkUtilization } from './autoscaler';
import { checkContainer, checkContainerName, checkInitContainers } from './container-check';
import type { FullContainer } from './container';
import { checkPortNumbers, checkPortReference } from './container-port';
import { checkIngress } from './ingress';
import { type PodTemplateInput, volumeNames } from './pod-template';
import { checkPodCount, checkRollout } from './rollout';
import { checkPodLabels, checkSpread } from './scheduling';
import { checkService } from './service';
import { checkVolumes } from './volume';
import type { WebAppProps } from './web-app-props';

/** Checks an app's name and namespace. */
export function checkAppName(name: string, namespace: string): Problem[] {
  return [...checkTargetName('id', name), ...checkNamespace(namespace)];
}

/** Checks what an app's pods are made of, without what release data may say. */
export function checkPods(input: Omit<PodTemplateInput, 'name'> & { readonly props: WebAppProps }): Problem[] {
  const { props, own, initContainers, spread } = input;
  const volumes = volumeNames(input);
  return [
    ...checkContainerName('containerName', own.name),
    ...checkContainer('', own, volumes),
    ...checkInitContainers(initContainers, own.name, volumes),
    ...checkPodPorts(own, initContainers),
    ...checkVolumes('volumes', props.volumes ?? {}),
    ...checkVolumeNames(volumes),
    ...checkSpread(spread),
    ...checkPodLabels(props.podLabels ?? {}),
    ...(props.imagePullSecrets ?? []).flatMap((name, index) => checkSubdomainName(`imagePullSecrets[${index}]`, name)),
    ...checkInteger('terminationGracePeriodSeconds', props.terminationGracePeriodSeconds ?? 30, 0),
    ...checkGracePeriod([own, ...initContainers], props.terminationGracePeriodSeconds ?? 30),
    ...checkRollout(props.kind ?? 'Deployment', props.rollout ?? {}),
  ];
}

/** Checks what stands around an app's pods. */
export function checkSurroundings(props: WebAppProps): Problem[] {
  const { ports, service, ingress, metrics, disruptionBudget, autoscaler } = props;
  return [
    ...checkUtilization('cpuUtilization', props.cpuUtilization),
    ...(autoscaler === undefined || autoscaler === false ? [] : checkAutoscaler(autoscaler)),
    ...(service === undefined || service === false ? [] : checkService(service, ports)),
    ...(metrics === undefined ? [] : checkPortReference('metrics.port', metrics.port, ports)),
    ...(disruptionBudget === undefined || disruptionBudget === false
      ? []
      : checkPodCount('disruptionBudget.maxUnavailable', disruptionBudget.maxUnavailable)),
    ...(ingress === undefined ? [] : [...checkIngress(ingress), ...checkIngressService(service)]),
    ...(props.kind === 'DaemonSet' ? checkDaemonSet(props) : []),
  ];
}

/** Checks that an app that gives up the restricted standard says nothing of it, and lives where it may. */
export function checkUnrestricted({ unrestricted, user }: WebAppProps, workspace: string | undefined): Problem[] {
  if (unrestricted === undefined) return [];
  const problems: Problem[] = [];
  if (user !== undefined) {
    const remedy = 'set runAsUser of unrestricted instead';
    problems.push({ prop: 'user', must: 'be left out beside unrestricted', got: user, remedy });
  }
  if (workspace !== undefined) {
    const remedy = 'its namespaces take restricted pods only: remove it';
    problems.push({ prop: 'unrestricted', must: `be left out in ${workspace}`, got: unrestricted, remedy });
  }
  return problems;
}

function checkPodPorts(own: FullContainer, initContainers: readonly FullContainer[]): Problem[] {
  const { ports = {} } = own;
  const sidecars = initContainers.flatMap(({ name, ports: others = {} }) =>
    Object.entries(others).map(([port, number]) => [`initContainers.${name}.ports.${port}`, number] as const),
  );
  const all = [...Object.entries(ports).map(([port, number]) => [`ports.${port}`, number] as const), ...sidecars];
  if (Object.keys(ports).length > 0) return checkPortNumbers(all);
  return [{ prop: 'ports', must: 'have a port', got: ports, remedy: 'name it: { http: 8080 }' }];
}

function checkVolumeNames(volumes: readonly string[]): Problem[] {
  const twice = volumes.filter((name, index) => volumes.indexOf(name) < index);
  const remedy = 'a writable folder has its path as the name: rename the volume, or the folder';
  return [
    ...volumes.flatMap((name) => checkLabelName('volumes', name)),
    ...twice.map((got) => ({ prop: 'volumes', must: 'be named differently', got, remedy })),
  ];
}

/** Kubernetes refuses a wait that leaves nothing of the time in which the pod may end. */
function checkGracePeriod(containers: readonly FullContainer[], seconds: number): Problem[] {
  return containers.flatMap(({ name, preStop }): Problem[] => {
    const got = preStop?.sleep?.seconds ?? 0;
    if (got <= seconds) return [];
    const must = `be at least the ${got} seconds that ${name} waits in preStop`;
    return [{ prop: 'terminationGracePeriodSeconds', must, got: seconds, remedy: 'raise it, or wait less' }];
  });
}

function checkIngressService(service: WebAppProps['service']): Problem[] {
  if (service !== false) return [];
  return [{ prop: 'service', must: 'be there for the Ingress', got: false, remedy: 'remove it, or the Ingress' }];
}

function checkDaemonSet(props: WebAppProps): Problem[] {
  const fields = ['replicas', 'cpuUtilization', 'autoscaler', 'disruptionBudget', 'topologySpread'] as const;
  return fields
    .filter((field) => props[field] !== undefined)
    .map((prop) => ({
      prop,
      must: 'be left out for a DaemonSet',
      got: props[prop],
      remedy: 'it has a pod on every node: remove it, or make the app a Deployment',
    }));
}
