import { ApiObject, Chart } from 'cdk8s';
import { Canary, canary, GitOpsApp, linkerdSmi, PodinfoApp, profiles } from '../../src/index';
import { measure } from './measure';
import { objectsOf } from './objects';

// The constructs leave the Service to Flagger, which makes it; a plain one keeps the number of objects the same.
measure((fleet, outdir) => {
  const app = new GitOpsApp({ outdir, repository: 'https://example.com/fleet' });
  for (const parameters of fleet) {
    const { name, namespace, tag, color, minReplicas, maxReplicas } = parameters;
    const chart = new Chart(app, name, { namespace });
    const replicas = { min: Number(minReplicas), max: Number(maxReplicas) };
    const target = new PodinfoApp(chart, name, { tag, color, replicas, cpuUtilization: 80 });
    const strategy = canary({ stepWeight: 10, maxWeight: 50 });
    new Canary(chart, 'rollout', { target, strategy, provider: linkerdSmi(), analysis: profiles.steady });
    const service = objectsOf(parameters).find(({ kind }) => kind === 'Service');
    if (service !== undefined) new ApiObject(chart, 'service', service);
  }
  return app;
});
