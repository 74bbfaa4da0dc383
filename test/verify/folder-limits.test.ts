import {describe, expect, test} from 'vitest';
import type {Snapshot} from '../../source/account/index.ts';
import {planChanges} from '../../source/apply/plan.ts';
import {bucketArn} from '../../source/aws/index.ts';
import {type Connection, folderOf} from '../../source/connection/index.ts';
import {UserError} from '../../source/errors.ts';
import {withTexts} from '../../source/json/index.ts';
import {listOf, type Statement} from '../../source/policy/index.ts';
import {exampleConnection} from '../../source/rehearsal/index.ts';
import {judge as judgeAsData, proposeMergeInto} from '../../source/verify/index.ts';
import {beyondFolder, pasted} from '../support/beyond-folder.ts';
import {iconikConnection, iconikRole, profileOf} from '../support/connections.ts';
import {judge} from '../support/findings.ts';
import {carriedOut} from '../support/planning.ts';
import {
	absent,
	found,
	healthySnapshot,
	notLooked,
	withBucket,
	withDocument,
	withRole,
	withStatements,
} from '../support/snapshots.ts';

type Change = (statement: Statement, index: number) => Statement | undefined;

const vendors = [
	['segment', 'event-logs', 'SSE-S3', 'role-policy'],
	['snowflake', 'load-unload', 'SSE-S3', 'role-policy'],
	['datadog', 'archive-rehydrate', 'SSE-S3', 'role-policy'],
	['wandb', 'storage', 'SSE-KMS', 'bucket-policy'],
] as const;
const folders = ['landing', 'in/2026 (a)'];

/** Ways in which the document that lets the vendor in can be wrong, by what each does to a statement of it. */
function broken(connection: Connection, folder: string): Readonly<Record<string, Change>> {
	const bucket = bucketArn(connection);
	const inFolder = (statement: Statement): Statement =>
		withTexts(statement, (text) => (text === `${bucket}/*` ? `${bucket}/${folder}/*` : text));
	const listing = (statement: Statement) =>
		listOf(statement.Action).some((action) => action === 's3:ListBucket');
	const without =
		(name: string): Change =>
		(statement) => {
			const actions = listOf(statement.Action).filter((action) => action !== name);
			return actions.length === 0 ? undefined : inFolder({...statement, Action: actions});
		};
	return {
		'lets it read nothing': without('s3:GetObject'),
		'lets it write nothing': without('s3:PutObject'),
		'lets it delete nothing': without('s3:DeleteObject'),
		'lets it list nothing': without('s3:ListBucket'),
		'is for another folder': (statement) =>
			withTexts(inFolder(statement), (text) => text.replace(`/${folder}/`, '/other/')),
		'is for a folder with a slip in its name': (statement) =>
			withTexts(inFolder(statement), (text) => text.replace(`/${folder}/`, `/${folder}_/`)),
		'is for the bucket alone': (statement) => ({...statement, Resource: bucket}),
		'is for the objects alone': (statement) => ({
			...statement,
			Resource: `${bucket}/${folder}/*`,
		}),
		'lets it list by one prefix alone': (statement) =>
			listing(statement)
				? {
						...inFolder(statement),
						Condition: {StringEquals: {'s3:prefix': `${folder}/`}},
					}
				: inFolder(statement),
		'lets it do something else': (statement) =>
			inFolder({...statement, Action: 's3:GetBucketTagging'}),
		'says nothing': (_statement, index) =>
			index === 0
				? {Effect: 'Deny', Action: 's3:DeleteBucket', Resource: bucket, Principal: '*'}
				: undefined,
	};
}

function accountWith(
	snapshot: Snapshot,
	document: 'role-policy' | 'bucket-policy',
	change: Change,
): Snapshot {
	return withStatements(snapshot, document, (statement, index) => {
		const changed = change(statement, index);
		if (changed === undefined || document === 'bucket-policy') {
			return changed;
		}

		const {Principal: _principal, ...own} = changed;
		return own;
	});
}

