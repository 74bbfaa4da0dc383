import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {run} from './processes.ts';

export type PackageSize = {
	/** Bytes of the package as it is downloaded, and unpacked. */
	readonly packed: number;
	readonly unpacked: number;
	/** Packages that installing it adds to an empty project. */
	readonly added: number;
};

/** What installing the package from this checkout brings. */
export async function packageSize(root: string): Promise<PackageSize> {
	const folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-pack-'));
	try {
		const packing = ['pack', root, '--ignore-scripts', '--json', '--pack-destination', folder];
		const {stdout} = await run('npm', packing, process.env);
		const [pack] = JSON.parse(stdout) as {filename: string; size: number; unpackedSize: number}[];
		if (pack === undefined) {
			throw new Error('npm has packed nothing.');
		}

		await writeFile(path.join(folder, 'package.json'), '{"private": true}');
		const tarball = path.join(folder, pack.filename);
		const installing = [
			'install',
			'--offline',
			'--no-audit',
			'--no-fund',
			'--prefix',
			folder,
			tarball,
		];
		await run('npm', installing, process.env);
		const entries = await readdir(path.join(folder, 'node_modules'));
		return {
			packed: pack.size,
			unpacked: pack.unpackedSize,
			added: entries.filter((name) => !name.startsWith('.')).length,
		};
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
}
