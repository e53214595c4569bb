import { startApiServer } from '../control-plane/api-server';
import { startEtcd } from '../control-plane/etcd';
import { Kube } from '../control-plane/kube';
import type { KubeCredentials } from '../control-plane/kube-connection';
import type { Program } from '../control-plane/program';
import { newFolder } from '../control-plane/run';
import { until } from '../control-plane/wait';
import { define, definitionsOf } from '../fleet/foundation';
import { ScenarioRun } from './record-scenario';
import { type RecorderFlagger, startFlagger } from './recorder-flagger';
import type { NamedScenario, Scenario } from './scenario';
import { runTogether } from './run-together';
import type { Trace } from './trace';

/** Records what Flagger does: an etcd, an API server, and a Flagger, which all scenarios share, each in its own namespace. */
export class Recorder {
  private readonly definitions = new Set<string>();
  private flagger: RecorderFlagger | undefined;
  private meshProvider: string | undefined;

  private constructor(
    private readonly folder: string,
    private readonly kube: Kube,
    private readonly admin: KubeCredentials,
    private readonly programs: readonly Program[],
  ) {}

  static async start(): Promise<Recorder> {
    const folder = newFolder('recorder');
    const etcd = await startEtcd('recorder', folder);
    const api = await startApiServer('recorder', folder, etcd.url);
    const kube = new Kube(api.admin);
    await until('kube-apiserver is ready', async () => {
      api.program.assertRunning();
      return (await kube.raw('GET', '/readyz')) === 'ok' ? true : undefined;
    });
    const recorder = new Recorder(folder, kube, api.admin, [api.program, etcd.program]);
    await recorder.define('flagger.app');
    return recorder;
  }

  /** @param name of the scenario; also names its namespace. */
  async record(name: string, scenario: Scenario): Promise<Trace> {
    const [trace] = await this.recordTogether([{ name, scenario }]);
    if (trace === undefined) throw new Error(`${name} must leave a trace, got none`);
    return trace;
  }

  /**
   * Records scenarios side by side: Flagger ticks for all of them at once. They have one mesh provider, and the queries of
   * each must name its namespace, which tells whose they are.
   *
   * @returns their traces, in their order.
   */
  async recordTogether(scenarios: readonly NamedScenario[]): Promise<readonly Trace[]> {
    const providers = new Set(scenarios.map(({ scenario }) => scenario.flagger?.meshProvider ?? 'kubernetes'));
    const [meshProvider = 'kubernetes', ...others] = providers;
    if (others.length > 0) throw new Error(`scenarios must have one mesh provider, got ${[...providers].join(', ')}`);
    for (const { definitions = [] } of scenarios.map(({ scenario }) => scenario))
      for (const group of definitions) await this.define(group);
    const flagger = await this.flaggerFor(meshProvider);
    const runs = scenarios.map(({ name, scenario }) => {
      const place = { kube: this.kube, namespace: name, name: scenario.canary.name, meshProvider };
      return new ScenarioRun(scenario, place);
    });
    await runTogether(runs, flagger);
    return runs.map(({ trace }) => trace);
  }

  async stop(): Promise<void> {
    await this.flagger?.stop();
    this.kube.close();
    for (const program of this.programs) await program.stop();
  }

  private async flaggerFor(meshProvider: string): Promise<RecorderFlagger> {
    if (this.flagger !== undefined && this.meshProvider === meshProvider) return this.flagger;
    await this.flagger?.stop();
    this.flagger = await startFlagger(this.folder, this.admin, meshProvider);
    this.meshProvider = meshProvider;
    return this.flagger;
  }

  private async define(group: string): Promise<void> {
    if (this.definitions.has(group)) return;
    const definitions = definitionsOf(group);
    if (definitions.length === 0) throw new Error(`definitions must name known API groups, got ${group}`);
    await define(this.kube, definitions, 'recorder');
    this.definitions.add(group);
  }
}