/** What an account holds in place of the vendor's statements, and what is beyond the folder in it already. */
function gained(
	before: Snapshot,
	after: Snapshot,
	...rest: [connection: Connection, profile: ReturnType<typeof profileOf>, folder: string]
): string[] {
	const had = new Set(beyondFolder(before, ...rest));
	return beyondFolder(after, ...rest).filter((one) => !had.has(one));
}

describe('It proposes no change that gives the vendor more than the folder of the connection', () => {
	describe.each(vendors)('for %s', (id, purpose, encryption, document) => {
		const profile = profileOf(id);
		const cases = folders.flatMap((own) => {
			const connection = {...exampleConnection(profile, {purpose, encryption}), folder: own};
			const folder = folderOf(connection, profile) ?? '';
			return Object.entries(broken(connection, folder)).map(([what, change]) => ({
				own,
				what,
				connection,
				folder,
				account: accountWith(healthySnapshot(connection), document, change),
			}));
		});

		test.each(cases)(
			'in $own, where the policy $what: no correction',
			({connection, folder, account}) => {
				for (const {correction, id: check} of judgeAsData(account, connection, profile)) {
					const after = correction === undefined ? account : pasted(account, correction);
					expect(gained(account, after, connection, profile, folder), check).toEqual([]);
				}
			},
		);

		test.each(cases)(
			'in $own, where the policy $what: no plan',
			({connection, folder, account}) => {
				const after = carriedOut(account, planChanges(account, connection, profile), connection);
				expect(gained(account, after, connection, profile, folder)).toEqual([]);
			},
		);

		test.each(folders)('in %s, where there is no policy yet: no plan', (own) => {
			const connection = {...exampleConnection(profile, {purpose, encryption}), folder: own};
			const healthy = healthySnapshot(connection);
			const account =
				document === 'bucket-policy'
					? withBucket(healthy, {policy: absent('NoSuchBucketPolicy')})
					: withRole(healthy, {policies: found([])});
			const after = carriedOut(account, planChanges(account, connection, profile), connection);
			expect(after).not.toEqual(account);
			expect(beyondFolder(after, connection, profile, folderOf(connection, profile) ?? '')).toEqual(
				[],
			);
			expect(judge(after, connection, profile).filter(({status}) => status === 'fail')).toEqual([]);
		});
	});

	describe('by a merge', () => {
		const wandb = profileOf('wandb');
		const cases = folders.flatMap((folder) => {
			const connection = {
				...exampleConnection(wandb, {purpose: 'storage', encryption: 'SSE-KMS'}),
				folder,
			};
			return Object.entries(broken(connection, folder)).map(([what, change]) => ({
				folder,
				what,
				connection,
				account: accountWith(healthySnapshot(connection), 'bucket-policy', change),
			}));
		});

		test.each(cases)('in $folder, where the policy $what', ({connection, folder, account}) => {
			const {policy} = account.bucket;
			const text = policy.status === 'found' ? policy.value : '';
			const merged = proposeMergeInto(text, 'bucket-policy', {connection, profile: wandb});
			const after = withBucket(account, {policy: found(merged.text)});
			expect(gained(account, after, connection, wandb, folder)).toEqual([]);
			const left = judge(after, connection, wandb, ['access.list', 'access.read', 'access.write']);
			expect(left.filter(({status}) => status === 'fail')).toEqual([]);
		});
	});
});

