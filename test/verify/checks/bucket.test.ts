import {describe, expect, test} from 'vitest';
import {bucketChecks} from '../../../source/verify/checks/bucket.ts';
import {creativeForceConnection, iconikConnection} from '../../support/connections.ts';
import {findingOf} from '../../support/findings.ts';
import {
	failed,
	found,
	healthySnapshot,
	notLooked,
	refused,
	withBucket,
	withoutBucket,
} from '../../support/snapshots.ts';

const connection = iconikConnection();
const healthy = healthySnapshot(connection);

describe('bucket.exists', () => {
	const check = bucketChecks['bucket.exists'];

	test('fails where there is no such bucket, and says where to create it', () => {
		const finding = findingOf(check, withoutBucket(healthy), connection);
		expect(finding).toMatchObject({status: 'fail', required: true});
		expect(finding.fix).toContain('eu-central-1');
	});

	test.each([
		['a refusal', refused('s3:ListBucket')],
		['a redirect', {...failed('The bucket is elsewhere.'), code: 'PermanentRedirect'}],
	])('takes %s for a proof that the bucket exists', (_name, existence) => {
		const snapshot = withBucket(healthy, {existence, policy: refused('s3:GetBucketPolicy')});
		expect(findingOf(check, snapshot, connection).status).toBe('pass');
	});

	test('is unknown where AWS could not be reached', () => {
		const unreachable = failed('AWS could not be reached.');
		const snapshot = withBucket(healthy, {existence: unreachable, policy: unreachable});
		expect(findingOf(check, snapshot, connection)).toMatchObject({
			status: 'unknown',
			reason: 'AWS could not be reached.',
		});
	});

	test('of documents is shown by the bucket policy, and else unknown', () => {
		const missing = notLooked('bucket.json was not given.');
		const documents = withBucket({...healthy, source: 'documents'}, {existence: missing});
		expect(findingOf(check, documents, connection).status).toBe('pass');
		const nothing = withBucket(documents, {policy: missing});
		expect(findingOf(check, nothing, connection).status).toBe('unknown');
	});
});

describe('bucket.owner', () => {
	const check = bucketChecks['bucket.owner'];

	test('fails for a bucket of another account, and the checks within it wait', () => {
		const snapshot = withBucket(healthy, {isOwned: found(false)});
		expect(findingOf(check, snapshot, connection).status).toBe('fail');
		expect(findingOf(bucketChecks['bucket.policy'], snapshot, connection).status).toBe('skip');
	});

	test('is unknown where nobody says whose it is', () => {
		const snapshot = withBucket(healthy, {isOwned: refused('s3:ListBucket')});
		expect(findingOf(check, snapshot, connection)).toMatchObject({
			status: 'unknown',
			required: true,
		});
	});

	test('does not apply to documents that do not say it', () => {
		const documents = {...healthy, source: 'documents'} as const;
		const isOwned = notLooked('Documents do not say it.');
		expect(findingOf(check, withBucket(documents, {isOwned}), connection).status).toBe('skip');
		expect(findingOf(check, documents, connection).status).toBe('pass');
	});
});

describe('bucket.region', () => {
	const check = bucketChecks['bucket.region'];
	const elsewhere = withBucket(healthy, {existence: found({region: 'us-west-2'})});

	test('fails in another region, names both and says where to correct it', () => {
		const finding = findingOf(check, elsewhere, connection);
		expect(finding.status).toBe('fail');
		expect(finding.reason).toMatch(/us-west-2.*eu-central-1/);
		expect(finding.fix).toContain('"Region" of the form of iconik');
		expect(finding.fix).toContain('key must be in us-west-2');
	});

	test('does not speak of a field that the form of the vendor does not have', () => {
		const other = creativeForceConnection({encryption: 'SSE-S3'});
		const {fix} = findingOf(check, elsewhere, other);
		expect(fix).toBe('Put us-west-2 into the connection.');
	});

	test('is unknown where the region was not told', () => {
		const snapshot = withBucket(healthy, {existence: found({})});
		expect(findingOf(check, snapshot, connection).status).toBe('unknown');
	});
});

describe('without the bucket', () => {
	const waiting = [
		'bucket.owner',
		'bucket.region',
		'bucket.encryption',
		'bucket.public-access',
		'bucket.ownership',
		'bucket.policy',
	] as const;

	test.each(waiting)('%s waits and is not required', (id) => {
		expect(findingOf(bucketChecks[id], withoutBucket(healthy), connection)).toMatchObject({
			status: 'skip',
			required: false,
			fix: '',
		});
	});
});
