import type { Duration } from '../../model/duration';

/** Where Git hosts and registries call the Receivers of a cluster from outside. */
export interface WebhookIngress {
  /** Host name that it answers to: `hooks.example.com`. */
  readonly host: string;
  /** Name of the Secret in flux-system with the certificate of the host. @default - none: encryption ends in front of the cluster */
  readonly tlsSecretName?: string;
  /** The ingress class. @default 'nginx' */
  readonly className?: string;
  /** Annotations of the Ingress. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** How often Flux looks, where nothing wakes it. */
export interface FluxIntervals {
  /** Time between two looks at the source of each workspace. @default '1m' */
  readonly source?: Duration;
  /** Time between two comparisons of each workspace and of its apps with the cluster; a new revision is applied at once. @default '10m' */
  readonly apply?: Duration;
}

/** What a cluster's Flux has, whoever installs it. */
interface FluxParts {
  /**
   * Shards, for clusters of many teams: how many, or their names. Each has controllers of its own, and each workspace is in one
   * of them. What the cluster itself needs is in none, and is looked after by the controllers that every cluster has.
   *
   * @default - none: the same controllers look after everything
   */
  readonly shards?: number | readonly string[];
  /** How often Flux looks at workspaces; longer for more teams, with webhooks for what must not wait. @default - that of a cluster of few teams */
  readonly intervals?: FluxIntervals;
  /** Where webhooks come in. @default - nowhere: Receivers can be called from inside the cluster only */
  readonly webhooks?: WebhookIngress;
}

/** How Flux gets onto a cluster, and what it has there. */
export type ClusterFlux =
  | (FluxParts & {
      /** The Flux operator installs it, from a {@link FluxInstance} in the cluster's folder. @default 'operator' */
      readonly installedBy?: 'operator';
      /** How much work the controllers are dimensioned for. @default - the operator's own */
      readonly size?: 'small' | 'medium' | 'large';
    })
  | (FluxParts & {
      /**
       * `flux bootstrap` installs it, into a folder beside `dist/`. What locks it down is in `dist/bootstrap/<cluster>`,
       * for the kustomization of that folder to name.
       */
      readonly installedBy: 'bootstrap';
      /** Not for these: patch the Deployments in the folder of `flux bootstrap`. */
      readonly size?: never;
    });
