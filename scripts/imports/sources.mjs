// What is imported, and from where. Versions are in src/versions.json, nowhere else.
//
// `resources` lists every kind and version that is kept, in the order wanted: `cdk8s import` gives the first version of a
// kind the plain class name. `typed` asks for a typed construct beside the schema.

/**
 * @typedef {object} CrdSource
 * @property {string} module Go module that carries the definitions
 * @property {string[]} [files] CRD files inside the module
 * @property {string[]} [packages] Go packages below the module, where only Go types are published: controller-gen makes the CRDs
 * @property {string[]} resources `Kind/version`, all in one API group
 * @property {boolean} [typed] generate constructs too
 * @property {boolean} [mendQuotes] the file has quoted descriptions that strict YAML parsers refuse
 * @property {(schema: object, resource: string) => object} [correct] puts right, in place, what the published schema has wrong
 */

/** @type {CrdSource[]} */
export const crdSources = [
  {
    module: 'github.com/fluxcd/flagger',
    files: ['artifacts/flagger/crd.yaml'],
    resources: ['Canary/v1beta1', 'MetricTemplate/v1beta1', 'AlertProvider/v1beta1'],
    typed: true,
    mendQuotes: true,
  },
  {
    module: 'github.com/fluxcd/source-controller',
    files: [
      'config/crd/bases/source.toolkit.fluxcd.io_buckets.yaml',
      'config/crd/bases/source.toolkit.fluxcd.io_externalartifacts.yaml',
      'config/crd/bases/source.toolkit.fluxcd.io_gitrepositories.yaml',
      'config/crd/bases/source.toolkit.fluxcd.io_helmcharts.yaml',
      'config/crd/bases/source.toolkit.fluxcd.io_helmrepositories.yaml',
      'config/crd/bases/source.toolkit.fluxcd.io_ocirepositories.yaml',
    ],
    resources: [
      'Bucket/v1',
      'ExternalArtifact/v1',
      'GitRepository/v1',
      'HelmChart/v1',
      'HelmRepository/v1',
      'OCIRepository/v1',
    ],
    typed: true,
  },
  {
    module: 'github.com/fluxcd/kustomize-controller',
    files: ['config/crd/bases/kustomize.toolkit.fluxcd.io_kustomizations.yaml'],
    resources: ['Kustomization/v1'],
    typed: true,
  },
  {
    module: 'github.com/fluxcd/helm-controller',
    files: ['config/crd/bases/helm.toolkit.fluxcd.io_helmreleases.yaml'],
    resources: ['HelmRelease/v2'],
    typed: true,
  },
  {
    module: 'github.com/fluxcd/notification-controller/api',
    packages: ['v1', 'v1beta3'],
    resources: ['Receiver/v1', 'Alert/v1beta3', 'Provider/v1beta3'],
    typed: true,
  },
  {
    module: 'github.com/servicemeshinterface/smi-sdk-go',
    files: ['crds/split.yaml'],
    resources: ['TrafficSplit/v1alpha2', 'TrafficSplit/v1alpha1'],
    typed: true,
    correct: correctTrafficSplit,
  },
  {
    module: 'sigs.k8s.io/gateway-api',
    files: [
      'config/crd/standard/gateway.networking.k8s.io_gateways.yaml',
      'config/crd/standard/gateway.networking.k8s.io_grpcroutes.yaml',
      'config/crd/standard/gateway.networking.k8s.io_httproutes.yaml',
      'config/crd/standard/gateway.networking.k8s.io_referencegrants.yaml',
    ],
    resources: ['Gateway/v1', 'GRPCRoute/v1', 'HTTPRoute/v1', 'ReferenceGrant/v1beta1'],
    typed: true,
  },
  {
    module: 'github.com/external-secrets/external-secrets',
    files: ['config/crds/bases/external-secrets.io_externalsecrets.yaml'],
    resources: ['ExternalSecret/v1'],
  },
  {
    module: 'github.com/fluxcd/image-reflector-controller/api',
    packages: ['v1'],
    resources: ['ImagePolicy/v1', 'ImageRepository/v1'],
  },
  {
    module: 'github.com/fluxcd/image-automation-controller/api',
    packages: ['v1'],
    resources: ['ImageUpdateAutomation/v1'],
  },
  {
    module: 'github.com/controlplaneio-fluxcd/flux-operator',
    files: ['config/crd/bases/fluxcd.controlplane.io_fluxinstances.yaml'],
    resources: ['FluxInstance/v1'],
  },
  {
    module: 'github.com/cert-manager/cert-manager',
    files: [
      'deploy/crds/cert-manager.io_certificates.yaml',
      'deploy/crds/cert-manager.io_clusterissuers.yaml',
      'deploy/crds/cert-manager.io_issuers.yaml',
    ],
    resources: ['Certificate/v1', 'ClusterIssuer/v1', 'Issuer/v1'],
  },
  {
    module: 'github.com/cert-manager/trust-manager',
    files: ['deploy/crds/trust.cert-manager.io_bundles.yaml'],
    resources: ['Bundle/v1alpha1'],
  },
  {
    module: 'github.com/kedacore/keda/v2',
    files: ['config/crd/bases/keda.sh_scaledobjects.yaml'],
    resources: ['ScaledObject/v1alpha1'],
  },
  {
    module: 'github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring',
    packages: ['v1'],
    resources: ['PodMonitor/v1'],
  },
  {
    module: 'istio.io/api',
    files: ['kubernetes/customresourcedefinitions.gen.yaml'],
    resources: ['DestinationRule/v1', 'Gateway/v1', 'Sidecar/v1', 'VirtualService/v1'],
  },
  {
    module: 'istio.io/api',
    files: ['kubernetes/customresourcedefinitions.gen.yaml'],
    resources: ['AuthorizationPolicy/v1', 'PeerAuthentication/v1'],
  },
  {
    module: 'istio.io/api',
    files: ['kubernetes/customresourcedefinitions.gen.yaml'],
    resources: ['Telemetry/v1'],
  },
];

