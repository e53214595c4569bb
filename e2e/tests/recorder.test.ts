import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { note } from '../control-plane/run';
import { jobsOf } from '../flagger/canary-jobs';
import { Recorder } from '../recorder/recorder';
import type { Scenario } from '../recorder/scenario';
import { parseScenario, readScenarios, traceFile } from '../recorder/scenario-file';
import { type Trace, traceText } from '../recorder/trace';
import { shared } from '../support/shared';

const FOLDER = join(__dirname, '../scenarios');
const scenarios = readScenarios(readdirSync(FOLDER).map((file) => join(FOLDER, file)));
const [first] = scenarios.filter(({ name }) => name === 'linkerd-success');

describe('the recorder', () => {
  const recorder = shared(() => Recorder.start());
  const recorded: Trace[] = [];

  afterAll(() => {
    const ticks = recorded.flatMap((trace) => trace.ticks);
    const events = ticks.flatMap((tick) => tick.events);
    note(`recorder: ${recorded.length} scenarios, ${ticks.length} ticks, ${events.length} events are as recorded`);
  });

  test.each(scenarios)('Flagger does in $name what it has done before', async ({ file, name, scenario }) => {
    const committed = traceFile(file);
    if (!existsSync(committed)) throw new Error(`${committed} is not there; npm run e2e -- record ${file}`);
    const trace = await recorder().record(name, scenario);
    // As text, so that the order of keys counts too.
    expect(traceText(trace)).toBe(readFileSync(committed, 'utf8'));
    recorded.push(trace);
  });

  test('another answer of Prometheus gives another trace', async () => {
    const scenario = { ...parsed(), defaults: { metrics: { 'request-success-rate': 100, 'request-duration': 501 } } };
    const { ticks } = await recorder().record('another-answer', scenario);
    const messages = ticks.flatMap(({ events }) => events.map(({ message }) => message));
    expect(messages).toContain('Halt podinfo.another-answer advancement request duration 501ms > 500ms');
    expect(ticks.at(-1)?.phase).toBe('Progressing');
  });

  test('a query that a scenario does not answer ends its recording', async () => {
    const scenario = { ...parsed(), defaults: { metrics: { 'request-success-rate': 100 } } };
    await expect(recorder().record('no-answer', scenario)).rejects.toThrow(
      /^tick 6 of no-answer: metrics must have one value for the query, got none: +histogram_quantile\(/,
    );
  });

  test('a scenario is not recorded over what another has left', async () => {
    await expect(recorder().record('no-answer', parsed())).rejects.toThrow('scenario no-answer must be recorded once');
  });
});

test('every trace belongs to a scenario', () => {
  const traces = readdirSync(join(FOLDER, '../traces')).sort();
  expect(traces).toStrictEqual(scenarios.map(({ file }) => basename(traceFile(file))).sort());
});

test('everything that is wrong with a scenario is said, with its place', () => {
  const text = JSON.stringify({ ...parsed(), ticks: [{ repeat: 0 }, { readiness: { target: 'maybe' } }] });
  expect(() => parseScenario('a.yaml', text)).toThrow(
    /^a\.yaml\/ticks\/0\/repeat: .*\n(.*\n)*a\.yaml\/ticks\/1\/readiness/,
  );
});

test('the example in the documentation is a scenario', () => {
  const page = readFileSync(join(FOLDER, '../../docs/recorder.md'), 'utf8');
  const example = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? '';
  expect(parseScenario('recorder.md', example).ticks).toHaveLength(6);
});

test('a job waits only when its goroutine is back in the select that its ticker wakes', () => {
  const created = 'created by github.com/fluxcd/flagger/pkg/controller.CanaryJob.Start in goroutine 1\n\tjob.go:33';
  const loop = 'github.com/fluxcd/flagger/pkg/controller.CanaryJob.Start.func1()\n\tjob.go:37';
  const tick = 'github.com/fluxcd/flagger/pkg/controller.(*Controller).advanceCanary(0x1)\n\tscheduler.go:160';
  const dump = [
    `goroutine 1 [select]:\nmain.main()\n\tmain.go:1`,
    `goroutine 5 [select, 2 minutes]:\n${loop}\n${created}`,
    `goroutine 6 [runnable]:\n${loop}\n${created}`,
    `goroutine 7 [select]:\nnet/http.(*persistConn).roundTrip()\n${tick}\n${loop}\n${created}`,
  ].join('\n\n');
  expect(jobsOf(dump)).toStrictEqual([
    { id: '5', waits: true },
    { id: '6', waits: false },
    { id: '7', waits: false },
  ]);
});

function parsed(): Scenario {
  if (first === undefined) throw new Error('linkerd-success must be there, got nothing');
  return first.scenario;
}
