import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../control-plane/ports';
import { Program } from '../control-plane/program';
import { newFolder, program } from '../control-plane/run';
import { until } from '../control-plane/wait';
import { SCRAPE_SECONDS, SCRAPES, type Series } from './series';

/** One series of an answer. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A running Prometheus that holds recordings. */
export interface Replay<Name extends string = string> {
  /** What a query answers at the end of a recording: every series, as Prometheus orders them. Throws what Prometheus refuses. */
  samples(recording: Name, query: string): Promise<Sample[]>;
  stop(): Promise<void>;
}

// Some time; recordings of ten minutes are ten minutes apart, so that no query sees two. promtool reads all of them once for
// every two hours.
const FIRST = Date.UTC(2026, 0, 1) / 1000;
const APART = 1200;

/**
 * Starts a Prometheus whose storage holds recordings, written by promtool. Nothing is scraped, so there is nothing to wait
 * for and every answer is exact.
 *
 * @param recordings the series of each, by a name to ask for it by.
 */
export async function startReplay<Name extends string>(
  recordings: Readonly<Record<Name, readonly Series[]>>,
): Promise<Replay<Name>> {
  const folder = newFolder('replay');
  const names = Object.keys(recordings) as Name[];
  const begin = (name: Name): number => FIRST + names.indexOf(name) * APART;
  const storage = join(folder, 'storage');
  const text = join(folder, 'recordings.txt');
  writeFileSync(text, `${names.flatMap((name) => lines(recordings[name], begin(name))).join('\n')}\n# EOF\n`);
  execFileSync(program('promtool'), ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', text, storage]);
  const server = await startServer(folder, storage);
  return {
    samples: (name, query) => ask(server.url, query, begin(name) + (SCRAPES - 1) * SCRAPE_SECONDS),
    stop: () => server.program.stop(),
  };
}

function lines(recording: readonly Series[], begin: number): string[] {
  return recording.flatMap(({ name, labels, values }) => {
    const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    return values.flatMap((value, scrape) =>
      value === undefined ? [] : [`${name}{${pairs.join(',')}} ${value} ${begin + scrape * SCRAPE_SECONDS}`],
    );
  });
}

async function startServer(folder: string, storage: string): Promise<{ program: Program; url: string }> {
  const port = await freePort();
  const config = join(folder, 'prometheus.json');
  writeFileSync(config, '{}');
  const server = new Program({
    program: 'prometheus',
    name: `replay-${port}`,
    args: [
      `--config.file=${config}`,
      `--storage.tsdb.path=${storage}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
  });
  const url = `http://127.0.0.1:${port}`;
  await until('the replaying prometheus is ready', async () => {
    server.assertRunning();
    return (await fetch(`${url}/-/ready`)).ok ? true : undefined;
  });
  return { program: server, url };
}

interface Answer {
  readonly status: 'success' | 'error';
  readonly error?: string;
  readonly data: { readonly resultType: string; readonly result: readonly Vector[] };
}

interface Vector {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

async function ask(url: string, query: string, time: number): Promise<Sample[]> {
  const response = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query, time: String(time) }).toString()}`);
  const { status, error, data } = (await response.json()) as Answer;
  if (status !== 'success') throw new Error(`${query}: ${error ?? ''}`);
  // Flagger and Grafana read a list of series; a scalar is none.
  if (data.resultType !== 'vector') throw new Error(`${query}: must answer a vector, got a ${data.resultType}`);
  return data.result.map(({ metric, value: [, value] }) => ({ labels: metric, value: numberOf(value) }));
}

function numberOf(text: string): number {
  return text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text);
}
