import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpd } from './support/cpd';
import { Program } from './support/program';

let program: Program;

beforeAll(() => {
  program = new Program();
});

afterAll(() => {
  program.remove();
});

function started(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program.script, ...args], { encoding: 'utf8', env });
  return { status, stdout, stderr };
}

describe('the program', () => {
  test('hands its arguments, its streams and its exit code on', () => {
    const [help = ''] = cpd(['set', '--help']).out;
    expect(started(['set', '--help'])).toStrictEqual({ status: 0, stdout: `${help}\n`, stderr: '' });
    const wrong = started(['set', 'shop/backend', 'colour=x', '--env', 'dev']);
    expect(wrong).toMatchObject({ status: 1, stdout: '' });
    expect(wrong.stderr).toMatch(/^shop\.backend\.colour must be one of .*\n.*was not changed\n$/);
    expect(started([]).status).toBe(2);
  });

  test('runs from its source, as `npm run cpd` does', () => {
    const args = ['scripts/run-app.mjs', 'src/cli/cpd.ts', 'tree', '--env', 'prod'];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, lines: stdout.trimEnd().split('\n') }).toStrictEqual({
      status: 0,
      lines: cpd(['tree', '--env', 'prod']).out,
    });
  });
});

describe('colours', () => {
  const plain = /^cloud {2}cluster/;
  const colored = new RegExp('^\u001b\\[1mcloud\u001b\\[22m {2}\u001b\\[2mcluster');

  test.each([
    ['a pipe', {}, plain],
    ['a pipe, forced', { FORCE_COLOR: '1' }, colored],
    ['a pipe, forced and forbidden, as Node has it', { FORCE_COLOR: '1', NO_COLOR: '1' }, colored],
    ['a pipe, forced off', { FORCE_COLOR: '0' }, plain],
    ['a pipe, forbidden', { NO_COLOR: '1' }, plain],
  ])('in %s', (_, environment, expected) => {
    expect(started(['tree'], environment).stdout).toMatch(expected);
  });

  test('errors have them by themselves', () => {
    const { out, error } = cpd(['nonsense'], { out: false, error: true });
    expect(out).toStrictEqual([]);
    expect(error[0]).toMatch(/^\u001b\[31mcpd:\u001b\[39m the command must/);
    expect(cpd(['nonsense'], { out: true, error: false }).error[0]).toMatch(/^cpd: the command/);
  });

  test('never in JSON', () => {
    expect(started(['tree', '--json'], { FORCE_COLOR: '1' }).stdout).not.toContain('\u001b');
  });
});

describe('a stream that takes no more', () => {
  test.each([
    ['the result', ['tree'], 'stdout', 0],
    ['a document', ['tree', 'none', '--json'], 'stdout', 2],
    ['what is wrong', ['tree', 'none'], 'stderr', 2],
  ] as const)('is no error of its own for %s', async (_, args, closed, exitCode) => {
    const child = spawn(process.execPath, [program.script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    child[closed].destroy();
    const other = closed === 'stdout' ? child.stderr : child.stdout;
    let text = '';
    other.on('data', (chunk) => (text += String(chunk)));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, text }).toStrictEqual({ code: exitCode, text: '' });
  });

  test('is one when the disk is full', () => {
    // A file that is always full; not every system has one.
    const full = existsSync('/dev/full') ? '/dev/full' : undefined;
    const command = `"$0" "$1" --help > ${full ?? '/dev/null'}`;
    const { status, stderr } = spawnSync('sh', ['-c', command, process.execPath, program.script], { encoding: 'utf8' });
    expect(status).toBe(full === undefined ? 0 : 2);
    expect(stderr).toMatch(full === undefined ? /^$/ : /^cpd: the output must be written as a whole, got ENOSPC/);
  });
});
