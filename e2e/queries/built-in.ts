import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules } from '../../src/versions.json';
import { runFolder } from '../control-plane/run';

const FLAGGER = 'github.com/fluxcd/flagger';

/** Flagger's own queries for one kind of router. */
export interface BuiltInQueries {
  readonly successRate: string;
  /** Answers in milliseconds. */
  readonly duration: string;
}

/**
 * The queries that Flagger asks for a canary, read from the source of the pinned Flagger: which ones, from
 * `runBuiltinMetricChecks` in pkg/controller/scheduler_metrics.go and `Observer` in pkg/metrics/observers/factory.go.
 *
 * @param provider the canary's.
 * @param meshProvider the `--mesh-provider` of its cluster.
 */
export function builtInQueries(provider: string, meshProvider: string): BuiltInQueries {
  const asked = meshProvider.includes('linkerd') ? 'linkerd' : provider;
  const observer = asked === 'kubernetes' || asked.startsWith('gatewayapi') ? 'http' : asked;
  const source = readFileSync(join(flaggerFolder(), 'pkg/metrics/observers', `${observer}.go`), 'utf8');
  const query = (name: string): string => {
    const found = new RegExp(`"${name}": \`([^\`]+)\``).exec(source)?.[1];
    if (found === undefined)
      throw new Error(`${observer}.go must have a query ${name}, got none; read the new version`);
    return found;
  };
  // Only this observer reads seconds, which it makes milliseconds of itself.
  const duration = query('request-duration');
  return {
    successRate: query('request-success-rate'),
    duration: observer === 'http' ? `(${duration}) * 1000` : duration,
  };
}

let folder: string | undefined;

function flaggerFolder(): string {
  const module = `${FLAGGER}@${modules[FLAGGER].version}`;
  const env = { ...process.env, GOWORK: 'off', GOTOOLCHAIN: 'local' };
  folder ??= (
    JSON.parse(
      execFileSync('go', ['mod', 'download', '-json', module], { cwd: runFolder(), env, encoding: 'utf8' }),
    ) as { Dir: string }
  ).Dir;
  return folder;
}
