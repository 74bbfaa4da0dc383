import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {progressOf, saveProgress} from '../../source/wizard/progress.ts';
import {stateFromAnswers} from '../../source/wizard/state.ts';
import {iconik} from '../support/connections.ts';
import {iconikAnswers} from '../wizard/support/states.ts';
import {TerminalProgram} from './terminal-program.ts';

/** Keys of which the time is taken; every one of them moves the document. */
export const keyCount = 400;
const turn = 200;
/** Milliseconds. */
const readingTime = 1500;
const columns = 120;
const rows = 40;
/** With the vendor's statement in it just below the 20,480 bytes that S3 allows. */
const policySize = 19_400;

const down = '\u{1B}[B';
const up = '\u{1B}[A';
/** Ink ends a frame with this: from here on the terminal shows it. */
export const endOfFrame = '\u{1B}[?2026l';

export type KeyTimes = {
	/** Milliseconds from each key to the end of the frame that shows it. */
	readonly milliseconds: readonly number[];
	/** Bytes written for each key. */
	readonly bytes: readonly number[];
	/** Bytes of a whole frame. */
	readonly frameBytes: number;
};

/** A bucket policy of many teams. */
function largePolicy(): string {
	const statements: unknown[] = [];
	const text = () => JSON.stringify({Version: '2012-10-17', Statement: statements}, undefined, 2);
	while (text().length < policySize) {
		statements.push({
			Sid: `Team${statements.length}`,
			Effect: 'Allow',
			Principal: {AWS: `arn:aws:iam::111122223333:role/team-${statements.length}`},
			Action: ['s3:GetObject', 's3:PutObject'],
			Resource: `arn:aws:s3:::acme-assets/team-${statements.length}/*`,
		});
	}

	return text();
}

async function pressAll(program: TerminalProgram, count: number): Promise<KeyTimes> {
	const milliseconds: number[] = [];
	const bytes: number[] = [];
	for (let index = 0; index < count; index += 1) {
		const start = performance.now();
		program.send(index < turn ? down : up);
		const output = await program.waitFor((text) => text.includes(endOfFrame));
		milliseconds.push(performance.now() - start);
		bytes.push(Buffer.byteLength(output));
	}

	return {milliseconds, bytes, frameBytes: 0};
}

/**
 * The times from key to frame while a bucket policy of 20 KB is scrolled line by line in the wizard's policies step.
 * `folder` stands for the home of the user.
 */
export async function keysOnPolicy(
	command: string,
	program: string,
	folder: string,
	env: NodeJS.ProcessEnv,
): Promise<KeyTimes> {
	const state = {
		...stateFromAnswers(iconikAnswers, iconik),
		step: 'policies' as const,
		existing: {'bucket-policy': largePolicy()},
	};
	await saveProgress(
		progressOf(state, new Date()),
		path.join(folder, 's3-handshake', 'progress.json'),
	);
	const terminal = new TerminalProgram(command, [program], {
		env: {...env, XDG_DATA_HOME: folder},
		columns,
		rows,
	});
	await terminal.waitFor((text) => text.includes('Go on:'));
	terminal.send('\r');
	const frame = await terminal.waitFor((text) => {
		const [, after] = text.split('"Statement"');
		return after?.includes(endOfFrame) ?? false;
	});
	// Nobody scrolls a document before it is seen; meanwhile what is loaded in the background is there.
	await delay(readingTime);
	const times = await pressAll(terminal, keyCount);
	await terminal.leave();
	return {...times, frameBytes: Buffer.byteLength(frame)};
}

/** The same for the minimal Ink program, in which a key changes one digit. */
export async function keysOnMinimalInk(
	command: string,
	program: string,
	env: NodeJS.ProcessEnv,
): Promise<KeyTimes> {
	const terminal = new TerminalProgram(command, [program], {env, columns, rows});
	const frame = await terminal.waitFor((text) => text.includes(endOfFrame));
	// It reads keys only some time after its first frame, and loses those of before.
	await delay(500);
	const times = await pressAll(terminal, turn);
	await terminal.leave();
	return {...times, frameBytes: Buffer.byteLength(frame)};
}
