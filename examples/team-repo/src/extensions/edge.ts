import { type Environment, setOutputDirectory } from 'cdk8s-progressive-delivery';
import { ApiObject, Chart } from 'cdk8s';
import { TRAEFIK } from './traefik';

/** Props of an {@link Edge}. */
export interface EdgeProps {
  /** The apps' host names are `<app>.<domain>`. */
  readonly domain: string;
  /** The namespace of the apps. */
  readonly namespace: string;
  /** The apps that can be reached from outside. */
  readonly apps: readonly string[];
}

/**
 * The host names of an environment, in a folder of their own: `edge/<environment>`. A team's account may not write routes
 * of Traefik, so the cluster's admins let Flux apply the folder.
 */
export class Edge extends Chart {
  constructor(scope: Environment, id: string, { domain, namespace, apps }: EdgeProps) {
    super(scope, id, { namespace, disableResourceNameHashes: true });
    const { name, cluster } = scope;
    const path = `edge/${name}`;
    setOutputDirectory(this, { path, cluster: cluster.name });
    cluster.addSync({ name: `edge-${name}`, path, environment: scope, dependsOn: ['traefik'] });
    for (const app of apps) {
      new ApiObject(this, app, {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'IngressRoute',
        metadata: { name: app },
        spec: {
          entryPoints: [TRAEFIK.entryPoint],
          routes: [
            {
              kind: 'Rule',
              match: `Host(\`${app}.${domain}\`)`,
              services: [{ kind: 'TraefikService', name: app, namespace }],
            },
          ],
        },
      });
    }
  }
}
