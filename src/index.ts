/**
 * What an app is made of: the root, constructs, and the values they take. What is not here may change in any release.
 *
 * @module cdk8s-progressive-delivery
 */

// The fleet
export { GitOpsApp, type GitOpsAppProps } from './synth/gitops-app';
export { SynthError, type SynthFinding } from './synth/synth-error';
export { Cluster, type ClusterProps } from './constructs/infrastructure/cluster';
export type { FleetArtifact } from './constructs/infrastructure/fleet-artifact';
export type { ClusterFlux, FluxIntervals, WebhookIngress } from './constructs/infrastructure/cluster-flux';
export type { ClusterSyncOptions, SyncEnvironment } from './constructs/infrastructure/cluster-sync';
export { ClusterReference, type ClusterReferenceProps } from './constructs/infrastructure/cluster-reference';
export { Environment, type EnvironmentProps } from './constructs/infrastructure/environment';
export type { StrictnessField, StrictnessOptions } from './model/strictness';
export type { BundledIngress, CniPaths, Platform } from './constructs/infrastructure/platform';
export { k3s, type K3sComponent, type K3sOptions } from './constructs/infrastructure/k3s';
export { eks, type EksOptions } from './constructs/infrastructure/eks';
export { infrastructure } from './constructs/infrastructure/infrastructure';
export type {
  ClusterFacts,
  FlaggerFacts,
  LoadTesterFacts,
  InfrastructureComponent,
} from './constructs/infrastructure/infrastructure-component';
export type { FlaggerOptions } from './constructs/infrastructure/components/flagger';
export type { GrafanaOptions } from './constructs/infrastructure/components/grafana';
export type { IstioMeshOptions } from './constructs/infrastructure/components/istio';
export type { LinkerdOptions } from './constructs/infrastructure/components/linkerd';
export type { LinkerdVizOptions } from './constructs/infrastructure/components/linkerd-viz';
export type { LoadTesterOptions } from './constructs/infrastructure/components/load-tester';
export type { PrometheusOptions } from './constructs/infrastructure/components/prometheus';

// Teams
export { TeamApps, type TeamAppsProps } from './constructs/workspace/team-apps';
export { TeamWorkspace } from './constructs/workspace/team-workspace';
export type { AllowLists } from './constructs/workspace/admission/allow-lists';
export type { TeamWorkspaceProps } from './constructs/workspace/team-workspace-props';
export type { AutomatedImage, ImageAutomationProps } from './constructs/workspace/image-automation';
export type { ContainerLimits } from './constructs/workspace/limits';
export type { AddressPorts, NamespacePorts, TeamNetwork } from './constructs/workspace/team-network';
export type { TeamQuota } from './constructs/workspace/quota';
export type { TeamArtifact, TeamRepository, TeamSource } from './constructs/workspace/sync';
export type {
  CommitStatus,
  CommitStatusType,
  NotifiedService,
  PushCalls,
  TeamNotifications,
} from './constructs/workspace/team-notifications';

