import {describe, expect, test} from 'vitest';
import {planChanges} from '../../source/apply/plan.ts';
import {bucketArn} from '../../source/aws/index.ts';
import {type Connection, folderOf} from '../../source/connection/index.ts';
import {withTexts} from '../../source/json/index.ts';
import {listOf} from '../../source/policy/index.ts';
import {exampleConnection} from '../../source/rehearsal/index.ts';
import type {VendorProfile} from '../../source/vendors/index.ts';
import type {CheckId} from '../../source/verify/index.ts';
import {creativeForceConnection, iconikConnection, profileOf} from '../support/connections.ts';
import {judge} from '../support/findings.ts';
import {found, healthySnapshot, withBucket, withStatements} from '../support/snapshots.ts';

/** Every way to use a vendor that works in a folder, in that folder. */
const inFolders = ['segment', 'snowflake', 'datadog', 'wandb'].flatMap((id) => {
	const profile = profileOf(id);
	return profile.purposes.flatMap(({id: purpose}) =>
		profile.encryption.map((encryption) => {
			const connection = exampleConnection(profile, {purpose, encryption});
			return {id, purpose, encryption, profile, connection};
		}),
	);
});

/** The document that lets a vendor use the objects. */
const lettingIn = ({access}: VendorProfile) =>
	access === 'customer-role' ? 'role-policy' : 'bucket-policy';

/** The account with another folder in the statement at this place by which the vendor uses the objects. */
function inOtherFolder(connection: Connection, folder: string, place: number) {
	const profile = profileOf(connection.vendor);
	const all = `${bucketArn(connection)}/*`;
	return withStatements(healthySnapshot(connection), lettingIn(profile), (statement, index) =>
		index === place
			? withTexts(statement, (text) =>
					text === all
						? `${bucketArn(connection)}/${folder}x/*`
						: text.replace(`${folder}/`, `${folder}x/`),
				)
			: statement,
	);
}

const bad = (checks: ReturnType<typeof judge>) =>
	checks.filter(({status}) => status === 'fail' || status === 'warn');

test.each([
	['path/prefix', 'path/prefix/segment-logs'],
	[undefined, 'segment-logs'],
])('Segment passes in its own folder, under %s', (own, folder) => {
	const segment = profileOf('segment');
	const {folder: _example, ...rest} = exampleConnection(segment, {
		purpose: 'event-logs',
		encryption: 'SSE-KMS',
	});
	const connection = {...rest, ...(own !== undefined && {folder: own})};
	expect(folderOf(connection, segment)).toBe(folder);
	expect(bad(judge(healthySnapshot(connection), connection, segment))).toEqual([]);
});

describe.each(inFolders)('$id ($purpose, $encryption)', ({profile, connection}) => {
	const folder = folderOf(connection, profile) ?? '';
	const {bucket} = connection;

	test('passes in its folder', () => {
		expect(folder).not.toBe('');
		const found = bad(judge(healthySnapshot(connection), connection, profile));
		// Nobody can do better about what the vendor itself has no way for.
		const isOpen = profile.access === 'vendor-role' && profile.tenant === undefined;
		expect(found.map(({id}) => id)).toEqual(isOpen ? ['isolation.tenant'] : []);
	});

	test('fails by name in another one, and nobody is told to open the whole bucket', () => {
		const snapshot = inOtherFolder(connection, folder, 0);
		expect(snapshot).not.toEqual(healthySnapshot(connection));
		const failed = judge(snapshot, connection, profile).filter(({status}) => status === 'fail');
		expect(failed.map(({id}) => id)).toContain(
			connection.purpose === 'load' ? 'access.read' : 'access.write',
		);
		const whole = new RegExp(`${bucket}/[*]`);
		for (const {reason, fix, correction} of failed) {
			expect(reason).toContain(`the folder "${folder}"`);
			expect(`${reason} ${fix} ${correction?.text ?? ''}`).not.toMatch(whole);
		}

		expect(JSON.stringify(planChanges(snapshot, connection, profile).steps)).not.toMatch(whole);
	});

	test('is not told to open the whole bucket where nothing that it needs is allowed', () => {
		const snapshot = withStatements(
			inOtherFolder(connection, folder, 0),
			lettingIn(profile),
			(statement) => ({...statement, Action: 's3:GetBucketTagging'}),
		);
		const found = judge(snapshot, connection, profile);
		expect(found.some(({status}) => status === 'fail')).toBe(true);
		expect(JSON.stringify(found)).not.toContain(`${bucket}/*`);
	});
});