describe.each(vendors)(
	'a folder that was forgotten in the connection of %s',
	(id, purpose, encryption, document) => {
		const profile = profileOf(id);
		const given = {...exampleConnection(profile, {purpose, encryption}), folder: 'in/2026'};
		const folder = folderOf(given, profile) ?? '';
		const {folder: _forgotten, ...connection} = given;
		const inFolder: Change = (statement) =>
			withTexts(statement, (text) =>
				text === `${bucketArn(given)}/*` ? `${bucketArn(given)}/${folder}/*` : text,
			);
		const account = accountWith(healthySnapshot(given), document, inFolder);

		test('is what is told to put there, and nothing gives more', () => {
			const bad = judge(account, connection, profile).filter(
				({id: check, status}) =>
					check.startsWith('access.') && (status === 'fail' || status === 'unknown'),
			);
			expect(bad.length).toBeGreaterThan(0);
			for (const {code, fix, correction} of bad) {
				expect(code).toBe('folder-not-given');
				expect(fix).toMatch(/^Put the folder "in\/2026" into the connection/);
				expect(correction).toBeUndefined();
			}
		});

		test('is no reason for a plan to give the whole bucket', () => {
			const {steps} = planChanges(account, connection, profile);
			const step = steps.find((one) => one.id === document);
			expect(step).toMatchObject({
				obstacle: {
					code: 'merge-refused',
					facts: {refusal: {hint: expect.stringContaining('"in/2026"')}},
				},
			});
		});

		test('makes all well once it is there', () => {
			expect(judge(account, given, profile).filter(({status}) => status === 'fail')).toEqual([]);
		});
	},
);

describe('a forgotten folder', () => {
	const wandb = profileOf('wandb');
	const {folder: _forgotten, ...connection} = exampleConnection(wandb, {
		purpose: 'storage',
		encryption: 'SSE-KMS',
	});
	const bucket = bucketArn(connection);
	const withObjects = (...objects: readonly string[]) =>
		withStatements(healthySnapshot(connection), 'bucket-policy', (statement) => ({
			...statement,
			Resource: [bucket, ...objects.map((object) => `${bucket}/${object}`)],
		}));
	const reading = (...objects: readonly string[]) =>
		judge(withObjects(...objects), connection, wandb, ['access.read'])[0];

	test('is refused by a merge too', () => {
		const {policy} = withObjects('in/*').bucket;
		const text = policy.status === 'found' ? policy.value : '';
		expect(() => proposeMergeInto(text, 'bucket-policy', {connection, profile: wandb})).toThrow(
			UserError,
		);
	});

	test('is one of several, where the vendor is allowed several', () => {
		expect(reading('a/*', 'b/*', 'b/c/*')?.fix).toContain('Put the folder "a" or "b" into');
	});

	test('is none where all is allowed somewhere', () => {
		expect(reading('a/*', '*')?.status).toBe('pass');
	});

	test('is no answer to what could not be seen', () => {
		const datadog = profileOf('datadog');
		const given = exampleConnection(datadog, {purpose: 'archive-rehydrate', encryption: 'SSE-S3'});
		const {folder: _given, ...other} = given;
		const account = withBucket(healthySnapshot(given), {policy: notLooked('It was not given.')});
		expect(judge(account, other, datadog, ['access.list', 'access.read'])).toMatchObject([
			{code: 'not-seen'},
			{code: 'not-seen'},
		]);
	});

	test('is none that a connection could not have', () => {
		expect(reading('a//b/*')?.code).not.toBe('folder-not-given');
	});
});

