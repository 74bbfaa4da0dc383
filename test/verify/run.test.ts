import {describe, expect, test} from 'vitest';
import {type Account, failed as failedFor, SignInError} from '../../source/account/index.ts';
import {UserError} from '../../source/errors.ts';
import {
	checkIds,
	exitCodeOf,
	type Finding,
	overallVerdict,
	type Subject,
	unseenInAll,
	verifyConnection,
	verifyMany,
} from '../../source/verify/index.ts';
import {presentResult, type Result, unseenText} from '../../source/words/index.ts';
import {creativeForce, creativeForceConnection} from '../support/connections.ts';
import {
	failed,
	found,
	healthySnapshot,
	notLooked,
	sameOfAll,
	withBucket,
} from '../support/snapshots.ts';
import {checkWith, failedCheck, invalidResult, resultWith} from '../words/report/reports.ts';

const connection = creativeForceConnection();
const healthy = {look: async () => healthySnapshot(connection)};

function subject(name: string): Subject {
	return {name, resolve: async () => ({connection, profile: creativeForce})};
}

/** A promise that is settled from outside. */
function gate() {
	let open = () => {};
	const opened = new Promise<void>((resolve) => {
		open = resolve;
	});
	return {open, opened};
}

describe('verifyConnection', () => {
	test('gives verdict, checks, the connection as its file holds it, and who looked', async () => {
		const result = presentResult(await verifyConnection(healthy, connection, creativeForce));
		expect(result).toMatchObject({
			name: 'acme-assets',
			verdict: 'pass',
			vendor: {name: 'Creative Force'},
			account: {accountId: '111122223333'},
		});
		expect(result.connection).not.toHaveProperty('inputs');
		expect(result.ms).toBeGreaterThanOrEqual(0);
	});

	const notSignedIn = {
		cause: 'sign-in',
		reason: 'The sign-in has expired.',
		fix: 'Run: aws login',
	} as const;
	test.each([
		['one cannot sign in', new SignInError('expired', notSignedIn.reason, notSignedIn.fix)],
		[
			'AWS accepts the sign-in nowhere',
			{look: async () => sameOfAll(failedFor('sign-in', 'ExpiredToken', notSignedIn.reason))},
		],
	])(
		'says once that nobody is signed in, and of which checks, where %s',
		async (_name, account) => {
			const result = presentResult(await verifyConnection(account, connection, creativeForce));
			const {cause, reason, fix = 'Sign in and check again.'} = result.unseen ?? {};
			expect({cause, reason}).toEqual({cause: 'sign-in', reason: notSignedIn.reason});
			expect(result).toMatchObject({verdict: 'unknown', source: 'aws'});
			expect(result.checks.map(({id}) => id)).toEqual(checkIds);
			const unknown = result.checks.filter(({status}) => status === 'unknown');
			const told = unknown.filter(({code}) => code === 'not-signed-in');
			expect(unknown.filter((check) => !told.includes(check)).map(({id}) => id)).toEqual([
				'organization.policies',
			]);
			expect(told.filter((check) => check.reason !== reason || check.fix !== fix)).toEqual([]);
			expect(result.checks.map(({status}) => status)).not.toContain('fail');
		},
	);

	test('tells a sign-in that failed from an account that could not be reached', async () => {
		const look = async () => sameOfAll(failed('AWS was not reached.'));
		const result = presentResult(await verifyConnection({look}, connection, creativeForce));
		expect(result).toMatchObject({verdict: 'unknown', unseen: {cause: 'network'}});
		expect(result.checks.map(({code}) => code)).not.toContain('not-signed-in');
		expect(result.unseen && unseenText(result.unseen)).toBe(
			'Nothing could be checked. AWS was not reached.',
		);
		expect(unseenText(notSignedIn)).toBe('Not signed in: The sign-in has expired.');
	});

	test.each([
		['unreachable', 'network'],
		['clock', 'clock'],
		['throttled', 'throttled'],
		['aws', 'aws'],
		['refused', 'sign-in'],
		['no-credentials', 'sign-in'],
	] as const)('says of a sign-in that failed (%s) that the cause is %s', async (code, cause) => {
		const error = new SignInError(code, 'The sign-in failed.', 'Try again.');
		const result = presentResult(await verifyConnection(error, connection, creativeForce));
		expect(result.unseen).toEqual({cause, reason: 'The sign-in failed.', fix: 'Try again.'});
		expect(result.checks.find(({id}) => id === 'bucket.exists')?.code).toBe('not-signed-in');
	});

	test('is not blind where anything was answered', async () => {
		const seen = withBucket(sameOfAll(failedFor('sign-in', 'ExpiredToken', 'Expired.')), {
			existence: found({}),
		});
		const result = presentResult(
			await verifyConnection({look: async () => seen}, connection, creativeForce),
		);
		expect(result.unseen).toBeUndefined();
		expect(result.checks.map(({code}) => code)).not.toContain('not-signed-in');
	});
});

