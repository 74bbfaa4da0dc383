import {describe, expect, test} from 'vitest';
import {exampleConnection, rehearse} from '../../source/rehearsal/index.ts';
import {aboutOf} from '../../source/verify/index.ts';
import {presentFinding} from '../../source/words/index.ts';
import {profileOf} from '../support/connections.ts';

/** What each vendor's own way leaves to be warned of, which no customer can mend. */
const warned: Readonly<Record<string, readonly string[]>> = {
	segment: [],
	snowflake: [],
	datadog: [],
	wandb: ['isolation.tenant nothing-to-tell-apart'],
};

describe.each(Object.entries(warned))('the article of %s', (id, warnings) => {
	const accounts = rehearse(profileOf(id));

	test('passes as it is written, with no warning but of the way of the vendor itself', () => {
		expect(accounts.flatMap(({complaints}) => complaints)).toEqual([]);
		expect([
			...new Set(
				accounts.flatMap((account) =>
					account.warnings.map(({id: check, code}) => `${check} ${code}`),
				),
			),
		]).toEqual(warnings);
	});

	test('has no fault that is not found', () => {
		const faults = accounts.flatMap((account) => account.faults);
		expect(faults.filter(({outcome}) => outcome === 'missed')).toEqual([]);
		expect(faults.filter(({outcome}) => outcome === 'found').length).toBeGreaterThan(10);
	});
});

test('a folder of the article that is another one is found by name', () => {
	for (const id of ['segment', 'snowflake', 'datadog']) {
		const faults = rehearse(profileOf(id)).flatMap((account) => account.faults);
		const folders = faults.filter(({code}) => code === 'other-folder');
		expect(folders.length, id).toBeGreaterThan(0);
		expect(
			folders.every(({outcome}) => outcome === 'found'),
			id,
		).toBe(true);
	}
});

test('what the condition of an article never lets through is told of the bucket, not of a folder', () => {
	const profile = profileOf('snowflake');
	const [account] = rehearse({
		...profile,
		purposes: profile.purposes.map((purpose) => ({
			...purpose,
			needs: [
				...purpose.needs,
				{action: 's3:GetBucketLocation', on: 'bucket', for: 'list', required: false} as const,
			],
		})),
	});
	const connection = exampleConnection(profile, {purpose: 'load', encryption: 'SSE-S3'});
	const about = aboutOf(connection, profile, 'practice');
	const [warning] = (account?.warnings ?? []).map((finding) => presentFinding(finding, about));
	expect(warning?.reason).toContain('only where s3:prefix is "path/*", which is never the case');
	expect(warning?.reason).not.toContain('lists the folder');
});
