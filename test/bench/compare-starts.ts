import path from 'node:path';
import {writeConnectionFile} from '../../source/connection/index.ts';
import {creativeForceConnection} from '../support/connections.ts';
import {healthySnapshot} from '../support/snapshots.ts';
import {writeDocuments} from '../verify/field-notes/documents.ts';
import {firstFrame} from './first-frame.ts';
import {inTurn, median, ratio, run} from './processes.ts';
import type {Row} from './table.ts';

/** The files to start, of this build and of the one that it is compared with. */
export type Builds = {readonly now: string; readonly old: string};

type Options = {
	readonly commit: string;
	readonly folder: string;
	readonly env: NodeJS.ProcessEnv;
	readonly runs: number;
	readonly signal: AbortSignal;
};

// An older program may judge the same documents otherwise, which takes its time all the same.
const judgedCodes = [1, 3];

/** What a start takes of two builds, each figure measured in turn. */
export async function compareStarts(
	command: string,
	builds: Builds,
	{commit, folder, env, runs, signal}: Options,
): Promise<Row[]> {
	const connection = creativeForceConnection();
	const file = path.join(folder, 'connection.json');
	const documents = path.join(folder, 'documents');
	await writeConnectionFile(file, connection);
	await writeDocuments(documents, healthySnapshot(connection));
	const timed =
		(...argv: readonly string[]) =>
		async (program: string) =>
			(await run(command, [program, ...argv], env, judgedCodes)).milliseconds;
	const figures = {
		'first screen': (program: string) => firstFrame(command, [program], 'Which vendor', env),
		'`--help`': timed('--help'),
		'`policies`': timed('policies', file),
		'`verify --documents`': timed('verify', file, '--documents', documents),
	};
	const rows: Row[] = [];
	for (const [what, measure] of Object.entries(figures)) {
		const of = (program: string) => () => {
			signal.throwIfAborted();
			return measure(program);
		};
		const {now, old} = await inTurn(runs, {now: of(builds.now), old: of(builds.old)});
		rows.push({
			what,
			figure: `${median(now).toFixed(0)} ms`,
			yardstick: `${median(old).toFixed(0)} ms, ${commit}`,
			ratio: ratio(now, old).toFixed(2),
			// What comes after the start of `verify` is its work, which may grow with what it proves.
			wanted: what.includes('verify') ? '' : 'at most 1.05',
		});
	}

	return rows;
}
