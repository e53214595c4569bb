/** How a project loads modules: its package.json's `type`, and how its compiler looks for types. */
export interface ModuleSystem {
  readonly type: 'commonjs' | 'module';
  readonly module: string;
  readonly moduleResolution: string;
  /** Bundles before it runs, as projects with `bundler` do. @default false */
  readonly bundled?: boolean;
}

/** The projects that users have, by name. */
export const MODULE_SYSTEMS = {
  'commonjs-node10': { type: 'commonjs', module: 'commonjs', moduleResolution: 'node10' },
  'commonjs-nodenext': { type: 'commonjs', module: 'nodenext', moduleResolution: 'nodenext' },
  'esm-node16': { type: 'module', module: 'node16', moduleResolution: 'node16' },
  'esm-nodenext': { type: 'module', module: 'nodenext', moduleResolution: 'nodenext' },
  'esm-bundler': { type: 'module', module: 'esnext', moduleResolution: 'bundler', bundled: true },
} as const satisfies Readonly<Record<string, ModuleSystem>>;

/**
 * A strict compiler, which also checks the declarations of what is installed. The strictest also has
 * `exactOptionalPropertyTypes`, under which the declarations of cdk8s-plus itself are wrong.
 */
export function tsconfig(
  { module, moduleResolution }: ModuleSystem,
  types: readonly string[],
  exactOptionalPropertyTypes = false,
): string {
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2023'],
    module,
    moduleResolution,
    strict: true,
    exactOptionalPropertyTypes,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    types,
    outDir: 'out',
  };
  return JSON.stringify({ compilerOptions, include: ['*.ts'] });
}
