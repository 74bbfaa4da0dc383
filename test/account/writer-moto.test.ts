import {CreateKeyCommand, KMSClient} from '@aws-sdk/client-kms';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {notLooked, openAwsAccount, type Writer} from '../../source/account/index.ts';
import {
	executePlan,
	executeUndo,
	planUndo,
	readBackup,
	readCurrent,
} from '../../source/apply/index.ts';
import type {Change, Plan, PlanStep} from '../../source/apply/types.ts';
import type {DocumentId} from '../../source/aws/index.ts';
import {buildDocuments, documentText} from '../../source/documents/index.ts';
import {aboutOf} from '../../source/verify/index.ts';
import {contextFor, step} from '../apply/support/plans.ts';
import {creativeForce, creativeForceConnection} from '../support/connections.ts';
import {
	describeWithMoto,
	type Moto,
	motoAccountId,
	motoEnvironment,
	startMoto,
} from '../support/moto.ts';
import {useSharedFiles} from './support/shared-files.ts';

describeWithMoto('the writer on an account of moto', () => {
	let moto: Moto;
	let restore: () => void;
	let writer: Writer;
	let kmsKeyArn = '';

	beforeAll(async () => {
		moto = await startMoto();
		restore = useSharedFiles({}, {...motoEnvironment, AWS_ENDPOINT_URL: moto.endpoint});
		const {KeyMetadata} = await new KMSClient({region: 'eu-central-1'}).send(
			new CreateKeyCommand({}),
		);
		kmsKeyArn = KeyMetadata?.Arn ?? '';
		writer = await (await openAwsAccount()).writer();
	}, 60_000);

	afterAll(async () => {
		restore?.();
		await moto?.stop();
	});

	test('makes all of a connection, changes nothing the second time, and goes back', async () => {
		const connection = creativeForceConnection({accountId: motoAccountId, kmsKeyArn});
		const {bucket, region, roleName = ''} = connection;
		const place = {bucket, region, ownerId: motoAccountId};
		const textOf = (id: DocumentId) => {
			const document = buildDocuments(connection, creativeForce, {only: id})[0]?.document;
			return document === undefined ? '' : documentText(document);
		};
		const keyBefore = await writer.readKeyPolicy(kmsKeyArn);
		const before = keyBefore.status === 'found' ? keyBefore.value : '';
		const parsed = JSON.parse(before) as {Statement: unknown[]};
		const after = JSON.stringify({
			...parsed,
			Statement: [
				...parsed.Statement,
				...(JSON.parse(textOf('key-policy')) as {Statement: unknown[]}).Statement,
			],
		});
		const made = (id: PlanStep['id'], change: Change) => step({id, action: 'create', change});
		const plan: Plan = {
			about: aboutOf(connection, creativeForce, 'aws'),
			untouched: [],
			steps: [
				made('bucket', {kind: 'create-bucket', bucket, region}),
				made('bucket-encryption', {
					kind: 'encryption',
					before: undefined,
					after: [{algorithm: 'aws:kms', keyId: kmsKeyArn, bucketKeyEnabled: true}],
				}),
				made('role', {
					kind: 'create-role',
					roleName,
					rolePath: '/',
					trustPolicy: textOf('trust-policy'),
					description: 'For the vendor',
				}),
				made('role-policy', {
					kind: 'document',
					document: 'role-policy',
					policyName: 'VendorAccess',
					before: undefined,
					after: textOf('role-policy'),
				}),
				made('bucket-policy', {
					kind: 'document',
					document: 'bucket-policy',
					before: undefined,
					after: textOf('bucket-policy'),
				}),
				made('key-policy', {kind: 'document', document: 'key-policy', before, after}),
			],
		};
		const context = contextFor();
		const results = await executePlan(plan, writer, context);
		expect(results.map(({status, detail}) => [status, detail])).toEqual(
			results.map(() => ['done', expect.anything()]),
		);
		expect(await writer.readEncryption(place)).toMatchObject({
			value: [{algorithm: 'aws:kms', keyId: kmsKeyArn, bucketKeyEnabled: true}],
		});
		expect(await writer.readBucketPolicy(place)).toEqual({
			status: 'found',
			value: textOf('bucket-policy'),
		});

		const again = await executePlan(
			{...plan, steps: plan.steps.filter(({id}) => id !== 'role')},
			writer,
			context,
		);
		expect(again.map(({status}) => status)).toEqual(again.map(() => 'done'));
		expect(again.every(({backup}) => backup === undefined)).toBe(true);
		const role = await executePlan(
			{...plan, steps: plan.steps.filter(({id}) => id === 'role')},
			writer,
			context,
		);
		expect(role[0]).toMatchObject({
			status: 'failed',
			detail: {code: 'role-appeared'},
		});

		for (const {backup} of results.toReversed()) {
			if (backup !== undefined) {
				const saved = await readBackup(backup);
				const [current = notLooked('')] = await readCurrent([saved], writer);
				const undo = planUndo(saved, current);
				// A bucket stays. In moto a new one has no encryption, and to none there is no way back.
				const status =
					saved.kind.startsWith('bucket-e') || saved.kind === 'bucket' ? 'not-run' : 'done';
				expect(await executeUndo(undo, writer, context), saved.kind).toMatchObject({status});
			}
		}

		expect(await writer.readBucketPolicy(place)).toMatchObject({code: 'NoSuchBucketPolicy'});
		expect(await writer.readTrustPolicy(roleName)).toMatchObject({code: 'NoSuchEntity'});
		expect(await writer.readKeyPolicy(kmsKeyArn)).toEqual(keyBefore);
	}, 60_000);

	test('tells a bucket that is there by now from one that is not', async () => {
		await writer.createBucket('made-in-virginia', 'us-east-1');
		const place = {bucket: 'made-in-virginia', region: 'us-east-1', ownerId: motoAccountId};
		expect((await writer.readEncryption(place)).status).not.toBe('refused');
		expect(await writer.readEncryption({...place, bucket: 'never-made'})).toEqual({
			status: 'absent',
			code: 'NoSuchBucket',
		});
		await expect(writer.createBucket('acme-assets', 'eu-west-1')).rejects.toMatchObject({
			name: 'WriteError',
			code: expect.stringMatching(/^BucketAlready/),
		});
	});

	test('says whose account it is, and who is not there', async () => {
		expect(await writer.accountId()).toBe(motoAccountId);
		await expect(writer.putRolePolicy('Nobody', 'P', '{}')).rejects.toMatchObject({
			name: 'WriteError',
			action: 'iam:PutRolePolicy',
			isTransient: false,
		});
	});
});
