import {rmSync} from 'node:fs';
import path from 'node:path';
import {expect} from 'vitest';

type Ended = {readonly code: number; readonly stdout: string; readonly stderr: string};

/** Members that say when and where it was looked, not what came of it. */
const ofTheRun = new Set(['source', 'documents', 'endpoint', 'takenAt', 'ms']);

/** What the clock says, where that is a part of what is told. */
const minute =
	/\bclock says \d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC|, this one \d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC/g;

function outcomeOf(stdout: string): unknown {
	return JSON.parse(stdout, (name, value: unknown) =>
		ofTheRun.has(name)
			? undefined
			: typeof value === 'string'
				? value.replace(minute, 'the time')
				: value,
	);
}

/**
 * Expects what `collect` writes of a connection to be judged by `verify --documents` exactly as the account is by
 * `verify`, but for times and the source. `run` runs the program with these arguments. Gives how `verify` ended.
 */
export async function expectSameCollected(
	run: (argv: readonly string[]) => Promise<Ended>,
	file: string,
	argv: readonly string[] = [],
): Promise<Ended> {
	const out = path.join(path.dirname(file), 'seen');
	rmSync(out, {recursive: true, force: true});
	const live = await run(['verify', file, '--json', ...argv]);
	const collected = await run(['collect', file, '--out', out, ...argv]);
	const read = await run(['verify', file, '--documents', out, '--json']);
	expect(read.stdout, `${live.stderr}\n${collected.stderr}\n${read.stderr}`).not.toBe('');
	expect(outcomeOf(read.stdout)).toEqual(outcomeOf(live.stdout));
	expect(read.code).toBe(live.code);
	return live;
}
