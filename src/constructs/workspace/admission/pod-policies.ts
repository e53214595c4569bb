import { LEAVING, type Policy } from './policy';
import { POD, WORKLOADS } from './pod-of';

/** Nodes that run the cluster itself. */
const CONTROL_PLANE = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];

/** Annotations by which pods leave the mesh, or have its proxy let traffic pass. */
const MESH = ['linkerd.io/inject', 'sidecar.istio.io/inject'];
const PASSING = ['config.linkerd.io/skip-inbound-ports', 'traffic.sidecar.istio.io/excludeInboundPorts'];

const ANNOTATIONS = `(has(${POD}.metadata) && has(${POD}.metadata.annotations) ? ${POD}.metadata.annotations : {})`;
const LABELS = `(has(${POD}.metadata) && has(${POD}.metadata.labels) ? ${POD}.metadata.labels : {})`;

/** Where a team's pods run, and that they are in the mesh of their workspace. */
export const WORKLOAD_PODS: Policy = {
  name: 'pods',
  resources: WORKLOADS,
  validations: [
    {
      // It goes past the scheduler, and with it past the taints of nodes.
      expression: `${LEAVING} || !has(${POD}.spec.nodeName)`,
      message: "a workspace's pods must be placed by the scheduler",
    },
    {
      expression: `${LEAVING} || !has(${POD}.spec.tolerations) || ${POD}.spec.tolerations.all(toleration, has(toleration.key) && toleration.key != '' && !(toleration.key in ${list(CONTROL_PLANE)}))`,
      message: "a workspace's pods must not tolerate the nodes of the control plane, nor all taints",
    },
    {
      expression: `${LEAVING} || ${list(MESH)}.all(key, (!(key in ${ANNOTATIONS}) || ${ANNOTATIONS}[key] in ['enabled', 'true']) && (!(key in ${LABELS}) || ${LABELS}[key] in ['enabled', 'true']))`,
      message: "a workspace's pods must stay in its mesh",
    },
    {
      expression: `${LEAVING} || !${list(PASSING)}.exists(key, key in ${ANNOTATIONS})`,
      message: "a workspace's pods must be called through their mesh's proxy",
    },
  ],
};

function list(names: readonly string[]): string {
  return `[${names.map((name) => `'${name}'`).join(', ')}]`;
}