test.each(['load', 'load-unload'])(
	'Snowflake (%s) that may list another folder fails by name',
	(purpose) => {
		const snowflake = profileOf('snowflake');
		const connection = exampleConnection(snowflake, {purpose, encryption: 'SSE-S3'});
		const snapshot = inOtherFolder(connection, 'path', 1);
		const listing = judge(snapshot, connection, snowflake).find(({id}) => id === 'access.list');
		expect(listing).toMatchObject({
			status: 'fail',
			fix: 'Put "path/*" into the condition on s3:prefix, with StringLike.',
		});
	},
);

test.each([
	['a stranger is named', {Principal: {AWS: 'arn:aws:iam::444455556666:root'}}],
	['another external ID is asked for', {Condition: {StringEquals: {'sts:ExternalId': 'other'}}}],
	['no external ID is asked for', {Condition: {}}],
])("the role of Datadog's integration keeps its statements where %s", (_what, change) => {
	const datadog = profileOf('datadog');
	const connection = exampleConnection(datadog, {purpose: 'archive', encryption: 'SSE-S3'});
	const other = {
		Sid: 'SomethingElse',
		Effect: 'Allow',
		Principal: {Service: 'lambda.amazonaws.com'},
		Action: 'sts:AssumeRole',
	} as const;
	const snapshot = withStatements(
		healthySnapshot(connection),
		'trust-policy',
		(statement) => ({...statement, ...change}),
		other,
	);
	const corrections = judge(snapshot, connection, datadog).flatMap(({correction}) =>
		correction?.document === 'trust-policy' ? [correction] : [],
	);
	expect(corrections.length).toBeGreaterThan(0);
	for (const {text, consolePath} of corrections) {
		expect(text).toContain('SomethingElse');
		expect(consolePath).toContain(
			'Edit trust policy. Paste, in place of the whole policy, Update policy.',
		);
	}
});

describe('Creative Force', () => {
	const creativeForce = profileOf('creative-force');

	test.each([
		['s3:PutObjectAcl', 'asset-delivery', 'access.write'],
		['s3:GetObjectVersion', 'asset-delivery', 'access.read'],
		['s3:GetObjectVersion', 'data-source', 'access.read'],
	] as const)('without %s for %s is named', (action, purpose, check) => {
		const connection = creativeForceConnection({purpose});
		const snapshot = withStatements(
			healthySnapshot(connection, {leastPrivilege: true}),
			'role-policy',
			(statement) => ({
				...statement,
				Action: listOf(statement.Action).filter((name) => name !== action),
			}),
		);
		const found = judge(snapshot, connection, creativeForce, [check as CheckId]);
		expect(found).toMatchObject([{status: 'warn', reason: expect.stringContaining(action)}]);
	});
});

describe('the danger of the way of Weights & Biases', () => {
	const wandb = profileOf('wandb');
	const connection = exampleConnection(wandb, {purpose: 'storage', encryption: 'SSE-KMS'});

	test('is told, and that no customer can mend it', () => {
		const found = bad(judge(healthySnapshot(connection), connection, wandb));
		expect(found).toMatchObject([
			{id: 'isolation.tenant', reason: expect.stringContaining('you cannot mend it')},
		]);
	});

	test('is all that is told of a whole account too', () => {
		const dedicated = {...connection, inputs: {wandbDeployment: 'dedicated'}};
		const found = bad(judge(healthySnapshot(dedicated), dedicated, wandb));
		expect(found.map(({id}) => id)).toEqual(['isolation.tenant']);
	});

	test('is not to be made greater where some pages alone use the bucket in a browser', () => {
		const healthy = healthySnapshot(connection);
		const {cors} = healthy.bucket;
		const rules = cors.status === 'found' ? cors.value : [];
		const snapshot = withBucket(healthy, {
			cors: found(rules.map((rule) => ({...rule, origins: ['https://wandb.ai']}))),
		});
		expect(rules).toHaveLength(1);
		const [finding] = judge(snapshot, connection, wandb, ['bucket.cors']);
		expect(finding).toMatchObject({status: 'warn', code: 'some-origins-allowed'});
		expect(finding).not.toHaveProperty('correction');
		const {steps} = planChanges(snapshot, connection, wandb);
		expect(steps.find(({id}) => id === 'bucket-cors')).toMatchObject({action: 'none'});
	});

	test('is not that of iconik, which tells its customers apart', () => {
		const given = iconikConnection();
		const found = judge(healthySnapshot(given), given, profileOf('iconik'));
		expect(found.find(({id}) => id === 'isolation.tenant')?.status).toBe('pass');
	});
});
