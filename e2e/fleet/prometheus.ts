import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane } from '../control-plane/control-plane';
import { freePort } from '../control-plane/ports';
import { Program } from '../control-plane/program';
import { until } from '../control-plane/wait';
import { type Exporter } from '../network/exporter';
import { serve } from '../network/network';

/** A running Prometheus. */
export interface RunningPrometheus {
  readonly program: Program;
  readonly port: number;
  /** The value of a query that has one, now. */
  value(query: string): Promise<number | undefined>;
}

/** Starts a Prometheus that scrapes an exporter every second. */
export async function startPrometheus(plane: ControlPlane, exporter: Exporter): Promise<RunningPrometheus> {
  const target = await serve(exporter.host);
  plane.onStop(target.stop);
  const port = await freePort();
  const config = join(plane.folder, 'prometheus.json');
  const job = { job_name: 'exporter', honor_labels: true, static_configs: [{ targets: [new URL(target.url).host] }] };
  writeFileSync(config, JSON.stringify({ global: { scrape_interval: '1s' }, scrape_configs: [job] }));
  const program = new Program({
    program: 'prometheus',
    name: `${plane.id}-prometheus`,
    args: [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(plane.folder, 'prometheus')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
  });
  plane.onStop(() => program.stop());
  const value = async (query: string): Promise<number | undefined> => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(query)}`);
    const { data } = (await response.json()) as { data: { result: [{ value: [number, string] }?] } };
    const [first] = data.result;
    return first === undefined ? undefined : Number(first.value[1]);
  };
  // A rate needs two samples.
  await until(`${plane.name}: prometheus knows rates`, async () => {
    program.assertRunning();
    return await value('count(rate(response_total[30s]))');
  });
  return { program, port, value };
}
