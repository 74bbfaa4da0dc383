import {describe, expect, test} from 'vitest';
import {fileAt} from './support/source-files.ts';

type Names = Readonly<Record<string, string>>;

type Entry = {
	readonly version?: string;
	readonly resolved?: string;
	readonly integrity?: string;
	readonly dependencies?: Names;
	readonly devDependencies?: Names;
	readonly optionalDependencies?: Names;
	readonly engines?: Names;
	readonly bin?: Names;
};

const lock = JSON.parse(fileAt('package-lock.json').text) as {
	readonly name: string;
	readonly version: string;
	readonly packages: Readonly<Record<string, Entry>>;
};
const project = JSON.parse(fileAt('package.json').text) as Entry & {
	readonly name: string;
	readonly version: string;
};
const entries = Object.entries(lock.packages);

/** Where npm looks for a package that another one asks for: beside it, and in every folder further out. */
function foldersFrom(place: string): string[] {
	const parts = place === '' ? [] : place.split(/(?:^|\/)node_modules\//).slice(1);
	return parts
		.map((_part, index) => parts.slice(0, parts.length - index))
		.concat([[]])
		.map((outer) => outer.map((name) => `node_modules/${name}/`).join(''));
}

function isLocked(place: string, name: string): boolean {
	return foldersFrom(place).some((folder) => `${folder}node_modules/${name}` in lock.packages);
}

describe('the lock file', () => {
	test('has an entry for every optional package, so that an install finds those of its own platform', () => {
		const missing = entries.flatMap(([place, {optionalDependencies = {}}]) =>
			Object.keys(optionalDependencies)
				.filter((name) => !isLocked(place, name))
				.map((name) => `${place} asks for ${name}`),
		);
		expect(missing).toEqual([]);
	});

	test('has an entry for every dependency', () => {
		const missing = entries.flatMap(([place, {dependencies = {}, devDependencies = {}}]) =>
			Object.keys({...dependencies, ...devDependencies})
				.filter((name) => !isLocked(place, name))
				.map((name) => `${place} asks for ${name}`),
		);
		expect(missing).toEqual([]);
	});

	test('pins what every package holds', () => {
		expect(
			entries
				.filter(([place, {version, integrity}]) => place !== '' && !(version && integrity))
				.map(([place]) => place),
		).toEqual([]);
	});

	test('names no addresses, so that every mirror of the registry can serve it', () => {
		expect(
			entries.filter(([, {resolved}]) => resolved !== undefined).map(([place]) => place),
		).toEqual([]);
		expect(fileAt('package-lock.json').text).not.toMatch(/https?:[^"\s]*\.tgz/);
		expect(fileAt('.npmrc').text).toContain('omit-lockfile-registry-resolved=true');
	});

	test('agrees with package.json', () => {
		const {dependencies, devDependencies, optionalDependencies, engines, bin} = project;
		const root = lock.packages[''];
		expect({name: lock.name, version: lock.version}).toEqual({
			name: project.name,
			version: project.version,
		});
		expect({
			dependencies: root?.dependencies,
			devDependencies: root?.devDependencies,
			optionalDependencies: root?.optionalDependencies,
			engines: root?.engines,
			bin: root?.bin,
		}).toEqual({dependencies, devDependencies, optionalDependencies, engines, bin});
	});
});