// Apps
export { WebApp } from './constructs/app/web-app';
export type {
  AppMetrics,
  AppProps,
  DaemonSetAppProps,
  DeploymentAppProps,
  DisruptionBudget,
  ServiceAccountOptions,
  WebAppProps,
} from './constructs/app/web-app-props';
export { PodinfoApp, type PodinfoAppProps, type PodinfoPort } from './constructs/app/podinfo-app';
export type { PodinfoFlags, RandomDelay } from './constructs/app/podinfo-flags';
export type {
  ContainerProps,
  InitContainer,
  PreStopHandlers,
  RunningContainerProps,
  Sidecar,
  SleepAction,
} from './constructs/app/container';
export type { ContainerPort, ContainerPorts } from './constructs/app/container-port';
export type {
  ExecAction,
  GrpcHealth,
  HttpHeader,
  HttpGet,
  Probe,
  ProbeHandlers,
  Probes,
  ProbeTimes,
  TcpSocket,
} from './constructs/app/probe';
export type {
  AmountReference,
  ContainerAmount,
  EnvironmentFrom,
  EnvironmentObjects,
  EnvironmentPrefix,
  EnvironmentSources,
  EnvironmentVariables,
  PodField,
  PodFieldReference,
} from './constructs/app/environment-variable';
export type { ConfigKeyReference, ConfigReference } from './constructs/app/config-reference';
export type {
  ConfigFile,
  ConfigFiles,
  ConfigMapVolume,
  EmptyDirVolume,
  SecretVolume,
  Volume,
  VolumeMount,
  VolumeSources,
} from './constructs/app/volume';
export type {
  Capabilities,
  CommonSecurityContext,
  ContainerSecurityContext,
  ContainerUser,
  PodSecurityContext,
  SeccompProfile,
  UnrestrictedSecurity,
} from './constructs/app/security';
export type { AppService, ServicePort } from './constructs/app/service';
export type { Toleration, TopologySpread } from './constructs/app/scheduling';
export type { DaemonSetRollout, DeploymentRollout, PodCount } from './constructs/app/rollout';
export type { AutoscalerOptions, ScalingBehavior, ScalingPolicy, ScalingRules } from './constructs/app/autoscaler';
export {
  type LabelRequirement,
  type PodSelector,
  podSelector,
  type SelectableApp,
} from './constructs/app/pod-selector';
export {
  type LinkerdAccount,
  LinkerdAuthorization,
  type LinkerdAuthorizationProps,
} from './constructs/app/linkerd-authorization';
export {
  type LinkerdAccessPolicy,
  type LinkerdProxyProtocol,
  LinkerdServer,
  type LinkerdServerProps,
} from './constructs/app/linkerd-server';
export { PodMonitor, type PodMonitorProps } from './constructs/app/pod-monitor';
export type { IngressOptions } from './constructs/app/ingress';
export type { ResourceAmounts, Resources } from './constructs/app/resources';
export type { AppRelease, AppReleaseEntry, CanaryRelease, ReplicaRange } from './releases/app-release';
export type { ReleaseData } from './releases/release-data';

