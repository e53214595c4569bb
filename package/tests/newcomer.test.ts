import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConsumerProject } from '../support/consumer-project';
import { packed, REPOSITORY } from '../support/packed';
import { type Ending, progress } from '../support/run';

const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
const [section = ''] = /^## A team's own repository\n[\s\S]*?(?=^## )/m.exec(readme) ?? [];
const [start = '', broken = '', mended = ''] = [...section.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(
  ([, text = '']) => text,
);
const [, message = ''] = /^```text\n([\s\S]*?)^```/m.exec(section) ?? [];

/** The package is the one that is packed here; everything else is typed as the README has it. */
function typed(commands: string): string {
  return commands.replace(/^npx cdk8s-progressive-delivery init (.*)$/m, (_, rest: string) =>
    [
      `npm exec --yes --package "${packed()}" --`,
      `cdk8s-progressive-delivery init ${rest} --package "file:${packed()}"`,
    ].join(' '),
  );
}

describe('a newcomer who has only the README', () => {
  let empty: ConsumerProject;
  const type = (commands: string, folder = '.'): Promise<Ending> =>
    empty.run('sh', ['-c', `set -e\n${typed(commands)}`], { in: folder });
  const succeeds = async (commands: string, folder = '.'): Promise<string> => {
    const { code, output } = await type(commands, folder);
    if (code !== 0) throw new Error(`the commands must succeed, got exit code ${code ?? 'none'}:\n${output}`);
    return output;
  };

  beforeAll(() => {
    empty = ConsumerProject.of();
  });
  afterAll(() => {
    empty.remove();
  });

  test('has ten commands to type, or fewer', () => {
    const heredoc = /<<'END'\n[\s\S]*?\nEND\n/g;
    const lines = [start, broken, mended].map((block) => block.replaceAll(heredoc, '\n').trim().split('\n'));
    expect(lines.map(({ length }) => length)).toStrictEqual([5, 2, 3]);
  });

  test('gets a repository that passes its tests at once', async () => {
    progress('newcomer: init, install, synth, test');
    const output = await succeeds(start);
    expect(output).toMatch(/^Tests: +3 passed/m);
    expect(empty.has('checkout/dist/apps/prod/checkout/hello-rollout.yaml')).toBe(true);
  });

  test('sees a test fail, and is told where', async () => {
    progress('newcomer: a test that fails');
    const { code, output } = await type(broken, 'checkout');
    expect(code).not.toBe(0);
    expect(output).toMatch(/^Tests: +1 failed, 2 passed/m);
    const said = output.split('\n').map((line) => line.replace(/^ {4}/, '').trimEnd());
    expect(said.join('\n')).toContain(message.trimEnd());
  });

  test('mends it, and has a first snapshot', async () => {
    progress('newcomer: a first snapshot');
    const output = await succeeds(mended, 'checkout');
    expect(output).toMatch(/^Tests: +4 passed/m);
    expect(output).toMatch(/1 snapshot written/);
    expect(empty.read('checkout/test/__snapshots__/hello.test.ts.snap')).toContain('stepWeight: 10');
  });

  test('reads each mistake once, in words, when synth fails', async () => {
    const release = 'checkout/releases/dev.yaml';
    const before = empty.read(release);
    empty.write(release, before.replace('color: green', 'color: grene'));
    const { code, output } = await type('npm run --silent synth', 'checkout');
    empty.write(release, before);
    expect(code).not.toBe(0);
    expect(output.match(/got "grene"; did you mean "green"\?/g)).toHaveLength(1);
    expect(output).toMatch(/^synth found 1 problem and wrote nothing:\n {2}laptop\/dev: releases\/dev\.yaml:6:12: /m);
    expect(output).not.toMatch(/triggerUncaughtException|findings:/);
  });

  test('is told of a misspelt prop by synth, and by the tests', async () => {
    const source = 'checkout/src/hello.ts';
    const before = empty.read(source);
    empty.write(source, before.replace("'hello')", "'hello', { replicsa: 3 })"));
    const runs = [await type('npm run --silent synth', 'checkout'), await type('npm test', 'checkout')];
    empty.write(source, before);
    expect(runs.map(({ code }) => code === 0)).toStrictEqual([false, false]);
    for (const { output } of runs) expect(output).toContain("Did you mean to write 'replicas'?");
  });

  test('has types that hold, and installs the same again by npm ci', async () => {
    expect(await type('npm run --silent types', 'checkout')).toStrictEqual({ code: 0, output: '' });
    await succeeds('npm ci --prefer-offline', 'checkout');
  });

  test('makes the next one offline, from what npm has kept', async () => {
    progress('newcomer: the next repository, offline');
    const offline = start.replaceAll('checkout', 'payments').replace('npm install', 'npm install --offline');
    const output = await succeeds(offline);
    expect(output).toMatch(/^Tests: +3 passed/m);
  });
});
