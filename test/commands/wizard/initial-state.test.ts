import {describe, expect, test} from 'vitest';
import {initialStateFor} from '../../../source/commands/wizard/initial-state.ts';
import {UserError} from '../../../source/errors.ts';
import {connections, useFolder} from '../files.ts';

const inFile = useFolder();

async function stateOf(content: unknown, flags: Record<string, string> = {}) {
	const file = await inFile('connection.json', content);
	return initialStateFor({operands: [file], flags, options: {}});
}

async function problemsOf(content: unknown): Promise<readonly (readonly [string?, string?])[]> {
	const error = await stateOf(content).then(
		() => undefined,
		(caught: unknown) => caught,
	);
	if (!(error instanceof UserError)) {
		throw new Error('Nothing was refused.');
	}

	return error.problems.map(({field, rule}) => [field, rule] as const);
}

describe('a file that names no vendor', () => {
	test('gives its values, also of what one vendor alone asks for', async () => {
		const {vendor: _, ...others} = connections.iconik;
		expect((await stateOf(others))?.answers).toMatchObject({
			bucket: 'acme-media',
			systemDomainId: connections.iconik.systemDomainId,
		});
	});

	test('carries no decisions, and nothing else that no connection has', async () => {
		const noField = 'A connection that names no vendor has no field with this name.';
		expect(
			await problemsOf({
				version: 1,
				bucket: 'acme-assets',
				'new-bucket': 'yes',
				'was-decided': '["create-role","account","","creative-force","X"]',
				decided: '["create-role","X"]',
				'meant-example': 'x',
				bucketName: 'acme-assets',
			}),
		).toEqual([
			['new-bucket', noField],
			['was-decided', noField],
			['decided', noField],
			['meant-example', noField],
			['bucketName', `${noField} Did you mean "bucket"?`],
		]);
	});

	test('holds texts alone, and is of this version', async () => {
		expect(
			await problemsOf({version: 2, vendor: 5, accountId: 111122223333, bucket: null}),
		).toEqual([
			['version', 'This release reads version 1, but the file was written for a newer one.'],
			['vendor', 'The value must be text in quotation marks.'],
			['accountId', 'The value must be text in quotation marks.'],
			['bucket', 'The value must be text in quotation marks.'],
		]);
	});

	test('goes by the rules of the vendor that a flag names', async () => {
		const {vendor: _, ...others} = connections.iconik;
		const state = await stateOf(others, {vendor: 'iconik'});
		expect(state?.profile?.id).toBe('iconik');
	});
});

test('a file that names its vendor carries no decisions either', async () => {
	const decided = {'new-bucket': 'yes', 'was-decided': '["create-role"]'};
	const problems = await problemsOf({...connections.creativeForce, ...decided});
	expect(problems.map(([field]) => field)).toEqual(['new-bucket', 'was-decided']);
});
