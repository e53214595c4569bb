import { Cluster, type ClusterProps } from '../../../src/constructs/infrastructure/cluster';
import { certManager } from '../../../src/constructs/infrastructure/components/cert-manager';
import { flagger } from '../../../src/constructs/infrastructure/components/flagger';
import { gatewayApi } from '../../../src/constructs/infrastructure/components/gateway-api';
import { grafana } from '../../../src/constructs/infrastructure/components/grafana';
import { ingressNginx } from '../../../src/constructs/infrastructure/components/ingress-nginx';
import { istio, type IstioMeshOptions } from '../../../src/constructs/infrastructure/components/istio';
import { linkerd, type LinkerdOptions } from '../../../src/constructs/infrastructure/components/linkerd';
import { linkerdSmi } from '../../../src/constructs/infrastructure/components/linkerd-smi';
import { linkerdViz } from '../../../src/constructs/infrastructure/components/linkerd-viz';
import { loadTester } from '../../../src/constructs/infrastructure/components/load-tester';
import { prometheus } from '../../../src/constructs/infrastructure/components/prometheus';
import { Environment } from '../../../src/constructs/infrastructure/environment';
import type { InfrastructureComponent } from '../../../src/constructs/infrastructure/infrastructure-component';
import { k3s } from '../../../src/constructs/infrastructure/k3s';
import { kubernetes } from '../../../src/constructs/traffic/kubernetes';
import { GitOpsApp } from '../../../src/synth/gitops-app';
import { type ManifestObject, synth } from '../../../src/testing';

const REPOSITORY = 'https://example.com/fleet';

export function fleetApp(): GitOpsApp {
  return new GitOpsApp({ repository: REPOSITORY });
}

/** A cluster `laptop` on K3s in an app of its own. */
export function cluster(props: Partial<ClusterProps> = {}, id = 'laptop', app: GitOpsApp = fleetApp()): Cluster {
  return new Cluster(app, id, { platform: k3s(), ...props });
}

export function environment(on: Cluster, id: string, branch: string): Environment {
  return new Environment(on, id, {
    branch,
    profile: { interval: '10s', threshold: 3 },
    traffic: kubernetes(),
  });
}

/** Every component that a cluster with Istio can have. */
export function everythingOnIstio(options: IstioMeshOptions = { ingressGateway: true }): InfrastructureComponent[] {
  return [
    certManager(),
    gatewayApi(),
    ...istio(options),
    prometheus(),
    grafana(),
    ingressNginx(),
    flagger({ meshProvider: 'istio' }),
    loadTester(),
  ];
}

/** Every component that a cluster with Linkerd can have. */
export function everything(options: LinkerdOptions = {}): InfrastructureComponent[] {
  return [
    certManager(),
    gatewayApi(),
    ...linkerd(options),
    prometheus(),
    grafana(),
    linkerdViz(),
    linkerdSmi(),
    ingressNginx(),
    flagger({ meshProvider: 'linkerd' }),
    loadTester(),
  ];
}

/** What `construct` reports about itself and all below it. */
export function problems(construct: Cluster): string[] {
  return construct.node.root.node
    .findAll()
    .flatMap(({ node }) => node.validate().map((text) => `${node.path}: ${text}`));
}

/** The objects of a cluster that have this kind. */
export function objects(of: Cluster, kind: string): ManifestObject[] {
  return synth(of).filter((object) => object.kind === kind);
}

/** The one object of a kind and name. */
export function object(of: Cluster, kind: string, name: string): ManifestObject {
  const found = objects(of, kind).filter(({ metadata }) => metadata.name === name);
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} objects ${kind} ${name}`);
  return first;
}
