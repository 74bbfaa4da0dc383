import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {
	applying,
	askedBy,
	backToForm,
	endByHand,
	enter,
	externalId,
	fourStories,
	type Story,
} from './support/four-stories.ts';
import {randomSizes} from './support/random-sizes.ts';
import {
	type Before,
	connectionFile,
	ended,
	givenByPolicies,
	practiceBefore,
	readConnection,
	tell,
	tellAhead,
} from './support/tell.ts';
import {Terminal, type TerminalOptions} from './support/terminal.ts';

/** The smallest window in which everything can be done. */
const smallestWindow = {columns: 60, rows: 18} as const;
const largestWindow = {columns: 200, rows: 60} as const;

/** Of the sizes of the window; another one tries others. */
const seed = Number(process.env['PROPERTY_SEED'] ?? 1);

/** The bucket of the practice account with each encryption. */
const practiceBuckets: Readonly<Record<string, string>> = {
	'SSE-S3': 'acme-archive',
	'SSE-KMS': 'acme-assets',
	'DSSE-KMS': 'acme-masters',
};

/** The sequences that set a colour; bold and inverse set none. */
const colour = new RegExp(
	`${String.fromCodePoint(27)}\\[(?:[\\d;]*;)?(?:3[0-8]|4[0-8]|9\\d|10\\d)[;m]`,
	'u',
);

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;

/** What is in the file, with an external ID where the wizard had to make one up. */
function expectConnection(file: string, {connection}: Story): void {
	expect(readConnection(file)).toEqual({
		...connection,
		...(connection['roleName'] !== undefined &&
			connection['externalId'] === undefined && {externalId: expect.stringMatching(uuid)}),
	});
}

/** What a file holds for a vendor that takes on a role: in one of the stories it is made up. */
const roleExtras = ({connection}: Story) =>
	connection['roleName'] === undefined ? {} : {externalId};

/** What was copied, and the connection file, are what `policies` prints for that file. */
async function expectSameAsPolicies(
	story: Story,
	copied: readonly string[],
	file: string,
	before?: Before,
): Promise<void> {
	const {connection, form, documents} = await givenByPolicies(file, story.documents, before);
	expect(readConnection(file)).toEqual(connection);
	expect(copied.slice(0, form.length)).toEqual(form);
	expect(copied.slice(form.length).map((text) => JSON.parse(text) as unknown)).toEqual(documents);
}

async function expectByHand(
	story: Story,
	options: TerminalOptions,
	telling: (terminal: Terminal) => Promise<string[]>,
): Promise<Terminal> {
	const terminal = Terminal.start(options);
	const copied = await telling(terminal);
	await ended(terminal);
	const file = connectionFile(terminal.workingDirectory);
	expectConnection(file, story);
	await expectSameAsPolicies(story, copied, file);
	return terminal;
}

describe.each(fourStories)('by hand: $name', (story) => {
	const {byHand} = story;

	test('asks for no more than it has to', () => {
		const {screens, keys, facts} = askedBy(byHand);
		expect(screens).toBeLessThanOrEqual(story.most.screens);
		expect(keys).toBeLessThanOrEqual(story.most.keys);
		expect(facts).toBeLessThanOrEqual(story.most.facts);
	});

	test.each([
		['a usual window', {}],
		['the smallest window', smallestWindow],
		['a very large window', largestWindow],
	])('in %s, documents and values are those of policies', async (_window, options) => {
		await expectByHand(story, options, (terminal) => tell(terminal, byHand));
	});

	test('without colours, documents and values are those of policies', async () => {
		const terminal = await expectByHand(story, {environment: {NO_COLOR: '1'}}, (at) =>
			tell(at, byHand),
		);
		expect(terminal.output()).not.toMatch(colour);
	});

	test(`in a window that changes a hundred times (seed ${seed}), documents and values are those of policies`, async () => {
		const sizes = randomSizes(seed, {smallest: smallestWindow, largest: largestWindow, count: 100});
		const presses = byHand.flatMap(({pressed}) => pressed).length;
		await expectByHand(story, {}, (terminal) =>
			tell(terminal, byHand, {
				between: (says, isSettled) => sizes.resize(terminal, {says, isSettled}, presses),
			}),
		);
		expect(sizes.left()).toBe(0);
	});

	test.each([1, 2])(
		'with the keys of %i screens in one chunk, documents and values are those of policies',
		async (atOnce) => {
			await expectByHand(story, {}, (terminal) => tellAhead(terminal, byHand, atOnce));
		},
	);
});

describe.each(fourStories)('in practice: $name', (story) => {
	const {start, signedIn, connection} = story;

	test('what is chosen is copied, applied and found right', async () => {
		const bucket = practiceBuckets[String(connection['encryption'])] ?? '';
		const terminal = Terminal.start({arguments: ['--practice']});
		const copied = await tell(terminal, [
			...start,
			...signedIn({
				bucket,
				hasRole: true,
				documents: ['bucket-policy', 'key-policy'],
			}),
			...applying,
			{says: 'No connection file is written', pressed: [{keys: 's'}]},
			{says: '✔ Connection file:', pressed: [{keys: enter}]},
		]);
		await ended(terminal);
		const file = connectionFile(terminal.workingDirectory);
		expect(terminal.scrollback()).toContain('PRACTICE: a simulated account.');
		expect(readConnection(file)).toMatchObject({bucket, encryption: connection['encryption']});
		await expectSameAsPolicies(story, copied, file, await practiceBefore(file));
	});
});

describe.each(fourStories)('from a connection file: $name', (story) => {
	test('the form is one key back, and the file stays as it is', async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'four-stories-'));
		try {
			const file = path.join(folder, 'agreed.json');
			writeFileSync(file, JSON.stringify({...story.connection, ...roleExtras(story)}));
			const before = readConnection(file);
			const terminal = Terminal.start({arguments: [file]});
			const copied = await tell(terminal, [backToForm, ...story.copying, ...endByHand]);
			await ended(terminal);
			expect(connectionFile(folder)).toBe(file);
			expect(readConnection(file)).toEqual(before);
			await expectSameAsPolicies(story, copied, file);
		} finally {
			rmSync(folder, {recursive: true});
		}
	});
});
