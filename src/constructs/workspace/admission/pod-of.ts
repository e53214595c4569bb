/** What pods a workload makes, in the Common Expression Language. */
export const POD = "(object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template : object.spec.template)";

/** The workloads that make pods, by API group. */
export const WORKLOADS = {
  apps: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  batch: ['cronjobs', 'jobs'],
};