// Delivery
export { Canary } from './constructs/delivery/canary';
export type { CanaryProps } from './constructs/delivery/canary-props';
export type {
  CanaryRouting,
  CanaryService,
  ServiceMetadata,
  UnmanagedMetadata,
} from './constructs/delivery/canary-service';
export type { CanaryTarget, TargetServicePort } from './constructs/delivery/canary-target';
export {
  daemonSetTarget,
  type DaemonSetTarget,
  deploymentTarget,
  type DeploymentTarget,
  type DeploymentTargetOptions,
  knativeTarget,
  type KnativeTarget,
  serviceTarget,
  type ServiceTarget,
  type ServiceTargetOptions,
  type TargetOptions,
  type WorkloadTargetOptions,
} from './constructs/delivery/target-reference';
export type {
  AutoscalerRef,
  HorizontalPodAutoscalerRef,
  PrimaryScalerReplicas,
  ScaledObjectRef,
} from './constructs/delivery/autoscaler-ref';
export {
  ExternalSecret,
  type ExternalSecretProps,
  type RemoteReference,
  type SecretStoreReference,
} from './constructs/secrets/external-secret';
export type { TeamSecrets } from './constructs/workspace/team-secrets';
export { ScaledObject } from './constructs/delivery/scaled-object';
export type { PrimaryScalerOptions, ScaledObjectProps, ScaleTrigger } from './constructs/delivery/scaled-object-props';
export type { AutoscalerFit, CanaryFit, CanaryParts, ProviderFit, ServiceFit } from './constructs/delivery/fit';
export {
  abTest,
  type AbTest,
  type AbTestOptions,
  blueGreen,
  type BlueGreen,
  type BlueGreenOptions,
  canary,
  type Mirroring,
  type MirrorOptions,
  type SteppedCanary,
  type SteppedCanaryOptions,
  type Strategy,
  type WeightedCanary,
  type WeightedCanaryOptions,
} from './constructs/delivery/strategy';
export {
  cookie,
  type CookieMatch,
  header,
  type HeaderMatch,
  type HeaderMatchBuilder,
  type RequestMatch,
} from './constructs/delivery/request-match';
export { queryParam, type QueryParamMatch, type QueryParamMatchBuilder } from './constructs/delivery/query-param';
export { sourceLabels, type SourceLabelsMatch } from './constructs/delivery/source-labels';
export type { SessionAffinity } from './constructs/delivery/session-affinity';
export type { AnalysisProfile } from './constructs/delivery/analysis-profile';
export { profiles } from './constructs/delivery/profiles';
export {
  type BuiltInMetric,
  type CanaryMetric,
  type MetricBounds,
  type MetricQuerySource,
  type MetricTemplateReference,
  type NamedMetric,
  requestDuration,
  requestSuccessRate,
  type ThresholdRange,
} from './constructs/delivery/canary-metric';
export {
  type AnalysisMetric,
  metric,
  type QueryMetric,
  type QueryMetricOptions,
} from './constructs/delivery/query-metric';
export {
  MetricTemplate,
  type MetricTemplateProps,
  type TemplateMetricOptions,
} from './constructs/delivery/metric-template';
export type { MetricProvider, MetricProviderType } from './constructs/delivery/metric-providers/metric-provider';
export {
  cloudWatch,
  type CloudWatchOptions,
  type CloudWatchProvider,
} from './constructs/delivery/metric-providers/cloud-watch';
export { datadog, type DatadogOptions, type DatadogProvider } from './constructs/delivery/metric-providers/datadog';
export {
  dynatrace,
  type DynatraceOptions,
  type DynatraceProvider,
} from './constructs/delivery/metric-providers/dynatrace';
export {
  externalMetrics,
  type ExternalMetricsOptions,
  type ExternalMetricsProvider,
} from './constructs/delivery/metric-providers/external-metrics';
export { graphite, type GraphiteOptions, type GraphiteProvider } from './constructs/delivery/metric-providers/graphite';
export { influxdb, type InfluxdbOptions, type InfluxdbProvider } from './constructs/delivery/metric-providers/influxdb';
export { keptn, type KeptnProvider } from './constructs/delivery/metric-providers/keptn';
export {
  newRelic,
  type NewRelicOptions,
  type NewRelicProvider,
} from './constructs/delivery/metric-providers/new-relic';
export {
  prometheus,
  type PrometheusOptions as PrometheusProviderOptions,
  type PrometheusProvider,
} from './constructs/delivery/metric-providers/prometheus';
export { splunk, type SplunkOptions, type SplunkProvider } from './constructs/delivery/metric-providers/splunk';
export {
  stackdriver,
  type StackDriverOptions,
  type StackDriverProvider,
} from './constructs/delivery/metric-providers/stackdriver';
export { LoadTester, type LoadTesterProps } from './constructs/delivery/load-tester';
export type { CanaryHook, LateHook } from './constructs/delivery/hooks/canary-hook';
export type { CanaryWebhook, GateType, WebhookCall, WebhookType } from './constructs/delivery/hooks/canary-webhook';
export type { RequestOptions } from './constructs/delivery/hooks/load-request';
export { loadTest, type LoadTest, type LoadTestOptions } from './constructs/delivery/hooks/load-test';
export { wrkTest, type WrkTest, type WrkTestOptions } from './constructs/delivery/hooks/wrk-test';
export { grpcTest, type GrpcTest, type GrpcTestOptions } from './constructs/delivery/hooks/grpc-test';
export {
  acceptanceTest,
  type AcceptanceTest,
  type AcceptanceTestOptions,
} from './constructs/delivery/hooks/acceptance-test';
export { batsTest, type BatsTest, type BatsTestOptions } from './constructs/delivery/hooks/bats-test';
export { helmTest, type HelmTest, type HelmTestOptions } from './constructs/delivery/hooks/helm-test';
export {
  manualGate,
  type ManualGate,
  type ManualGateOptions,
  manualRollback,
  type ManualRollback,
  type ManualRollbackOptions,
} from './constructs/delivery/hooks/manual-gate';
export {
  confirmPromotionHook,
  confirmRolloutHook,
  confirmTrafficIncreaseHook,
  eventHook,
  type GateHookOptions,
  type HookOptions,
  postRolloutHook,
  preRolloutHook,
  rollbackHook,
  rolloutHook,
} from './constructs/delivery/hooks/own-hooks';
export {
  type AlertAddress,
  type AlertChat,
  AlertProvider,
  type AlertProviderProps,
  type AlertSeverity,
  type CanaryAlert,
} from './constructs/delivery/alert-provider';

