import type { Platform } from './platform';

/** Where an EKS cluster is and what it offers. */
export interface EksOptions {
  /** AWS region: `eu-west-1`. */
  readonly region: string;
  /** AWS account of the IAM roles that service accounts take on by name. @default - roles are given by ARN */
  readonly account?: string;
  /** Storage class of volumes. @default 'gp3' */
  readonly storageClass?: string;
  /** Whether the ingress is reached from the internet or from inside the VPC. @default 'internet-facing' */
  readonly loadBalancerScheme?: 'internet-facing' | 'internal';
}

/**
 * Amazon EKS with the AWS Load Balancer Controller, IAM roles for service accounts and the VPC CNI.
 *
 * Four things belong to the cluster's making, since what does them is an add-on of EKS and no object of Git: the VPC CNI's
 * network policies (`enableNetworkPolicy`), without which the workspaces' isolation is not enforced; the EBS CSI driver with
 * a storage class `gp3`; metrics-server, without which no app is autoscaled; and the AWS Load Balancer Controller.
 *
 * @example
 * new Cluster(app, 'cloud', { platform: eks({ region: 'eu-west-1' }) });
 */
export function eks(options: EksOptions): Platform {
  return {
    name: 'eks',
    storageClass: options.storageClass ?? 'gp3',
    loadBalancerAnnotations: {
      'service.beta.kubernetes.io/aws-load-balancer-type': 'external',
      'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
      'service.beta.kubernetes.io/aws-load-balancer-scheme': options.loadBalancerScheme ?? 'internet-facing',
    },
    cni: { configDirectory: '/etc/cni/net.d', binDirectory: '/opt/cni/bin' },
    zoneTopologyKey: 'topology.kubernetes.io/zone',
    serviceAccountAnnotations: (role) => ({ 'eks.amazonaws.com/role-arn': roleArn(role, options) }),
    fluxClusterType: 'aws',
  };
}

function roleArn(role: string, { region, account }: EksOptions): string {
  if (role.startsWith('arn:')) return role;
  if (account === undefined) {
    throw new Error(
      `role must be an ARN, got ${JSON.stringify(role)}; give the whole ARN, or the account of the roles as eks({ account })`,
    );
  }
  return `arn:${partition(region)}:iam::${account}:role/${role}`;
}

function partition(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