/** Kubernetes' own kinds, by API group version, from the OpenAPI v3 documents in its module. */
export const kubernetesModule = 'k8s.io/kubernetes';

/** @type {Record<string, string[]>} */
export const kubernetesKinds = {
  v1: [
    'ConfigMap',
    'LimitRange',
    'Namespace',
    'PersistentVolumeClaim',
    'Pod',
    'ResourceQuota',
    'Secret',
    'Service',
    'ServiceAccount',
  ],
  'admissionregistration.k8s.io/v1': ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
  'apps/v1': ['DaemonSet', 'Deployment', 'StatefulSet'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'batch/v1': ['CronJob', 'Job'],
  'networking.k8s.io/v1': ['Ingress', 'IngressClass', 'NetworkPolicy'],
  'policy/v1': ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io/v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  'scheduling.k8s.io/v1': ['PriorityClass'],
  'storage.k8s.io/v1': ['StorageClass'],
};

/** Turns Go types into CRDs where a project publishes nothing else. */
export const controllerGen = { module: 'sigs.k8s.io/controller-tools', command: 'cmd/controller-gen' };

/** Kinds that no source above has, with schemas of our own, written from their public documentation. */
export const ownSchemas = ['linkerd.yaml', 'kustomize.yaml'];

/**
 * smi-sdk-go has one schema, v1alpha4's, for all versions. Its Go types say what the two versions that linkerd-smi serves
 * really have: no `matches`, and in v1alpha1 the weights are Kubernetes quantities, so `500m` is one too.
 */
function correctTrafficSplit(schema, resource) {
  const { spec } = schema.properties;
  delete spec.properties.matches;
  spec.properties.backends.items.properties.weight = resource.endsWith('/v1alpha1')
    ? { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true, pattern: QUANTITY }
    : { type: 'integer', minimum: 0 };
  return { type: 'object', ...schema };
}

const QUANTITY =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';