// Dashboards
export { CanaryDashboard, type CanaryDashboardProps } from './constructs/observability/canary-dashboard';
export type { CanaryRouter } from './constructs/observability/canary-router';
export type { DashboardLink } from './constructs/observability/dashboard-link';

// Traffic
export { linkerd, linkerdSmi } from './constructs/traffic/linkerd';
export { smi, type SmiOptions } from './constructs/traffic/smi';
export { osm } from './constructs/traffic/osm';
export { kuma, type KumaOptions } from './constructs/traffic/kuma';
export { appMesh, type AppMeshOptions } from './constructs/traffic/app-mesh';
export { knative } from './constructs/traffic/knative';
export { istio, type IstioOptions } from './constructs/traffic/istio';
export { nginx, type NginxOptions } from './constructs/traffic/nginx';
export { skipper } from './constructs/traffic/skipper';
export { contour } from './constructs/traffic/contour';
export { traefik } from './constructs/traffic/traefik';
export { gloo, type GlooOptions } from './constructs/traffic/gloo';
export { apisix, type ApisixOptions } from './constructs/traffic/apisix';
export type { MeasuredOptions, ProxyOptions } from './constructs/traffic/router-options';
export { gatewayApi, type GatewayApiOptions } from './constructs/traffic/gateway-api';
export { kubernetes } from './constructs/traffic/kubernetes';
export type {
  KnownProvider,
  MatchedTraffic,
  UnroutedTraffic,
  WeightedTraffic,
} from './constructs/traffic/known-provider';
export type {
  FlaggerProvider,
  GatewayParent,
  GatewayReference,
  MatchCapability,
  MatchOperator,
  MirroredStrategy,
  QueryParamOperator,
  ServiceParent,
  TrafficBinding,
  TrafficCapabilities,
  TrafficEntry,
  TrafficProvider,
  TrafficServiceFields,
  TrafficTarget,
  UpstreamReference,
} from './constructs/traffic/traffic-provider';
export type {
  CorsPolicy,
  HeaderOperations,
  ServiceHeaders,
  ServiceMatch,
  ServiceMirror,
  ServiceRetries,
  ServiceRewrite,
  TextMatch,
} from './constructs/traffic/service-routing';
export type {
  ClientTls,
  ConsistentHash,
  HttpConnectionPool,
  LoadBalancer,
  LocalityLoadBalancer,
  OutlierDetection,
  TrafficPolicy,
} from './constructs/traffic/traffic-policy';
export type { MetricQueries, MetricQuery } from './constructs/traffic/metric-queries';
export { queries, type QueryLibrary } from './constructs/traffic/queries/queries';
export type { Percentile, RequestQueries } from './constructs/traffic/queries/request-queries';
export type { PodQueries } from './constructs/traffic/queries/pods';
export { type SplitBackend, TrafficSplit, type TrafficSplitProps } from './constructs/traffic/traffic-split';
export type { RouteProps } from './constructs/traffic/route-props';
export type {
  BackendReference,
  HeaderModifier,
  MirrorReference,
  RouteFilter,
  RouteHeader,
  ValueMatch,
} from './constructs/traffic/route-rule';
export { GrpcRoute, type GrpcRouteProps } from './constructs/traffic/grpc-route';
export type { GrpcMethodMatch, GrpcRouteMatch, GrpcRouteRule } from './constructs/traffic/grpc-route-rule';
export { HttpRoute, type HttpRouteProps } from './constructs/traffic/http-route';
export {
  type GrpcRetryCondition,
  type HttpRetryCondition,
  linkerdReliability,
  type LinkerdReliabilityOptions,
  type LinkerdRetries,
  type LinkerdTimeouts,
} from './constructs/traffic/linkerd-reliability';
export type {
  HttpPathMatch,
  HttpPathModifier,
  HttpRedirect,
  HttpRewrite,
  HttpRouteFilter,
  HttpRouteMatch,
  HttpRouteRule,
  HttpRouteTimeouts,
} from './constructs/traffic/http-route-rule';