test('what is settled already is told while others wait; what is skipped or unknown so far is not', async () => {
	const keyless = creativeForceConnection({encryption: 'SSE-S3'});
	const complete = healthySnapshot(keyless);
	const told: Finding[][] = [];
	const account: Pick<Account, 'look'> = {
		async look(_connection, _profile, {onPartial} = {}) {
			onPartial?.(withBucket(complete, {policy: notLooked('It is still asked for.')}));
			return complete;
		},
	};
	const {findings} = await verifyConnection(account, keyless, creativeForce, {
		onSettled(settled) {
			told.push([...settled]);
		},
	});
	const [first = []] = told;
	expect(told).toHaveLength(1);
	expect(new Set(first.map(({status}) => status))).toEqual(new Set(['pass']));
	const passing = findings.flatMap(({id, status}) => (status === 'pass' ? [id] : []));
	const waiting = passing.filter((id) => !first.some((check) => check.id === id));
	expect(waiting).toContain('access.read');
	expect(findings.map(({status}) => status)).toContain('skip');
});

describe('verifyMany', () => {
	test('keeps the order of the subjects and tells of each as it finishes', async () => {
		const gates = new Map(['a', 'b', 'c'].map((name) => [name, gate()]));
		const seen: string[] = [];
		const running = verifyMany(
			() => healthy,
			[...gates].map(([name, {opened}]) => ({
				name,
				resolve: async () => {
					await opened;
					return {connection, profile: creativeForce};
				},
			})),
			{
				concurrency: 3,
				onResult({name}) {
					seen.push(name);
					gates.get(name === 'c' ? 'a' : 'b')?.open();
				},
			},
		);
		gates.get('c')?.open();
		const results = await running;
		expect(seen).toEqual(['c', 'a', 'b']);
		expect(results.map(({name}) => name)).toEqual(['a', 'b', 'c']);
	});

	test.each([1, 3])('checks no more than %i at once', async (concurrency) => {
		let current = 0;
		let most = 0;
		const account = {
			async look() {
				current += 1;
				most = Math.max(most, current);
				await new Promise((resolve) => setImmediate(resolve));
				current -= 1;
				return healthySnapshot(connection);
			},
		};
		const subjects = Array.from({length: 9}, (_value, index) => subject(`${index}`));
		await verifyMany(() => account, subjects, {concurrency});
		expect(most).toBe(concurrency);
	});

	test('gives a connection that is not valid a result of its own and goes on', async () => {
		const broken: Subject = {
			name: 'broken',
			resolve: async () => {
				throw new UserError('Not valid.', {problems: [{field: 'bucket', rule: 'Small letters.'}]});
			},
		};
		const results = await verifyMany(() => healthy, [broken, subject('fine')], {concurrency: 2});
		expect(results).toMatchObject([
			{name: 'broken', verdict: 'unknown', findings: [], error: {problems: [{field: 'bucket'}]}},
			{name: 'fine', verdict: 'pass'},
		]);
	});

	test('does not hide a defect behind a result', async () => {
		const account = {
			look: () => Promise.reject(new TypeError('defect')),
		};
		await expect(verifyMany(() => account, [subject('a')], {concurrency: 1})).rejects.toThrow(
			'defect',
		);
	});

	test('begins nothing further once it is aborted', async () => {
		const controller = new AbortController();
		const looked: string[] = [];
		const running = verifyMany(
			() => ({
				async look() {
					looked.push('look');
					controller.abort(new Error('stopped'));
					return healthySnapshot(connection);
				},
			}),
			[subject('a'), subject('b'), subject('c')],
			{concurrency: 1, signal: controller.signal},
		);
		await expect(running).rejects.toThrow('stopped');
		expect(looked).toHaveLength(1);
	});
});

const pass = resultWith([checkWith()]);
const fail = resultWith([failedCheck]);
const unknown = resultWith([checkWith({status: 'unknown'})]);

test.each<[string, readonly Result[], string, number]>([
	['all verified', [pass, pass], 'pass', 0],
	['one unknown', [pass, unknown], 'unknown', 3],
	['an invalid one among unknown ones', [unknown, invalidResult], 'unknown', 2],
	['a failed one among invalid ones', [invalidResult, fail, unknown], 'fail', 1],
])('the verdict and exit code of many: %s', (_name, results, verdict, code) => {
	expect(overallVerdict(results)).toBe(verdict);
	expect(exitCodeOf(results)).toBe(code);
});

test('what could be seen of none is told once, where it is the same for all that are valid', () => {
	const unseen = {cause: 'network', reason: 'AWS was not reached.'} as const;
	const blind = {...unknown, unseen};
	const other = {...unknown, unseen: {...unseen, reason: 'AWS asks to slow down.'}};
	expect(unseenInAll([blind, invalidResult, blind])).toEqual(unseen);
	expect(unseenInAll([blind, pass])).toBeUndefined();
	expect(unseenInAll([blind, other])).toBeUndefined();
	expect(unseenInAll([unknown])).toBeUndefined();
	expect(unseenInAll([invalidResult])).toBeUndefined();
});
