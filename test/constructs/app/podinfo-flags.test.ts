import { PodinfoApp, type PodinfoAppProps } from '../../../src/constructs/app/podinfo-app';
import { objectsOf, shopChart } from '../delivery/fixture';
import { templateOf } from './support/primary';

/** The container of a PodinfoApp. */
function containerOf(props: PodinfoAppProps): Readonly<Record<string, unknown>> {
  const chart = shopChart();
  new PodinfoApp(chart, 'backend', { tag: '6.9.4', ...props });
  const { spec } = templateOf(objectsOf(chart, 'Deployment')[0]);
  return (spec as { containers: [Readonly<Record<string, unknown>>] }).containers[0];
}

function problems(props: PodinfoAppProps): string[] {
  return new PodinfoApp(shopChart(), 'backend', { tag: '6.9.4', ...props }).node.validate();
}

describe("PodinfoApp's flags", () => {
  const commandOf = (app: PodinfoAppProps) => containerOf(app).command;
  const own = ['./podinfo', '--port=9898', '--port-metrics=9797', '--grpc-port=9999'];

  test('are written as they are given, each under its name', () => {
    expect(
      commandOf({
        backendUrl: ['http://a:9898/echo', 'http://b:9898/echo'],
        cacheServer: 'tcp://cache:6379',
        grpcServiceName: 'backend',
        level: 'debug',
        randomDelay: { min: 1, max: 20, unit: 'ms' },
        randomError: true,
        unhealthy: true,
        unready: false,
        stressCpu: 1,
        stressMemory: 64,
        h2c: true,
        otelServiceName: 'backend',
        httpClientTimeout: '1m',
        httpServerTimeout: '30s',
        serverShutdownTimeout: '5s',
      }),
    ).toStrictEqual([
      ...own,
      '--grpc-service-name=backend',
      '--backend-url=http://a:9898/echo',
      '--backend-url=http://b:9898/echo',
      '--cache-server=tcp://cache:6379',
      '--level=debug',
      '--random-delay=true',
      '--random-delay-min=1',
      '--random-delay-max=20',
      '--random-delay-unit=ms',
      '--random-error=true',
      '--unhealthy=true',
      '--unready=false',
      '--stress-cpu=1',
      '--stress-memory=64',
      '--h2c=true',
      '--otel-service-name=backend',
      '--http-client-timeout=1m',
      '--http-server-timeout=30s',
      '--server-shutdown-timeout=5s',
    ]);
    expect(commandOf({ randomDelay: false })).toStrictEqual([...own, '--random-delay=false']);
    expect(commandOf({})).toStrictEqual(own);
  });

  test('give it a folder for what it loads into memory', () => {
    const mounts = (app: PodinfoAppProps) => containerOf(app).volumeMounts;
    expect(mounts({ stressMemory: 64 })).toContainEqual({ name: 'tmp', mountPath: '/tmp' });
    expect(mounts({})).toStrictEqual([{ name: 'data', mountPath: '/data' }]);
  });

  test('are refused where Podinfo would not start or would misread them', () => {
    expect(
      problems({
        backendUrl: 'http://backend:9898/a,b',
        cacheServer: 'tcp://cache',
        randomDelay: { min: 10 },
        stressCpu: 0.5,
        httpClientTimeout: '1d' as never,
      }),
    ).toStrictEqual([
      'backendUrl must be URLs without ",", got "http://backend:9898/a,b"; Podinfo would split it: write "%2C"',
      'cacheServer must be an address of a Redis, got "tcp://cache"; write it like "tcp://cache:6379"',
      'randomDelay.max must be at least min 10, got 5; Podinfo would not start: raise it, or lower min',
      'stressCpu must be a whole number of at least 0, got 0.5; for example 1',
      'httpClientTimeout must be a duration of ms, s, m or h, got "1d"; write it like "30s", "10m" or "1h"',
    ]);
  });
});
