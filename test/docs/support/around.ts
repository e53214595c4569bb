import { Chart } from 'cdk8s';
import {
  Cluster,
  eks,
  Environment,
  GitOpsApp,
  k3s,
  linkerd,
  PodinfoApp,
  profiles,
  TeamWorkspace,
} from '../../../src/index';
import { Manifests } from '../../../src/testing';
import type { AroundName } from '../../support/example-modules';

/** The fleet around an example: each part is made when it is first asked for, with what it is in. */
export class Around {
  private readonly made = new Map<AroundName, unknown>();

  /** The app, if anything was asked for. */
  get root(): GitOpsApp | undefined {
    return this.made.get('app') as GitOpsApp | undefined;
  }

  /** One part. */
  get(name: AroundName): unknown {
    if (!this.made.has(name)) this.made.set(name, this.make(name));
    return this.made.get(name);
  }

  private make(name: AroundName): unknown {
    switch (name) {
      case 'app':
        return new GitOpsApp({ repository: 'https://github.com/acme/fleet' });
      case 'chart':
        return new Chart(this.get('app') as GitOpsApp, 'chart', { namespace: 'shop' });
      case 'laptop':
        return new Cluster(this.get('app') as GitOpsApp, 'laptop', { platform: k3s(), branch: 'dev' });
      case 'cloud':
        return new Cluster(this.get('app') as GitOpsApp, 'cloud', {
          platform: eks({ region: 'eu-west-1' }),
          branch: 'main',
        });
      case 'environment':
        return this.get('dev');
      case 'dev':
        return this.environment('laptop', name, 'dev');
      case 'prod':
        return this.environment('cloud', name, 'main');
      case 'shop':
        return new TeamWorkspace(this.get('dev') as Environment, 'shop', {
          namespaces: ['shop'],
          admins: ['shop-leads'],
          allow: { hosts: ['*.example.com'] },
        });
      case 'manifests':
        return Manifests.fromChart(this.get('shop') as TeamWorkspace);
      case 'frontend':
        return new PodinfoApp(this.get('shop') as TeamWorkspace, name, {
          tag: '6.9.4',
          ingress: { host: 'shop.example.com' },
        });
      case 'backend':
      case 'billing':
      case 'web':
      case 'worker':
        return new PodinfoApp(this.get('shop') as TeamWorkspace, name, { tag: '6.9.4' });
    }
  }

  private environment(cluster: 'laptop' | 'cloud', name: string, branch: string): Environment {
    return new Environment(this.get(cluster) as Cluster, name, { branch, profile: profiles.quick, traffic: linkerd() });
  }
}