describe('the text to paste makes the change that the advice describes', () => {
	const datadog = profileOf('datadog');
	const connection = exampleConnection(datadog, {
		purpose: 'archive-rehydrate',
		encryption: 'SSE-S3',
	});
	const bucket = bucketArn(connection);
	const listing = (change: Change) =>
		withStatements(healthySnapshot(connection), 'role-policy', (statement, index) =>
			statement.Sid?.endsWith('ListBucket') === true ? change(statement, index) : statement,
		);
	const listed = (snapshot: Snapshot) => {
		const [check] = judge(snapshot, connection, datadog, ['access.list']);
		const {Statement: statements} = JSON.parse(check?.correction?.text ?? '{}') as {
			readonly Statement: readonly Statement[];
		};
		return {fix: check?.fix, statements};
	};

	test('of a condition on s3:prefix', () => {
		const {fix, statements} = listed(
			listing((statement) => ({
				...statement,
				Condition: {StringEquals: {'s3:prefix': 'logs/prod/'}},
			})),
		);
		expect(fix).toBe('Put "logs/prod/*" into the condition on s3:prefix, with StringLike.');
		expect(statements).toHaveLength(2);
		expect(statements[1]?.Condition).toEqual({StringLike: {'s3:prefix': 'logs/prod/*'}});
	});

	test('of a list that is not there', () => {
		const {fix, statements} = listed(listing(() => undefined));
		expect(fix).toMatch(
			/allow s3:ListBucket on acme-assets, with the condition that s3:prefix is "logs\/prod\/\*" \(StringLike\)\.$/,
		);
		expect(statements[1]).toMatchObject({
			Action: 's3:ListBucket',
			Resource: bucket,
			Condition: {StringLike: {'s3:prefix': ['logs/prod/*']}},
		});
	});

	test('of a list that is about the objects', () => {
		const {fix, statements} = listed(
			listing((statement) => ({...statement, Resource: `${bucket}/logs/prod/*`})),
		);
		expect(fix).toBe(
			`Move s3:ListBucket to a statement with the Resource "${bucket}", with the condition that s3:prefix is "logs/prod/*" (StringLike).`,
		);
		expect(statements[1]).toMatchObject({
			Action: 's3:ListBucket',
			Resource: bucket,
			Condition: {StringLike: {'s3:prefix': ['logs/prod/*']}},
		});
	});

	const wandb = profileOf('wandb');
	const own = exampleConnection(wandb, {purpose: 'storage', encryption: 'SSE-KMS'});
	const article = (change: (statement: Statement) => Statement) =>
		withStatements(healthySnapshot(own), 'bucket-policy', change);
	const deleting = (snapshot: Snapshot) => {
		const [check] = judge(snapshot, own, wandb, ['access.delete']);
		const {Statement: statements} = JSON.parse(check?.correction?.text ?? '{}') as {
			readonly Statement: readonly Statement[];
		};
		return {fix: check?.fix, statements};
	};

	test('of one action that is missing, and of nothing else', () => {
		const Resource = [bucketArn(own), `${bucketArn(own)}/${own.folder}/*`];
		const {fix, statements} = deleting(
			article((statement) => ({
				...statement,
				Action: ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
				Resource,
			})),
		);
		expect(fix).toBe('Add s3:DeleteObject to its actions.');
		expect(statements).toMatchObject([
			{Action: ['s3:GetObject', 's3:PutObject', 's3:ListBucket', 's3:DeleteObject'], Resource},
		]);
		expect(statements[0]?.Condition).toBeUndefined();
	});

	test('of a statement that stays as it is', () => {
		const Resource = [bucketArn(own), `${bucketArn(own)}/wandb/other/*`];
		const {fix, statements} = deleting(article((statement) => ({...statement, Resource})));
		expect(fix).toMatch(
			/^Add a statement .* and leave the statement "WAndBAccountAccess" as it is\.$/,
		);
		expect(statements[0]?.Resource).toEqual(Resource);
		expect(statements.length).toBeGreaterThan(1);
	});

	test('of a statement that stays as it is, where more than an action is wrong in it', () => {
		const iconik = iconikConnection();
		const there: Statement = {
			Sid: 'There',
			Effect: 'Allow',
			Principal: {AWS: iconikRole},
			Action: 's3:GetObject',
			Resource: [bucketArn(iconik), `${bucketArn(iconik)}/*`],
		};
		const account = withDocument(healthySnapshot(iconik), 'bucket-policy', {
			Version: '2012-10-17',
			Statement: [there],
		});
		const [check] = judge(account, iconik, profileOf('iconik'), ['access.write']);
		expect(check?.fix).toMatch(/^Add a statement .* and leave the statement "There" as it is\.$/);
		const {Statement: statements} = JSON.parse(check?.correction?.text ?? '{}') as {
			readonly Statement: readonly Statement[];
		};
		expect(statements).toContainEqual(there);
		expect(statements.length).toBeGreaterThan(1);
	});
});