// Flux
export type { FluxObjectProps, LocalReference } from './constructs/flux/flux-object';
export {
  GitRepository,
  type GitReference,
  type GitReferences,
  type GitRepositoryProps,
  type GitVerification,
} from './constructs/flux/git-repository';
export {
  type OCILayerSelector,
  type OCIReference,
  type OCIReferences,
  OCIRepository,
  type OCIRepositoryProps,
  type OCIVerification,
} from './constructs/flux/oci-repository';
export { HelmRepository, type HelmRepositoryProps } from './constructs/flux/helm-repository';
export {
  type Decryption,
  Kustomization,
  type KustomizationProps,
  type KustomizationSource,
  type KustomizationPatch,
} from './constructs/flux/kustomization';
export {
  HelmRelease,
  type HelmReleaseChart,
  type HelmReleaseDriftIgnore,
  type HelmReleaseProps,
  type HelmReleaseValuesReference,
} from './constructs/flux/helm-release';
export type { DependencyReference, HealthCheck, HealthCheckExpression } from './constructs/flux/health-check';
export { Alert, type AlertProps } from './constructs/flux/alert';
export type { FluxObjectSelector } from './constructs/flux/event-source';
export { Provider, type ProviderProps, type ProviderType } from './constructs/flux/provider';
export { Receiver, type ReceiverProps, type ReceiverType } from './constructs/flux/receiver';
export {
  FluxBootstrap,
  type FluxBootstrapProps,
  FluxShardBootstrap,
  type FluxShardBootstrapProps,
} from './constructs/flux/flux-bootstrap';
export { FluxInstance, type FluxInstanceProps } from './constructs/flux/flux-instance';
export { ImageRepository, type ImageRepositoryProps } from './constructs/flux/image-repository';
export {
  type DigestReflection,
  ImagePolicy,
  type ImagePolicyProps,
  type TagFilter,
} from './constructs/flux/image-policy';
export {
  alphabetical,
  type ImagePolicyRule,
  type ImagePolicyRules,
  numerical,
  semver,
  type SemverRange,
  type TagOrder,
} from './constructs/flux/image-policy-rule';
export {
  type AutomationCheckout,
  type AutomationCommit,
  type AutomationGit,
  type AutomationPush,
  type CommitAuthor,
  ImageUpdateAutomation,
  type ImageUpdateAutomationProps,
  type LabelExpression,
  type PolicySelector,
  type SigningKey,
} from './constructs/flux/image-update-automation';
export { controllerFlags, type ControllerFlagOptions, type FluxController } from './constructs/flux/lockdown';

// For constructs of one's own
export { report } from './constructs/report';
export { type Problem, problemText } from './model/problem';
export { addYamlComment } from './model/yaml-comments';
export { type OutputDirectory, setOutputDirectory } from './model/output-directory';
export { CANARY_NAME_MAX, checkLabelName, checkSubdomainName } from './model/name';
export type { Duration, FlaggerDuration } from './model/duration';
